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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Segments are written and read back, and what is reserved is what is on disk.
 */
class SpoolWriterTests {

	@TempDir
	Path directory;

	private final BufferAllocator allocator = new RootAllocator();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenADictionaryGrowsBetweenBatchesThenEachBatchIsReadWithItsOwn(boolean compressed) throws Exception {
		List<String> written = List.of("one", "two", "one", "three", "four");
		SpoolOptions options = new SpoolOptions(this.directory, 1 << 20, 1 << 20, 1 << 20, 1 << 20, Duration.ofHours(1),
				output(compressed));
		try (SpoolDirectory spool = SpoolDirectory.open(options);
				VarCharVector words = new VarCharVector("words", this.allocator)) {
			Query query = query(spool);
			try (SpoolWriter writer = spool.writer(query.spool(), query)) {
				write(writer, words, written);
				writer.finish();
			}
			assertThat(query.snapshot().segments()).hasSize(1);
			assertThat(read(query.snapshot().segments().get(0))).isEqualTo(written);
			Segment segment = query.snapshot().segments().get(0);
			assertThat(segment.bytes()).isEqualTo(Files.size(segment.file())).isEqualTo(spool.usedBytes());
			assertThat(segment.rows()).isEqualTo(5);
			query.spool().delete();
			assertThat(spool.usedBytes()).isZero();
			assertThat(segment.file()).doesNotExist();
		}
	}

	private void write(SpoolWriter writer, VarCharVector words, List<String> written) {
		write((root, provider) -> writer.start(this.allocator, root, provider), writer::write, words, written);
	}

	private void write(BiConsumer<VectorSchemaRoot, DictionaryProvider> start, Consumer<VectorSchemaRoot> write,
			VarCharVector words, List<String> written) {
		DictionaryEncoding encoding = new DictionaryEncoding(7, false, new ArrowType.Int(32, true));
		DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(new Dictionary(words, encoding));
		Field field = new Field("word", new FieldType(false, new ArrowType.Int(32, true), encoding), null);
		IntVector indices = (IntVector) field.createVector(this.allocator);
		List<String> known = new ArrayList<>();
		try (VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(indices))) {
			start.accept(root, provider);
			for (String word : written) {
				if (!known.contains(word)) {
					words.setSafe(known.size(), word.getBytes());
					known.add(word);
					words.setValueCount(known.size());
				}
				indices.setSafe(0, known.indexOf(word));
				root.setRowCount(1);
				write.accept(root);
			}
		}
	}

	private List<String> read(Segment segment) throws Exception {
		List<String> words = new ArrayList<>();
		try (ArrowReader reader = segment.open(this.allocator)) {
			VectorSchemaRoot root = reader.getVectorSchemaRoot();
			while (reader.loadNextBatch()) {
				for (int row = 0; row < root.getRowCount(); row++) {
					int index = ((IntVector) root.getVector(0)).get(row);
					words.add(reader.getDictionaryVectors().get(7L).getVector().getObject(index).toString());
				}
			}
		}
		return words;
	}

	@Test
	@EnabledIf("hasFullDevice")
	void whenTheDiskIsFullThenTheWriteFails() throws Exception {
		SpoolQuota quota = new SpoolQuota(null, "all", 1 << 20);
		try (SegmentFile file = new SegmentFile(FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE),
				quota)) {
			assertThatIOException().isThrownBy(() -> file.write(1)).withMessageContaining("space");
		}
	}

	@Test
	void whenTheQuotaIsUsedUpThenNothingIsWrittenAbove() throws Exception {
		SpoolQuota quota = new SpoolQuota(null, "all", 10);
		Path path = this.directory.resolve("file");
		try (SegmentFile file = new SegmentFile(
				FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), quota)) {
			file.write(new byte[10]);
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> file.write(1));
			assertThat(file.bytes()).isEqualTo(10).isEqualTo(quota.used()).isEqualTo(Files.size(path));
		}
	}

	@Test
	void whenADictionaryStaysThenItIsOnceInTheResultAndInEachSegment() throws Exception {
		SpoolOptions options = new SpoolOptions(this.directory, 1 << 20, 1 << 20, 1 << 20, 1, Duration.ofHours(1),
				output(false));
		List<String> written = List.of("one", "two", "one", "one", "two", "three");
		try (SpoolDirectory spool = SpoolDirectory.open(options);
				VarCharVector words = new VarCharVector("words", this.allocator)) {
			Query query = query(spool);
			try (SpoolWriter writer = spool.writer(query.spool(), query)) {
				write(writer, words, written);
				writer.finish();
			}
			List<Segment> segments = query.snapshot().segments();
			assertThat(segments).hasSize(6);
			for (int i = 0; i < 6; i++) {
				assertThat(read(segments.get(i))).containsExactly(written.get(i));
			}
			StoredResult result = new StoredResult("id", segments, false);
			byte[] bytes = bytes(result, 0, result.length());
			assertThat(result.length()).isEqualTo(bytes.length);
			for (int from = 0; from < bytes.length; from++) {
				int count = Math.min(37, bytes.length - from);
				assertThat(bytes(result, from, count)).isEqualTo(Arrays.copyOfRange(bytes, from, from + count));
			}
			Path whole = Files.write(this.directory.resolve("whole"), bytes);
			assertThat(read(new Segment(whole, 6, bytes.length, List.of()))).isEqualTo(written);
			try (VarCharVector again = new VarCharVector("words", this.allocator)) {
				assertThat(bytes).isEqualTo(stream(again, written));
			}
			query.spool().delete();
		}
	}

	private static byte[] bytes(StoredResult result, long from, long count) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		result.copy(from, count, bytes);
		return bytes.toByteArray();
	}

	/**
	 * The same rows as a download of their own.
	 */
	private byte[] stream(VarCharVector words, List<String> written) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (IpcEncoder encoder = IpcEncoder.stream(this.allocator, output(false), bytes)) {
			write(encoder::start, encoder::write, words, written);
			encoder.finish();
		}
		return bytes.toByteArray();
	}

	private static FlightDataOptions output(boolean compressed) {
		return new FlightDataOptions(1 << 20,
				compressed ? FlightDataOptions.Compression.ZSTD : FlightDataOptions.Compression.NONE);
	}

	static boolean hasFullDevice() {
		return Files.isWritable(Path.of("/dev/full"));
	}

	@Test
	void whenTheSpoolCannotBeWrittenThenTheQueryFailsAndTheCauseStaysOnTheServer() throws Exception {
		SpoolOptions options = new SpoolOptions(this.directory, 1 << 20, 1 << 20, 1 << 20, 1 << 20, Duration.ofHours(1),
				output(false));
		try (SpoolDirectory spool = SpoolDirectory.open(options);
				VectorSchemaRoot root = VectorSchemaRoot.create(
						new Schema(List.of(Field.notNullable("value", new ArrowType.Int(32, true)))), this.allocator)) {
			Query query = query(spool);
			// a file where the query's directory goes
			Files.createFile(query.spool().file(0).getParent());
			try (SpoolWriter writer = spool.writer(query.spool(), query)) {
				assertThatExceptionOfType(FlightRuntimeException.class)
					.isThrownBy(() -> writer.start(this.allocator, root, null))
					.satisfies((ex) -> {
						assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
						assertThat(ex.status().description()).doesNotContain(this.directory.toString());
					});
			}
		}
	}

	private static Query query(SpoolDirectory spool) {
		return new Query(new QueryRequest("id", null, null, null, false), "flight", Duration.ofMinutes(1),
				spool.spool("id", null), Clock.systemUTC());
	}

}
