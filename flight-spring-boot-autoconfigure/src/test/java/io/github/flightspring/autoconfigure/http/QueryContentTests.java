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

package io.github.flightspring.autoconfigure.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcSource;
import io.github.flightspring.ipc.MessageSchema;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A query gives what a download gives: the same schema, the same rows, and as many bytes.
 */
class QueryContentTests {

	private static final Schema LISTS = lists();

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(Contents.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	private static Schema lists() {
		Field element = new Field("element", FieldType.notNullable(new ArrowType.Utf8()), null);
		Field list = new Field("d",
				new FieldType(true, new ArrowType.List(), new DictionaryEncoding(4, false, null), null),
				List.of(element));
		return new Schema(List.of(list, new Field("s", FieldType.nullable(new ArrowType.Struct()), List.of(list))));
	}

	@Test
	void whenADictionaryHasListsThenTheirSchemaIsWhatWasSent() throws Exception {
		for (String path : List.of("lists", "lists-query")) {
			assertThat(schema(application.get("/flight/contents/" + path).body())).as(path).isEqualTo(LISTS);
			for (String view : List.of("?schema", "?info")) {
				String text = new String(application.get("/flight/contents/" + path + view).body(),
						StandardCharsets.ISO_8859_1);
				assertThat(text).as(path + view).doesNotContain("$data$");
			}
			try (RootAllocator allocator = new RootAllocator(); FlightClient client = client(allocator)) {
				FlightDescriptor flight = FlightDescriptor.path("contents", path);
				FlightInfo info = client.getInfo(flight);
				assertThat(info.getSchema()).isEqualTo(LISTS);
				if (path.equals("lists")) {
					assertThat(client.getSchema(flight).getSchema()).isEqualTo(LISTS);
				}
			}
		}
	}

	private static FlightClient client(BufferAllocator allocator) {
		int port = application.context().getBean(GrpcServerLifecycle.class).getPort();
		return FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", port)).build();
	}

	private static Schema schema(byte[] stream) throws IOException {
		try (RootAllocator allocator = new RootAllocator();
				FlightDataReader reader = new FlightDataReader(allocator,
						new IpcSource(new ByteArrayInputStream(stream), allocator, FlightDataLimits.defaults(),
								FlightDescriptor.path()))) {
			return MessageSchema.of(reader.getVectorSchemaRoot().getSchema(), reader);
		}
	}

	@Test
	void whenADenseUnionHasValuesThatNoRowUsesThenAQueryGivesItsRows() throws Exception {
		for (String path : List.of("union", "union-query")) {
			String json = new String(application.get("/flight/contents/" + path + "?format=json").body(),
					StandardCharsets.UTF_8);
			assertThat(json).isEqualToIgnoringWhitespace("[{\"x\":\"b\"},{\"x\":1}]");
			try (RootAllocator allocator = new RootAllocator();
					FlightClient client = client(allocator);
					FlightStream stream = client.getStream(client.getInfo(FlightDescriptor.path("contents", path))
						.getEndpoints()
						.get(0)
						.getTicket())) {
				assertThat(stream.next()).isTrue();
				assertThat(stream.getRoot().getRowCount()).isEqualTo(2);
			}
		}
	}

	@Test
	void whenManyBatchesShareADictionaryThenAQueryHasTheBytesOfADownload() throws Exception {
		String size = "?rows=200000";
		byte[] download = application.get("/flight/contents/words" + size).body();
		byte[] query = application.get("/flight/contents/words-query" + size).body();
		assertThat(query).isEqualTo(download);
	}

	@FlightEndpoint("contents")
	static class Contents {

		private static final DictionaryEncoding WORDS = new DictionaryEncoding(1, false, null);

		@DoGet("lists")
		ArrowReader lists(BufferAllocator allocator) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			WriteChannel channel = new WriteChannel(Channels.newChannel(bytes));
			MessageSerializer.serialize(channel, LISTS);
			channel.write(new byte[] { -1, -1, -1, -1, 0, 0, 0, 0 });
			return new FlightDataReader(allocator, new IpcSource(new ByteArrayInputStream(bytes.toByteArray()),
					allocator, FlightDataLimits.defaults(), FlightDescriptor.path()));
		}

		@FlightQuery("lists-query")
		ArrowReader listsQuery(BufferAllocator allocator) throws IOException {
			return lists(allocator);
		}

		@DoGet("union")
		void union(BufferAllocator allocator, FlightSink sink) {
			Field text = new Field("0", FieldType.nullable(new ArrowType.Utf8()), null);
			Field number = new Field("1", FieldType.nullable(new ArrowType.Int(32, true)), null);
			Field union = new Field("x", FieldType.nullable(new ArrowType.Union(UnionMode.Dense, new int[] { 0, 1 })),
					List.of(text, number));
			try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(union)), allocator)) {
				DenseUnionVector vector = (DenseUnionVector) root.getVector(0);
				vector.allocateNew();
				vector.setTypeId(0, (byte) 0);
				vector.setTypeId(1, (byte) 1);
				vector.getOffsetBuffer().setInt(0, 1);
				vector.getOffsetBuffer().setInt(4, 0);
				root.setRowCount(2);
				VarCharVector words = (VarCharVector) vector.getVectorByType((byte) 0);
				IntVector numbers = (IntVector) vector.getVectorByType((byte) 1);
				for (int i = 0; i < 3; i++) {
					words.setSafe(i, List.of("a", "b", "c").get(i).getBytes(StandardCharsets.UTF_8));
					numbers.setSafe(i, i + 1);
				}
				words.setValueCount(3);
				numbers.setValueCount(3);
				sink.write(root);
			}
		}

		@FlightQuery("union-query")
		void unionQuery(BufferAllocator allocator, FlightSink sink) {
			union(allocator, sink);
		}

		@DoGet("words")
		void words(@FlightParam int rows, BufferAllocator allocator, FlightSink sink) {
			Field field = new Field("word", new FieldType(true, WORDS.getIndexType(), WORDS, null), null);
			try (VarCharVector words = new VarCharVector("words", allocator);
					VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
				for (int i = 0; i < 20_000; i++) {
					words.setSafe(i, "the-word-number-%d".formatted(i).getBytes(StandardCharsets.UTF_8));
				}
				words.setValueCount(20_000);
				sink.start(root, new MapDictionaryProvider(new Dictionary(words, WORDS)));
				IntVector indices = (IntVector) root.getVector(0);
				for (int start = 0; start < rows; start += 65_536) {
					int count = Math.min(65_536, rows - start);
					indices.allocateNew(count);
					for (int i = 0; i < count; i++) {
						indices.set(i, (start + i) % 20_000);
					}
					root.setRowCount(count);
					sink.write(root);
				}
			}
		}

		@FlightQuery("words-query")
		void wordsQuery(@FlightParam int rows, BufferAllocator allocator, FlightSink sink) {
			words(rows, allocator, sink);
		}

	}

}
