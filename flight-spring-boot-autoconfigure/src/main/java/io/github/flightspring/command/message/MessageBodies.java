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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts between Java values and the bodies of messages: those of actions, their
 * results, the results of uploads, and the values of partitions. Safe for use by many
 * threads.
 * <p>
 * A {@code byte[]} is the body itself, text and numbers are UTF-8, a protobuf message is
 * its own wire format, and anything else is JSON. JSON from a client is read strictly,
 * whatever the application's mapper allows: unknown or repeated fields, text after the
 * end, fractions for whole numbers and numbers that their type does not hold, or that are
 * beyond the range of a double, are refused. So is a number or a truth value for a text,
 * and a number for a truth value or an enum. A number or truth value may be in quotes,
 * and is read as without them; white space, other digits than those of ASCII and other
 * forms are refused there. The mapper's {@code StreamReadConstraints} limit its depth and
 * the length of its numbers, names and texts.
 */
public final class MessageBodies {

	/**
	 * The default limit of JSON that is read, in bytes.
	 */
	public static final int DEFAULT_MAX_JSON_LENGTH = 4 * 1024 * 1024;

	private static final byte[] EMPTY_OBJECT = { '{', '}' };

	private final JsonBodies json;

	private final BodyTypes types;

	/**
	 * Create conversions.
	 * @param mapper the application's mapper
	 */
	public MessageBodies(JsonMapper mapper) {
		this(mapper, DEFAULT_MAX_JSON_LENGTH);
	}

	/**
	 * Create conversions.
	 * @param mapper the application's mapper
	 * @param maxJsonLength the largest JSON that is read, in bytes
	 */
	public MessageBodies(JsonMapper mapper, int maxJsonLength) {
		this.json = new JsonBodies(mapper, maxJsonLength);
		this.types = new BodyTypes(this.json);
	}

	/**
	 * Write a value.
	 * @param value the value
	 * @return the body, empty for {@code null}. A {@code byte[]} is not copied.
	 * @throws tools.jackson.core.JacksonException if the value cannot be written
	 */
	public byte[] write(@Nullable Object value) {
		if (value == null) {
			return new byte[0];
		}
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof CharSequence || value instanceof Number) {
			return value.toString().getBytes(StandardCharsets.UTF_8);
		}
		if (value instanceof MessageLite message) {
			return message.toByteArray();
		}
		return this.json.mapper().writeValueAsBytes(value);
	}

	/**
	 * Read a value. An empty body is read into a record, a map or another type of fields
	 * as a JSON object without any, so that an action whose parameters are all optional
	 * can be called without a body.
	 * @param body the body
	 * @param target the type, one that {@link #canRead can be read}
	 * @return an instance of the type. A {@code byte[]} is not copied.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body is not one of the type, naming the path of the field, see {@link JsonFailures}
	 */
	public Object read(byte[] body, Type target) {
		Class<?> raw = this.json.type(target).getRawClass();
		if (raw == byte[].class) {
			return body;
		}
		if (raw == String.class || raw == CharSequence.class) {
			return Utf8.decode(body, "The body");
		}
		if (Protobufs.isGenerated(raw)) {
			ByteString bytes = UnsafeByteOperations.unsafeWrap(body);
			return Protobufs.read(bytes, raw, "The body");
		}
		if (body.length == 0) {
			if (!this.types.hasFields(target)) {
				throw InvalidMessages
					.invalid("The body is empty, where %s in JSON is expected".formatted(JsonTerms.expected(raw)));
			}
			return this.json.read(EMPTY_OBJECT, target);
		}
		return this.json.read(body, target);
	}

	/**
	 * Read the body of an action. It is {@link #read} in the same way, but a protobuf
	 * message may also be packed in an {@code Any}.
	 * @param body the body
	 * @param target the type, one that {@link #canRead can be read}
	 * @return an instance of the type. A {@code byte[]} is not copied.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body is not one of the type, or packs a message of another type
	 */
	public Object readAction(byte[] body, Type target) {
		Class<?> raw = this.json.type(target).getRawClass();
		return Protobufs.isGenerated(raw) ? message(body, raw) : read(body, target);
	}

	/**
	 * Read the body of an action that is a protobuf message, itself or packed in an
	 * {@code Any}.
	 * @param <T> the generated type
	 * @param body the body
	 * @param type the generated type
	 * @return the message
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body is not one of the type, or packs a message of another type
	 */
	public static <T extends Message> T readMessage(byte[] body, Class<T> type) {
		return type.cast(message(body, type));
	}

	private static Message message(byte[] body, Class<?> type) {
		ByteString bytes = UnsafeByteOperations.unsafeWrap(body);
		PackedMessage packed = (type != Any.class) ? PackedMessage.find(bytes) : null;
		return (packed != null && packed.isMeant(type)) ? packed.read(type, "body")
				: Protobufs.read(bytes, type, "The body");
	}

	/**
	 * Return whether a body can be read into a type, as a check at start-up. Refused are
	 * {@code void}, {@code Object}, streams and other sources of many values, Arrow's and
	 * gRPC's classes, and abstract types of which Jackson is not told the implementation.
	 * @param type the type of a parameter
	 * @return whether {@link #read} takes it
	 */
	public boolean canRead(Type type) {
		return this.types.canRead(type);
	}

	/**
	 * Return whether values of a type can be written, as a check at start-up. What is
	 * refused is the same as for {@link #canRead}, but for abstract classes and protobuf
	 * interfaces.
	 * @param type the declared type of the value
	 * @return whether {@link #write} takes it
	 */
	public boolean canWrite(Type type) {
		return this.types.canWrite(type);
	}

	JsonBodies json() {
		return this.json;
	}

}
