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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads the schema message of a stream, in message format.
 */
final class SchemaDecoder {

	private SchemaDecoder() {
	}

	static Schema decode(Message message, FlightDataLimits limits) {
		try {
			org.apache.arrow.flatbuf.Schema header = (org.apache.arrow.flatbuf.Schema) message
				.header(new org.apache.arrow.flatbuf.Schema());
			if (header == null) {
				throw WireErrors.invalid("the schema message has no schema");
			}
			if (header.endianness() != Endianness.Little) {
				throw WireErrors.invalid("the schema says that its data is big-endian; little-endian can be read");
			}
			HeaderBudget.check(header, limits);
			Schema schema = completed(converted(header));
			SchemaChecks.check(schema, message.version() == MetadataVersion.V4);
			return DeclaredEncoding.in(schema);
		}
		catch (FlightRuntimeException ex) {
			throw ex;
		}
		// any exception is possible, because extension types belong to the application
		catch (RuntimeException ex) {
			throw WireErrors.invalid(ex, "the schema cannot be read: its message is damaged");
		}
	}

	/**
	 * Read a schema that this application has written.
	 * @param message the message
	 * @return the schema
	 */
	static Schema trusted(Message message) {
		org.apache.arrow.flatbuf.Schema header = (org.apache.arrow.flatbuf.Schema) message
			.header(new org.apache.arrow.flatbuf.Schema());
		return DeclaredEncoding.in(completed(Schema.convertSchema(Objects.requireNonNull(header))));
	}

	private static Schema converted(org.apache.arrow.flatbuf.Schema header) {
		try {
			return Schema.convertSchema(header);
		}
		catch (RuntimeException ex) {
			for (int i = 0; i < header.fieldsLength(); i++) {
				UnreadableField field = UnreadableField.find(header.fields(i));
				if (field != null) {
					throw WireErrors.invalid(ex, "field '%s' cannot be read: %s", field.path(), field.reason());
				}
			}
			throw ex;
		}
	}

	private static Schema completed(Schema schema) {
		return new Schema(completed(schema.getFields()), schema.getCustomMetadata());
	}

	private static List<Field> completed(List<Field> fields) {
		List<Field> result = new ArrayList<>(fields.size());
		fields.forEach((field) -> result.add(completed(field)));
		return result;
	}

	// the format allows a field without a name and a union without type ids, but Arrow's
	// vectors do not
	private static Field completed(Field field) {
		ArrowType type = field.getType();
		if (type instanceof ArrowType.Union union && union.getTypeIds().length == 0) {
			int[] ids = IntStream.range(0, field.getChildren().size()).toArray();
			type = new ArrowType.Union(union.getMode(), ids);
		}
		return new Field((field.getName() != null) ? field.getName() : "",
				new FieldType(field.isNullable(), type, field.getDictionary(), field.getMetadata()),
				completed(field.getChildren()));
	}

}
