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

import java.util.List;

import io.github.flightspring.arrow.value.TypeNames;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field of a schema that Arrow's classes can read but cannot create a vector
 * for.
 */
final class VectorChecks {

	private VectorChecks() {
	}

	static FlightRuntimeException refused(Schema schema, BufferAllocator allocator, RuntimeException cause) {
		Refused refused = find("", schema.getFields(), allocator);
		if (refused == null) {
			return WireErrors.invalid(cause, "Arrow Java cannot make vectors for the schema");
		}
		return WireErrors.invalid(cause, "Arrow Java has no vector for field '%s' of type %s", refused.path(),
				TypeNames.of(refused.field().getType()) + of(refused.field().getChildren()));
	}

	private static String of(List<Field> children) {
		return (children.size() == 1) ? " of " + TypeNames.of(children.get(0).getType()) : "";
	}

	private static @Nullable Refused find(String parent, List<Field> fields, BufferAllocator allocator) {
		for (Field field : fields) {
			if (!hasVector(field, allocator)) {
				String path = parent + field.getName();
				Refused child = find(path + ".", field.getChildren(), allocator);
				return (child != null) ? child : new Refused(path, field);
			}
		}
		return null;
	}

	private static boolean hasVector(Field field, BufferAllocator allocator) {
		try (FieldVector vector = field.createVector(allocator)) {
			return true;
		}
		catch (OutOfMemoryException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private record Refused(String path, Field field) {
	}

}
