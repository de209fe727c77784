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

package io.github.flightspring.sample.uploads;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The form in which a table holds the rows of an upload.
 */
enum UploadForm {

	/**
	 * Column by column, open to SQL.
	 */
	COLUMNS,

	/**
	 * As pieces of an Arrow IPC stream, for what DuckDB would give back with other types
	 * or values: dictionaries, nested columns, half floats, intervals and more.
	 */
	IPC;

	private static final String EXTENSION = ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME;

	/**
	 * The form that gives back rows of a schema unchanged.
	 * @param schema the schema
	 * @return columns wherever they can
	 */
	static UploadForm of(Schema schema) {
		List<Field> fields = schema.getFields();
		Set<String> names = new HashSet<>();
		boolean named = fields.stream()
			.map((field) -> field.getName().toLowerCase(Locale.ROOT))
			.allMatch((name) -> !name.isBlank() && name.indexOf('\0') == -1 && names.add(name));
		boolean kept = fields.stream().allMatch(UploadForm::isKept);
		// DuckDB exports all texts and blobs of a result with the same size of offsets
		boolean mixed = hasLargeText(schema) && fields.stream().anyMatch((field) -> isText(field, false));
		return (!fields.isEmpty() && named && kept && !mixed) ? COLUMNS : IPC;
	}

	/**
	 * Whether the texts and blobs of a schema have large offsets.
	 * @param schema the schema
	 * @return whether there is one that has
	 */
	static boolean hasLargeText(Schema schema) {
		return schema.getFields().stream().anyMatch((field) -> isText(field, true));
	}

	private static boolean isText(Field field, boolean large) {
		ArrowTypeID type = field.getType().getTypeID();
		return large ? (type == ArrowTypeID.LargeUtf8 || type == ArrowTypeID.LargeBinary)
				: (type == ArrowTypeID.Utf8 || type == ArrowTypeID.Binary);
	}

	private static boolean isKept(Field field) {
		ArrowType type = field.getType();
		if (field.getDictionary() != null || field.getMetadata().containsKey(EXTENSION)) {
			return false;
		}
		return switch (type.getTypeID()) {
			case Bool, Int, Utf8, LargeUtf8, Binary, LargeBinary -> true;
			case FloatingPoint -> ((ArrowType.FloatingPoint) type).getPrecision() != FloatingPointPrecision.HALF;
			case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY;
			case Timestamp -> ((ArrowType.Timestamp) type).getTimezone() == null;
			default -> false;
		};
	}

}
