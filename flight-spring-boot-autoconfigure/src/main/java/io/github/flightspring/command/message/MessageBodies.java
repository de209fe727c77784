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
 * Converts between Java values and the bodies of messages: the bodies of actions, their
 * results, the results of uploads, and the values of partitions. Thread-safe.
 * <p>
 * A {@code byte[]} is the body itself. Text and numbers are UTF-8. A protobuf message has
 * its own wire format. Any other value is JSON. JSON from a client is read strictly,
 * regardless of the settings of the application's mapper. Unknown fields, repeated fields
 * and text after the end are rejected. So are fractions for whole numbers, numbers that
 * are out of range for their type, and numbers beyond the range of a double. A number or
 * boolean is rejected as a string, and a number as a boolean or an enum. A number or
 * boolean may be in quotes and is then read like one without quotes; white space, digits
 * other than those of ASCII and other forms are rejected there. The mapper's
 * {@code StreamReadConstraints} limit its depth and the length of its numbers, names and
 * texts.
 */
public final class MessageBodies {

	/**
	 * The default limit for the size of JSON, in bytes.
	 */
	public static final int DEFAULT_MAX_JSON_LENGTH = 4 * 1024 * 1024;

	private static final byte[] EMPTY_OBJECT = { '{', '}' };

	private final JsonBodies json;

	private final BodyTypes types;

	/**
	 * Create a converter with the default limit for the size of JSON.
	 * @param mapper the application's mapper
	 */
	public MessageBodies(JsonMapper mapper) {
		this(mapper, DEFAULT_MAX_JSON_LENGTH);
	}

	/**
	 * Create a converter.
	 * @param mapper the application's mapper
	 * @param maxJsonLength the maximum size of JSON that is read, in bytes
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
	 * Read a value. If the target is a record, a map or another type with fields, an
	 * empty body is read as an empty JSON object. An action whose parameters are all
	 * optional can therefore be called without a body.
	 * @param body the body
	 * @param target the target type, for which {@link #canRead} is true
	 * @return an instance of the target type. A {@code byte[]} is not copied.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body cannot be read as the type; the description contains the path of the field,
	 * see {@link JsonFailures}
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
	 * Read the body of an action, like {@link #read}. A protobuf message may also be
	 * packed in an {@code Any}.
	 * @param body the body
	 * @param target the target type, for which {@link #canRead} is true
	 * @return an instance of the target type. A {@code byte[]} is not copied.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body cannot be read as the type, or packs a message of another type
	 */
	public Object readAction(byte[] body, Type target) {
		Class<?> raw = this.json.type(target).getRawClass();
		return Protobufs.isGenerated(raw) ? message(body, raw) : read(body, target);
	}

	/**
	 * Read the body of an action that is a protobuf message, either unpacked or packed in
	 * an {@code Any}.
	 * @param <T> the generated type
	 * @param body the body
	 * @param type the generated type
	 * @return the message
	 * @throws org.apache.arrow.flight.FlightRuntimeException with INVALID_ARGUMENT if the
	 * body cannot be read as the type, or packs a message of another type
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
	 * Return whether a body can be read as a type, as a check at start-up. {@code void},
	 * {@code Object}, streams and other sources of many values, classes of Arrow and
	 * gRPC, and abstract types without an implementation that Jackson knows are not
	 * supported.
	 * @param type the type of a parameter
	 * @return whether {@link #read} supports the type
	 */
	public boolean canRead(Type type) {
		return this.types.canRead(type);
	}

	/**
	 * Return whether values of a type can be written, as a check at start-up. The
	 * unsupported types are those of {@link #canRead}, except for abstract classes and
	 * protobuf interfaces.
	 * @param type the declared type of the value
	 * @return whether {@link #write} supports the type
	 */
	public boolean canWrite(Type type) {
		return this.types.canWrite(type);
	}

	JsonBodies json() {
		return this.json;
	}

}
