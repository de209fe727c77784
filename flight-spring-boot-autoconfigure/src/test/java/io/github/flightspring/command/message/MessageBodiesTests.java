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

package io.github.flightspring.command.message;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.StringValue;
import com.google.protobuf.UnknownFieldSet;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MessageBodies}.
 */
class MessageBodiesTests {

	private final MessageBodies bodies = new MessageBodies(JsonMapper.shared());

	@Test
	void whenWrittenThenEachInItsForm() {
		byte[] bytes = { 1, -1 };
		Duration message = Duration.newBuilder().setSeconds(7).build();
		assertThat(this.bodies.write(bytes)).isSameAs(bytes);
		assertThat(this.bodies.write(message)).isEqualTo(message.toByteArray());
		assertThat(written("Zoë")).isEqualTo("Zoë");
		assertThat(written(new StringBuilder("ab"))).isEqualTo("ab");
		assertThat(written(42L)).isEqualTo("42");
		assertThat(written(new BigDecimal("1.50"))).isEqualTo("1.50");
		assertThat(written(null)).isEmpty();
		assertThat(written(true)).isEqualTo("true");
		assertThat(written(new Month(2026, 11))).isEqualTo("{\"year\":2026,\"month\":11}");
		assertThat(written(List.of(1, 2))).isEqualTo("[1,2]");
		assertThat(written(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
	}

	@Test
	void whenItCannotBeWrittenThenThatIsNotTheClientsFault() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> this.bodies.write(new Broken(1)));
	}

