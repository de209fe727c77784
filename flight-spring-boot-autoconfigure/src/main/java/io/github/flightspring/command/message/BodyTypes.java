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

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.google.protobuf.MessageLite;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;

/**
 * The types that can be the target or the source of a body.
 */
final class BodyTypes {

	// streams, connections and handles, which Jackson would serialize nevertheless
	private static final List<String> REFUSED_PACKAGES = List.of("org.apache.arrow.", "io.grpc.",
			"org.reactivestreams.", "reactor.", "java.lang.", "java.io.", "java.nio.", "java.security.",
			"java.util.concurrent.", "java.util.function.", "java.util.stream.");

	private final JsonBodies json;

	BodyTypes(JsonBodies json) {
		this.json = json;
	}

	boolean canRead(Type type) {
		JavaType javaType = this.json.type(type);
		Class<?> raw = javaType.getRawClass();
		if (MessageLite.class.isAssignableFrom(raw)) {
			return Protobufs.isGenerated(raw);
		}
		return !isRefused(javaType) && isReadable(javaType);
	}

	boolean canWrite(Type type) {
		JavaType javaType = this.json.type(type);
		Class<?> raw = javaType.getRawClass();
		if (MessageLite.class.isAssignableFrom(raw)) {
			return true;
		}
		return !isRefused(javaType) && (!raw.isInterface() || isReadable(javaType));
	}

	// for these types, an empty body can stand for an object without fields
	boolean hasFields(Type type) {
		JavaType javaType = this.json.type(type);
		Class<?> raw = javaType.getRawClass();
		return raw.isRecord() || javaType.isMapLikeType() || !(raw.isPrimitive() || raw.isEnum()
				|| javaType.isContainerType() || javaType.isReferenceType() || raw.getName().startsWith("java."));
	}

	private boolean isRefused(JavaType type) {
		Class<?> raw = type.getRawClass();
		if (raw == void.class || raw == Void.class) {
			return true;
		}
		if (type.isContainerType() || type.isReferenceType()) {
			return isRefusedElement(type.getContentType()) || (raw.isInterface()
					&& !Collection.class.isAssignableFrom(raw) && !Map.class.isAssignableFrom(raw));
		}
		if (raw.isPrimitive() || raw.isEnum() || isPlain(raw)) {
			return false;
		}
		return REFUSED_PACKAGES.stream().anyMatch(raw.getName()::startsWith);
	}

	private boolean isRefusedElement(JavaType element) {
		// a list or map of any type corresponds to JSON
		return element != null && !element.isJavaLangObject() && isRefused(element);
	}

	private static boolean isPlain(Class<?> type) {
		return CharSequence.class.isAssignableFrom(type) || Number.class.isAssignableFrom(type) || type == Boolean.class
				|| type == Character.class;
	}

	// tests by reading: Jackson reports an invalid definition for a type that it cannot
	// read; any other failure comes from the test value
	private boolean isReadable(JavaType type) {
		Class<?> raw = type.getRawClass();
		if (raw == CharSequence.class) {
			return true;
		}
		boolean isAbstract = Modifier.isAbstract(raw.getModifiers()) && !raw.isPrimitive() && !raw.isArray();
		try {
			this.json.reader(type).readValue(isAbstract ? "{}" : "null");
			return true;
		}
		catch (InvalidDefinitionException ex) {
			return false;
		}
		catch (JacksonException ex) {
			return true;
		}
	}

}
