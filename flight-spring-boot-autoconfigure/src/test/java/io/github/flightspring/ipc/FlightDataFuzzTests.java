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

package io.github.flightspring.ipc;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.third_party.com.github.fmeum.rules_jni.RulesJni;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.extension.OpaqueType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams of any bytes are read or refused. The fuzzer begins with valid streams of every
 * type and changes them towards code that was not reached yet; {@link MutationTests} does
 * the same blindly. In a build it takes the same way each time, by its seed and number of
 * runs in the module's {@code pom.xml}; the profile {@code fuzz} goes on from there.
 */
@EnabledIf("hasNativePart")
class FlightDataFuzzTests {

	private static final long CALL_LIMIT = 16 << 20;

	@BeforeAll
	static void register() {
		// extension types that are known are read by code of their own
		OpaqueType.ensureRegistered();
	}

	@AfterAll
	static void tellHowToGoOn() {
		say("seed and runs are fixed here; to look further: "
				+ "./mvnw -pl flight-spring-boot-autoconfigure test-compile surefire:test@fuzz -Pfuzz "
				+ "-Dfuzz.duration=10m");
	}

	@MethodSource("streams")
	@FuzzTest
	void whenBytesArriveThenReadOrRefused(byte[] stream) throws IOException {
		try (RootAllocator allocator = new RootAllocator()) {
			try {
				read(messages(stream), allocator);
			}
			catch (FlightRuntimeException | OutOfMemoryException ex) {
				// refused
			}
			assertThat(allocator.getAllocatedMemory()).isZero();
		}
	}

	private static void read(List<byte[]> messages, RootAllocator parent) throws IOException {
		try (BufferAllocator allocator = parent.newChildAllocator("call", 0, CALL_LIMIT);
				FlightDataReader reader = Wire.reader(messages, allocator)) {
			while (reader.next()) {
				if (reader.hasBatch()) {
					MutationTests.touch(reader.getVectorSchemaRoot());
				}
			}
		}
	}

	static Stream<byte[]> streams() {
		try (RootAllocator allocator = new RootAllocator()) {
			return MutationTests.streams(allocator).stream().map(FlightDataFuzzTests::join);
		}
	}

	/**
	 * Return whether Jazzer's native part runs on this system.
	 * @return {@code false} after a line that says what is missing
	 */
	static boolean hasNativePart() {
		try {
			RulesJni.loadLibrary("jazzer_fuzzed_data_provider", "/com/code_intelligence/jazzer/driver");
			return true;
		}
		catch (LinkageError | RuntimeException ex) {
			say("skipped, because Jazzer has no native library for %s on %s: %s"
				.formatted(System.getProperty("os.name"), System.getProperty("os.arch"), ex.getMessage()));
			return false;
		}
	}

	/**
	 * Print a line past the file that takes what tests print.
	 */
	private static void say(String line) {
		new PrintStream(new FileOutputStream(FileDescriptor.err), true).println("Fuzzing: " + line);
	}

	/**
	 * One array for a stream: before each message its length in four bytes.
	 */
	private static byte[] join(List<byte[]> messages) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] message : messages) {
			joined.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
			joined.writeBytes(message);
		}
		return joined.toByteArray();
	}

	private static List<byte[]> messages(byte[] joined) {
		List<byte[]> messages = new ArrayList<>();
		int at = 0;
		while (at + Integer.BYTES <= joined.length) {
			long length = Integer.toUnsignedLong(ByteBuffer.wrap(joined, at, Integer.BYTES).getInt());
			at += Integer.BYTES;
			int end = (int) Math.min(joined.length, at + length);
			messages.add(Arrays.copyOfRange(joined, at, end));
			at = end;
		}
		return messages;
	}

}
