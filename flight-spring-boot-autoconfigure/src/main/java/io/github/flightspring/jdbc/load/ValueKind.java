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

package io.github.flightspring.jdbc.load;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The kinds of values that an upload has, as far as columns of a table differ in them.
 */
enum ValueKind {

	NONE, BOOLEAN, INTEGER, FLOATING, DECIMAL, TEXT, BINARY, UUID, DATE, TIME, TIMESTAMP, INSTANT, LIST, OTHER;

	static ValueKind of(Field field) {
		ArrowType type = field.getType();
		return switch (type.getTypeID()) {
			case Null -> NONE;
			case Bool -> BOOLEAN;
			case Int -> INTEGER;
			case FloatingPoint -> FLOATING;
			case Decimal -> DECIMAL;
			case Utf8, LargeUtf8, Utf8View -> TEXT;
			case Binary, LargeBinary, BinaryView -> BINARY;
			case FixedSizeBinary -> isUuid(field) ? UUID : BINARY;
			case Date -> DATE;
			case Time -> TIME;
			case Timestamp -> (((ArrowType.Timestamp) type).getTimezone() != null) ? INSTANT : TIMESTAMP;
			case List -> LIST;
			default -> OTHER;
		};
	}

	private static boolean isUuid(Field field) {
		return "arrow.uuid".equals(field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME))
				&& field.getType() instanceof ArrowType.FixedSizeBinary binary && binary.getByteWidth() == 16;
	}

}
