/*
 * Copyright 2026 the Flight Spring Boot authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.flightspring.query.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.ipc.FlightDataOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SpoolDirectoryTests {

	@TempDir
	Path directory;

	@Test
	void whenTheDirectoryIsOpenedAndClosedThenNothingIsLeftButTheGate() throws Exception {
		SpoolDirectory spool = SpoolDirectory.open(options(this.directory.resolve("new")));
		spool.spool("query", null).create(spool.spool("query", null).file(0)).close();
		assertThat(files(this.directory.resolve("new"))).anyMatch((file) -> file.endsWith("segment-0.arrows"));
		spool.close();
		assertThat(files(this.directory.resolve("new"))).containsExactly("spool.lock");
	}

	@Test
	void whenTwoInstancesShareADirectoryThenNeitherRemovesTheOthers() throws Exception {
		SpoolDirectory one = SpoolDirectory.open(options(this.directory));
		one.spool("query", null).create(one.spool("query", null).file(0)).close();
		SpoolDirectory two = SpoolDirectory.open(options(this.directory));
		two.spool("query", null).create(two.spool("query", null).file(0)).close();
		assertThat(files(this.directory)).filteredOn((file) -> file.endsWith("segment-0.arrows")).hasSize(2);
		one.close();
		assertThat(files(this.directory)).filteredOn((file) -> file.endsWith("segment-0.arrows")).hasSize(1);
		SpoolDirectory.open(options(this.directory)).close();
		assertThat(files(this.directory)).filteredOn((file) -> file.endsWith("segment-0.arrows")).hasSize(1);
		two.close();
		assertThat(files(this.directory)).containsExactly("spool.lock");
	}

	@Test
	void whenAnotherProcessLivesThenItsSpoolStaysAndWhenItIsKilledThenItGoes() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Living.class.getName(), this.directory.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(process.inputReader().readLine()).isEqualTo("ready");
			SpoolDirectory.open(options(this.directory)).close();
			assertThat(files(this.directory)).filteredOn((file) -> file.endsWith("segment-0.arrows")).hasSize(1);
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(files(this.directory)).filteredOn((file) -> file.endsWith("segment-0.arrows")).hasSize(1);
		SpoolDirectory.open(options(this.directory)).close();
		assertThat(files(this.directory)).containsExactly("spool.lock");
	}

	@Test
	void whenADirectoryHasNoLockThenItIsRemovedAndWhatIsNotOursStays() throws Exception {
		Files.createDirectories(this.directory.resolve("instance-left-over/query"));
		Files.createFile(this.directory.resolve("notes.txt"));
		SpoolDirectory.open(options(this.directory)).close();
		assertThat(files(this.directory)).containsExactlyInAnyOrder("spool.lock", "notes.txt");
	}

	@Test
	void whenResultsAreSpooledThenOnlyTheOwnerReadsThem() throws Exception {
		try (SpoolDirectory spool = SpoolDirectory.open(options(this.directory));
				Stream<Path> children = Files.list(this.directory)) {
			Path instance = children.filter(Files::isDirectory).findFirst().orElseThrow();
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(instance))).isEqualTo("rwx------");
			assertThat(spool.usedBytes()).isZero();
		}
	}

	@Test
	void whenTheDirectoryCannotBeUsedThenItIsNamed() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(SpoolDirectoryException.class).isThrownBy(() -> SpoolDirectory.open(options(file)))
			.withMessageContaining(file.toString());
	}

	private static SpoolOptions options(Path directory) {
		return new SpoolOptions(directory, 1 << 20, 1 << 20, 1 << 20, 1 << 10, Duration.ofSeconds(1),
				new FlightDataOptions(1 << 20, FlightDataOptions.Compression.NONE));
	}

	private static List<String> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> !file.equals(directory))
				.map((file) -> directory.relativize(file).toString().replace(File.separatorChar, '/'))
				.toList();
		}
	}

	/**
	 * A process with a spool.
	 */
	static final class Living {

		private Living() {
		}

		public static void main(String[] args) throws Exception {
			SpoolDirectory spool = SpoolDirectory.open(options(Path.of(args[0])));
			spool.spool("query", null).create(spool.spool("query", null).file(0)).close();
			System.out.println("ready");
			Thread.sleep(60_000);
		}

	}

}
