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

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Schemas from outside.
 */
class SchemaDecoderTests {

	private static final ArrowType INT = new ArrowType.Int(32, true);

	private final FlatBufferBuilder builder = new FlatBufferBuilder();

	@Test
	void whenSchemaIsAGraphThatDoublesOnEachLevelThenRefused() {
		int child = nullField();
		for (int level = 0; level < 40; level++) {
			child = structField(child, child);
		}
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "more than 16384 fields", schema(child));
	}

	@Test
	void whenSchemaNestsTooDeepThenRefused() {
		int child = nullField();
		for (int level = 0; level < 100_000; level++) {
			child = structField(child);
		}
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "nests deeper than 64 levels", schema(child));
	}

	@Test
	void whenEveryFieldNamesTheSameLongTextThenRefused() {
		int text = this.builder.createString("x".repeat(1 << 20));
		int entry = KeyValue.createKeyValue(this.builder, text, text);
		int metadata = Field.createCustomMetadataVector(this.builder, new int[] { entry, entry, entry });
		int type = nullType();
		int[] fields = new int[100];
		for (int i = 0; i < fields.length; i++) {
			fields[i] = Field.createField(this.builder, 0, true, Type.Null, type, 0, 0, metadata);
		}
		assertRefused(FlightStatusCode.RESOURCE_EXHAUSTED, "names and metadata of the schema", schema(fields));
	}

	@Test
	void whenTypeIsUnknownOrMissingThenRefused() {
		int field = Field.createField(this.builder, 0, true, (byte) 99, nullType(), 0, 0, 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT,
				"field '' cannot be read: it has no type that Arrow Java knows", schema(field));
		this.builder.clear();
		field = Field.createField(this.builder, 0, true, Type.Int, 0, 0, 0, 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "field '' cannot be read", schema(field));
	}

	@Test
	void whenFixedSizesAreNotPositiveThenRefused() {
		int type = FixedSizeBinary.createFixedSizeBinary(this.builder, -4);
		int field = Field.createField(this.builder, 0, true, Type.FixedSizeBinary, type, 0, 0, 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "values of -4 bytes", schema(field));
	}

	@Test
	void whenIntegerHasAnOddWidthThenRefused() {
		int type = Int.createInt(this.builder, 33, true);
		int field = Field.createField(this.builder, 0, true, Type.Int, type, 0, 0, 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "", schema(field));
	}

	@Test
	void whenArrowCannotReadATypeThenTheFieldIsNamed() {
		int decimal = field("amount", Type.Decimal, Decimal.createDecimal(this.builder, 5, 1, 32));
		int order = Field.createField(this.builder, this.builder.createString("order"), true, Type.Struct_,
				structType(), 0, Field.createChildrenVector(this.builder, new int[] { nullField(), decimal }), 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT,
				"Flight data: field 'order.amount' cannot be read: Arrow Java has no vectors for decimals of 32 bits, but of "
						+ "128 and 256",
				schema(nullField(), order));
	}

	@Test
	void whenMetadataIsWrongForARegisteredExtensionTypeThenRefused() {
		OpaqueType.ensureRegistered();
		int name = keyValue(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME, OpaqueType.EXTENSION_NAME);
		int value = keyValue(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA, "{}");
		int metadata = Field.createCustomMetadataVector(this.builder, new int[] { name, value });
		int field = Field.createField(this.builder, 0, true, Type.Null, nullType(), 0, 0, metadata);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT,
				"the extension type 'arrow.opaque' does not take its storage type or its metadata", schema(field));
	}

	@Test
	void whenBigEndianThenRefused() {
		int schema = Schema.createSchema(this.builder, Endianness.Big, 0, 0, 0);
		assertRefused(FlightStatusCode.INVALID_ARGUMENT, "big-endian", message(schema, MetadataVersion.V5));
	}

	@Test
	void whenUnionLeavesOutItsTypeIdsThenTheyAreCounted() {
		int type = Union.createUnion(this.builder, org.apache.arrow.flatbuf.UnionMode.Sparse, 0);
		int a = field("a", Type.Null, nullType());
		int b = field("b", Type.Null, nullType());
		int children = Field.createChildrenVector(this.builder, new int[] { a, b });
		int union = Field.createField(this.builder, 0, true, Type.Union, type, 0, children, 0);
		ArrowType.Union read = (ArrowType.Union) SchemaDecoder.decode(schema(union), FlightDataLimits.defaults())
			.getFields()
			.get(0)
			.getType();
		assertThat(read.getTypeIds()).containsExactly(0, 1);
	}

	static Stream<Arguments> fields() {
		org.apache.arrow.vector.types.pojo.Field n = Columns.field("n", INT);
		DictionaryEncoding encoding = new DictionaryEncoding(1, false, null);
		return Stream.of(Arguments.of("has type list and 0 children instead of 1", new ArrowType.List(), List.of()),
				Arguments.of("and 2 children instead of 1", new ArrowType.LargeList(), List.of(n, n)),
				Arguments.of("and 1 children instead of 0", INT, List.of(n)),
				Arguments.of("has lists of -1 values", new ArrowType.FixedSizeList(-1), List.of(n)),
				Arguments.of("entries are not structs of key and value", new ArrowType.Map(false), List.of(n)),
				Arguments.of("two children named 'n'", new ArrowType.Struct(), List.of(n, n)),
				Arguments.of("no run ends of 16, 32 or 64 bits", new ArrowType.RunEndEncoded(),
						List.of(Columns.field("e", new ArrowType.Int(8, true)), n)),
				Arguments.of("a union of 2 type ids and 1 children",
						new ArrowType.Union(UnionMode.Sparse, new int[] { 0, 1 }), List.of(n)),
				Arguments.of("type id 128, which is out of range",
						new ArrowType.Union(UnionMode.Dense, new int[] { 128 }), List.of(n)),
				Arguments.of("type id -1, which is out of range",
						new ArrowType.Union(UnionMode.Dense, new int[] { -1 }), List.of(n)),
				Arguments.of("type id 3, which is out of range or used twice",
						new ArrowType.Union(UnionMode.Dense, new int[] { 3, 3 }), List.of(n, Columns.field("m", INT))),
				Arguments.of("is a decimal of precision 39 in 128 bits", new ArrowType.Decimal(39, 0, 128), List.of()),
				Arguments.of("has type time64[s], but its unit has 32 bits",
						new ArrowType.Time(org.apache.arrow.vector.types.TimeUnit.SECOND, 64), List.of()),
				Arguments.of("field 'f.b' uses dictionary 1 for values of type bool", new ArrowType.Struct(),
						List.of(new org.apache.arrow.vector.types.pojo.Field("a", new FieldType(true, INT, encoding),
								null),
								new org.apache.arrow.vector.types.pojo.Field("b",
										new FieldType(true, new ArrowType.Bool(), encoding), null))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("fields")
	void whenTypeIsWrongThenRefused(String message, ArrowType type,
			List<org.apache.arrow.vector.types.pojo.Field> children) {
		org.apache.arrow.vector.types.pojo.Schema schema = new org.apache.arrow.vector.types.pojo.Schema(
				List.of(new org.apache.arrow.vector.types.pojo.Field("f", FieldType.nullable(type), children)));
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
				() -> SchemaChecks.check(schema, false));
		assertThat(ex).isNotNull().hasMessageContaining(message);
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
	}

	@Test
	void whenUnionComesInVersion4ThenRefused() {
		org.apache.arrow.vector.types.pojo.Schema schema = new org.apache.arrow.vector.types.pojo.Schema(
				List.of(Columns.all().get("dense_union")));
		SchemaChecks.check(schema, false);
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
				() -> SchemaChecks.check(schema, true));
		assertThat(ex).hasMessageContaining("is a union in metadata version V4; send V5");
	}

	private void assertRefused(FlightStatusCode code, String text, Message message) {
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
				() -> SchemaDecoder.decode(message, FlightDataLimits.defaults()));
		assertThat(ex).isNotNull().hasMessageContaining(text);
		assertThat(ex.status().code()).isEqualTo(code);
	}

	private int keyValue(String key, String value) {
		return KeyValue.createKeyValue(this.builder, this.builder.createString(key), this.builder.createString(value));
	}

	private int nullType() {
		Null.startNull(this.builder);
		return Null.endNull(this.builder);
	}

	private int nullField() {
		return Field.createField(this.builder, 0, true, Type.Null, nullType(), 0, 0, 0);
	}

	private int field(String name, byte type, int typeOffset) {
		return Field.createField(this.builder, this.builder.createString(name), true, type, typeOffset, 0, 0, 0);
	}

	private int structField(int... children) {
		int vector = Field.createChildrenVector(this.builder, children);
		return Field.createField(this.builder, 0, true, Type.Struct_, structType(), 0, vector, 0);
	}

	private int structType() {
		Struct_.startStruct_(this.builder);
		return Struct_.endStruct_(this.builder);
	}

	private Message schema(int... fields) {
		int vector = Schema.createFieldsVector(this.builder, fields);
		return message(Schema.createSchema(this.builder, Endianness.Little, vector, 0, 0), MetadataVersion.V5);
	}

	private Message message(int schema, short version) {
		this.builder.finish(Message.createMessage(this.builder, version, MessageHeader.Schema, schema, 0, 0));
		return Message.getRootAsMessage(ByteBuffer.wrap(this.builder.sizedByteArray()));
	}

}