	static Stream<Object> values() {
		return Stream.of("text", "", "\uD83D\uDEEB", 42, -7L, 1.5, (short) 3, new BigDecimal("12345678901234567890.10"),
				true, 'c', Size.LARGE, new Month(2026, 11), UUID.randomUUID(), LocalDate.of(2026, 11, 1),
				YearMonth.of(2026, 11), Instant.parse("2026-11-01T10:00:00.123456789Z"),
				Duration.newBuilder().setSeconds(7).build(), Any.pack(Duration.getDefaultInstance()), new Flights(
						List.of(new Month(1, 2)), Map.of("a", new Month(3, 4)), Optional.of("x"), new byte[] { 1 }));
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenWrittenThenReadBackTheSame(Object value) {
		assertThat(this.bodies.read(this.bodies.write(value), value.getClass())).isEqualTo(value);
		assertThat(this.bodies.canRead(value.getClass())).isTrue();
		assertThat(this.bodies.canWrite(value.getClass())).isTrue();
	}

	@Test
	void whenTypeIsGenericOrPrimitiveThenRead() {
		assertThat(read("[{\"year\":1,\"month\":2}]", type("months"))).isEqualTo(List.of(new Month(1, 2)));
		assertThat(read("{\"a\":[{\"year\":1,\"month\":2}]}", type("monthsByName")))
			.isEqualTo(Map.of("a", List.of(new Month(1, 2))));
		assertThat(read("42", int.class)).isEqualTo(42);
		assertThat((int[]) read("[1,2]", int[].class)).containsExactly(1, 2);
		byte[] bytes = { 1, -1 };
		assertThat(this.bodies.read(bytes, byte[].class)).isSameAs(bytes);
		assertThat(read("ab", CharSequence.class)).isEqualTo("ab");
	}

	@Test
	void whenBodyIsEmptyThenTypesOfFieldsAreReadFromNothing() {
		assertThat(read("", Flights.class)).isEqualTo(new Flights(null, null, Optional.empty(), null));
		assertThat(read("", Map.class)).isEqualTo(Map.of());
		assertThat(read("", Bean.class)).isInstanceOf(Bean.class);
		assertThat(read("", String.class)).isEqualTo("");
		assertThat((byte[]) read("", byte[].class)).isEmpty();
		assertThat(read("", Duration.class)).isEqualTo(Duration.getDefaultInstance());
		Invalid.invalid(() -> read("", Month.class), "year: is missing");
		Invalid.invalid(() -> read("", int.class), "The body is empty, where a whole number in JSON is expected");
		Invalid.invalid(() -> read("", List.class), "The body is empty, where an array in JSON is expected");
		Invalid.invalid(() -> read("", Size.class), "The body is empty, where one of SMALL, LARGE in JSON is expected");
		Invalid.invalid(() -> read("", Instant.class), "The body is empty, where an instant as in");
		Invalid.invalid(() -> read(" ", Flights.class), "expected an object, found nothing");
	}

	@Test
	void whenBodyDoesNotFitThenInvalid() {
		Invalid.invalid(() -> read("{\"year\":1,\"month\":\"x\"}", Month.class), "month: 'x' is not a whole number");
		Invalid.invalid(() -> read("[{\"year\":1,\"month\":2},{\"year\":1,\"month\":2,\"day\":3}]", type("months")),
				"[1].day: unknown field, known are year, month");
		Invalid.invalid(() -> read("{\"a\":[{\"year\":{},\"month\":2}]}", type("monthsByName")), "a[0].year: expected");
		Invalid.invalid(() -> read("null", Month.class), "The JSON is null, where a value is expected");
		Invalid.invalid(() -> read("{\"year\":1,\"month\":2} 3", Month.class), "data follows the end");
		Invalid.invalid(() -> read("{\"year\":1,\"month\":2}}", Month.class), "malformed JSON");
		Invalid.invalid(() -> read("{\"year\":1,\"year\":1,\"month\":2}", Month.class), "a field is given twice");
		Invalid.invalid(() -> read("1.5", int.class), "'1.5' is not a whole number");
		Invalid.invalid(() -> this.bodies.read(new byte[] { 'a', -1 }, String.class),
				"The body is not UTF-8 text: see byte 1");
		Invalid.invalid(() -> this.bodies.read(new byte[] { 'a', (byte) 0xC3 }, String.class), "see byte 1");
		Invalid.invalid(() -> this.bodies.read(new byte[] { 8 }, Duration.class),
				"The body is not a protobuf message google.protobuf.Duration");
	}

	@Test
	void whenAMessageIsPackedThenItIsUnpackedForAnAction() {
		Duration seven = Duration.newBuilder().setSeconds(7).build();
		for (Message message : List.of(seven, Duration.getDefaultInstance())) {
			for (String prefix : List.of("type.googleapis.com", "", "https://example.org/a", "x")) {
				assertThat(this.bodies.readAction(Any.pack(message, prefix).toByteArray(), Duration.class))
					.isEqualTo(message);
			}
			assertThat(this.bodies.readAction(message.toByteArray(), Duration.class)).isEqualTo(message);
		}
		byte[] packed = Any.pack(seven).toByteArray();
		assertThat(this.bodies.readAction(packed, Any.class)).isEqualTo(Any.pack(seven));
		assertThat(this.bodies.readAction(packed, byte[].class)).isEqualTo(packed);
		Any twice = Any.pack(Any.pack(seven));
		assertThat(this.bodies.readAction(twice.toByteArray(), Any.class)).isEqualTo(twice);
	}

	@Test
	void whenABodyIsOfAnotherMessageThenInvalid() {
		Duration seven = Duration.newBuilder().setSeconds(7).build();
		StringValue text = StringValue.of("x");
		String message = "The body is a protobuf Any of google.protobuf.Duration, where one of "
				+ "google.protobuf.StringValue is expected";
		Invalid.invalid(() -> this.bodies.readAction(Any.pack(seven).toByteArray(), StringValue.class), message);
		Invalid.invalid(() -> this.bodies.readAction(Any.pack(seven, "example.org").toByteArray(), StringValue.class),
				message);
		Invalid.invalid(
				() -> this.bodies.readAction(Any.pack(Duration.getDefaultInstance()).toByteArray(), StringValue.class),
				message);
		Invalid.invalid(() -> this.bodies.readAction(Any.pack(text).toByteArray(), Duration.class),
				"The body is a protobuf Any of google.protobuf.StringValue");
		Invalid.invalid(() -> this.bodies.readAction(Any.pack(Any.pack(text)).toByteArray(), StringValue.class),
				"The body is a protobuf Any of google.protobuf.Any");
		Invalid.invalid(() -> this.bodies.readAction(text.toByteArray(), Duration.class),
				"The body has no field of the protobuf message google.protobuf.Duration");
		Invalid.invalid(() -> this.bodies.readAction(seven.toByteArray(), StringValue.class),
				"The body has no field of the protobuf message google.protobuf.StringValue");
		Invalid.invalid(
				() -> this.bodies.readAction(
						Any.pack(text).toBuilder().setTypeUrl("x/google.protobuf.Duration").build().toByteArray(),
						Duration.class),
				"The value of the body's Any has no field of the protobuf message google.protobuf.Duration");
	}

	@Test
	void whenATextLooksLikeTheAddressOfATypeThenItIsATextStill() {
		for (String text : List.of("a/b", "example.org/a.b", "/tmp/x.json", "google.protobuf.Duration", "x/y.z")) {
			assertThat(this.bodies.readAction(StringValue.of(text).toByteArray(), StringValue.class))
				.isEqualTo(StringValue.of(text));
		}
	}

	@Test
	void whenAMessageHasFieldsOfALaterVersionThenItIsReadStill() {
		byte[] later = Duration.newBuilder()
			.setSeconds(7)
			.setUnknownFields(UnknownFieldSet.newBuilder()
				.addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
				.build())
			.build()
			.toByteArray();
		assertThat(((Duration) this.bodies.readAction(later, Duration.class)).getSeconds()).isEqualTo(7);
	}

	@Test
	void whenJsonIsTooLongThenInvalid() {
		MessageBodies small = new MessageBodies(JsonMapper.shared(), 10);
		Invalid.invalid(() -> small.read("[1, 2, 3, 4]".getBytes(), List.class),
				"The JSON has 12 bytes, where 10 are allowed");
		assertThat(small.read("twelve bytes".getBytes(), String.class)).isEqualTo("twelve bytes");
	}

	@Test
	void whenMapperIsLenientThenBodiesAreReadStrictlyAllTheSame() {
		JsonMapper lenient = JsonMapper.builder()
			.disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build();
		MessageBodies strict = new MessageBodies(lenient);
		Invalid.invalid(() -> strict.read("{\"year\":1,\"month\":2,\"day\":3}".getBytes(), Month.class),
				"day: unknown field");
		Invalid.invalid(() -> strict.read("1 2".getBytes(), int.class), "data follows");
	}

	@Test
	void whenTypeCannotBeReadAtAllThenThatIsNotTheClientsFault() {
		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read("{}", Runnable.class));
	}

