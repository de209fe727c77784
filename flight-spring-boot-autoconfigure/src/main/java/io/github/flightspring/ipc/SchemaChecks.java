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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.flightspring.arrow.value.TypeNames;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Refuses schemas with impossible types, before vectors are created.
 */
final class SchemaChecks {

	private final boolean unionsRefused;

	private final Map<Long, Field> dictionaries = new HashMap<>();

	private SchemaChecks(boolean unionsRefused) {
		this.unionsRefused = unionsRefused;
	}

	/**
	 * Check a schema.
	 * @param schema the schema, in message format
	 * @param version4 whether the schema has metadata version V4, in which unions have
	 * another layout
	 */
	static void check(Schema schema, boolean version4) {
		SchemaChecks checks = new SchemaChecks(version4);
		schema.getFields().forEach((field) -> checks.check(String.valueOf(field.getName()), field));
	}

	private void check(String path, Field field) {
		checkDictionary(path, field);
		checkType(path, field, ColumnLayout.storageType(field.getType()));
		field.getChildren().forEach((child) -> check(path + "." + child.getName(), child));
	}

	private void checkDictionary(String path, Field field) {
		DictionaryEncoding encoding = field.getDictionary();
		if (encoding == null) {
			return;
		}
		checkType(path, new Field("index", field.getFieldType(), List.of()), encoding.getIndexType());
		Field first = this.dictionaries.putIfAbsent(encoding.getId(), field);
		if (first != null
				&& !(first.getType().equals(field.getType()) && first.getChildren().equals(field.getChildren()))) {
			throw invalid(path, "uses dictionary %d for values of type %s, but another field uses it for %s",
					encoding.getId(), TypeNames.of(field.getType()), TypeNames.of(first.getType()));
		}
	}

	private void checkType(String path, Field field, ArrowType type) {
		int children = -1;
		switch (type.getTypeID()) {
			case Int -> {
				int width = ((ArrowType.Int) type).getBitWidth();
				require(width == 8 || width == 16 || width == 32 || width == 64, path, "is an integer of %d bits",
						width);
			}
			case FixedSizeBinary -> require(((ArrowType.FixedSizeBinary) type).getByteWidth() > 0, path,
					"has values of %d bytes", ((ArrowType.FixedSizeBinary) type).getByteWidth());
			case Decimal -> {
				ArrowType.Decimal decimal = (ArrowType.Decimal) type;
				require(decimal.getPrecision() > 0
						&& decimal.getPrecision() <= ((decimal.getBitWidth() == 128) ? 38 : 76), path,
						"is a decimal of precision %d in %d bits", decimal.getPrecision(), decimal.getBitWidth());
			}
			case Time -> {
				ArrowType.Time time = (ArrowType.Time) type;
				boolean coarse = time.getUnit() == TimeUnit.SECOND || time.getUnit() == TimeUnit.MILLISECOND;
				require(time.getBitWidth() == (coarse ? 32 : 64), path, "has type %s, but its unit has %d bits",
						TypeNames.of(type), coarse ? 32 : 64);
			}
			case List, LargeList, ListView, LargeListView -> children = 1;
			case FixedSizeList -> {
				children = 1;
				require(((ArrowType.FixedSizeList) type).getListSize() >= 0, path, "has lists of %d values",
						((ArrowType.FixedSizeList) type).getListSize());
			}
			case Map -> {
				children = 1;
				require(field.getChildren().size() == 1
						&& field.getChildren().get(0).getType() instanceof ArrowType.Struct
						&& field.getChildren().get(0).getDictionary() == null
						&& field.getChildren().get(0).getChildren().size() == 2, path,
						"is a map whose entries are not structs of key and value");
			}
			case Struct -> {
				children = field.getChildren().size();
				checkNames(path, field);
			}
			case Union -> {
				children = field.getChildren().size();
				checkUnion(path, field, (ArrowType.Union) type);
			}
			case RunEndEncoded -> {
				children = 2;
				checkRunEnds(path, field);
			}
			default -> {
			}
		}
		int expected = Math.max(children, 0);
		require(field.getChildren().size() == expected, path, "has type %s and %d children instead of %d",
				TypeNames.of(type), field.getChildren().size(), expected);
	}

	private void checkUnion(String path, Field field, ArrowType.Union union) {
		require(!this.unionsRefused, path, "is a union in metadata version V4; send V5");
		int[] ids = union.getTypeIds();
		require(ids.length == field.getChildren().size(), path, "is a union of %d type ids and %d children", ids.length,
				field.getChildren().size());
		Set<Integer> seen = new HashSet<>();
		for (int id : ids) {
			require(id >= 0 && id <= Byte.MAX_VALUE && seen.add(id), path,
					"is a union with type id %d, which is out of range or used twice", id);
		}
		checkNames(path, field);
	}

	// Arrow's struct and union vectors find their children by name
	private void checkNames(String path, Field field) {
		Set<String> names = new HashSet<>();
		for (Field child : field.getChildren()) {
			require(names.add(String.valueOf(child.getName())), path,
					"has two children named '%s', which Arrow's Java library cannot hold", child.getName());
		}
	}

	private void checkRunEnds(String path, Field field) {
		require(field.getChildren().size() == 2 && field.getChildren().get(0).getDictionary() == null
				&& field.getChildren().get(0).getType() instanceof ArrowType.Int integer && integer.getIsSigned()
				&& integer.getBitWidth() >= 16, path, "is run-end encoded, but has no run ends of 16, 32 or 64 bits");
	}

	private static void require(boolean condition, String path, String format, Object... arguments) {
		if (!condition) {
			throw invalid(path, format, arguments);
		}
	}

	private static RuntimeException invalid(String path, String format, Object... arguments) {
		List<Object> all = new ArrayList<>(List.of(path));
		Collections.addAll(all, arguments);
		return WireErrors.invalid("field '%s' " + format, all.toArray());
	}

}