	static Stream<Type> supported() {
		return Stream.of(byte[].class, String.class, CharSequence.class, int.class, Integer.class, boolean.class,
				char.class, double.class, BigDecimal.class, Number.class, Size.class, Month.class, Bean.class,
				UUID.class, Instant.class, LocalDate.class, List.class, Map.class, Collection.class, Set.class,
				int[].class, Month[].class, Object[].class, JsonNode.class, Duration.class, Any.class, Shape.class,
				type("months"), type("monthsByName"), type("anything"), type("optional"));
	}

	@ParameterizedTest
	@MethodSource("supported")
	void whenTypeIsSupportedThenReadAndWritten(Type type) {
		assertThat(this.bodies.canRead(type)).as("read").isTrue();
		assertThat(this.bodies.canWrite(type)).as("write").isTrue();
	}

	static Stream<Type> unsupported() {
		return Stream.of(void.class, Void.class, Object.class, Class.class, Thread.class, Runnable.class, Stream.class,
				Iterator.class, Iterable.class, Publisher.class, Flux.class, CompletionStage.class,
				CompletableFuture.class, Supplier.class, InputStream.class, ResultSet.class, Comparable.class,
				VectorSchemaRoot.class, ArrowReader.class, ArrowBuf.class, BufferAllocator.class, FlightInfo.class,
				Ticket.class, Unknown.class, type("streams"), type("roots"), type("streamsByName"), type("streamArray"),
				java.nio.ByteBuffer.class, java.security.Principal.class, io.grpc.Status.class);
	}

	@ParameterizedTest
	@MethodSource("unsupported")
	void whenTypeIsUnsupportedThenNeitherReadNorWritten(Type type) {
		assertThat(this.bodies.canRead(type)).as("read").isFalse();
		assertThat(this.bodies.canWrite(type)).as("write").isFalse();
	}

	@Test
	void whenTypeIsAbstractThenWrittenButNotRead() {
		for (Class<?> type : List.of(Message.class, MessageLite.class, AbstractBean.class)) {
			assertThat(this.bodies.canRead(type)).isFalse();
			assertThat(this.bodies.canWrite(type)).isTrue();
		}
		assertThat(this.bodies.canRead(Flight.Criteria.class)).isTrue();
	}

	private String written(Object value) {
		return new String(this.bodies.write(value), StandardCharsets.UTF_8);
	}

	private Object read(String body, Type type) {
		return this.bodies.read(body.getBytes(StandardCharsets.UTF_8), type);
	}

	private static Type type(String method) {
		return Arrays.stream(Types.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.map(Method::getGenericReturnType)
			.findFirst()
			.orElseThrow();
	}

	interface Types {

		List<Month> months();

		Map<String, List<Month>> monthsByName();

		Map<String, Object> anything();

		Optional<Month> optional();

		List<Stream<String>> streams();

		Map<String, InputStream> streamsByName();

		List<VectorSchemaRoot> roots();

		Stream<String>[] streamArray();

	}

	enum Size {

		SMALL, LARGE

	}

	record Month(int year, int month) {
	}

	record Flights(List<Month> months, Map<String, Month> byName, Optional<String> note, byte[] blob) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Flights flights && Objects.equals(this.months, flights.months)
					&& Objects.equals(this.byName, flights.byName) && this.note.equals(flights.note)
					&& Arrays.equals(this.blob, flights.blob);
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	record Broken(int n) {

		@Override
		public int n() {
			throw new IllegalStateException("broken");
		}

	}

	static class Bean {

		public String name;

	}

	abstract static class AbstractBean {

	}

	interface Unknown {

		String name();

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Circle.class))
	interface Shape {

	}

	record Circle(int r) implements Shape {
	}

}
