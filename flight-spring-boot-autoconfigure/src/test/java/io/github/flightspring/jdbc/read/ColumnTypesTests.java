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

package io.github.flightspring.jdbc.read;

import java.sql.Types;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The choice of the type of columns, as drivers that are not here report them.
 */
class ColumnTypesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "MYSQL|-6|TINYINT UNSIGNED|3|0|false|Int(16, true)",
			"MYSQL|5|SMALLINT UNSIGNED|5|0|false|Int(32, true)", "MYSQL|4|INT UNSIGNED|10|0|false|Int(64, true)",
			"MYSQL|-5|BIGINT UNSIGNED|20|0|false|Decimal(20, 0, 128)", "MYSQL|-7|BIT|1|0|false|Bool",
			"MYSQL|-7|BIT|8|0|false|Binary", "MYSQL|93|DATETIME|26|0|false|Timestamp(MICROSECOND, null)",
			"MYSQL|-1|JSON|0|0|false|Utf8", "OTHER|2|NUMBER|0|-127|true|Utf8", "OTHER|2|NUMBER|10|-2|true|Utf8",
			"OTHER|2|NUMBER|2|5|true|Decimal(5, 5, 128)", "OTHER|2|NUMBER|38|10|true|Decimal(38, 10, 128)",
			"OTHER|-101|TIMESTAMP WITH TIME ZONE|0|9|false|Timestamp(NANOSECOND, UTC)",
			"OTHER|-155|datetimeoffset|34|7|false|Timestamp(NANOSECOND, UTC)",
			"OTHER|100|BINARY_FLOAT|0|0|true|FloatingPoint(SINGLE)", "OTHER|-8|ROWID|0|0|false|Utf8",
			"OTHER|70|DATALINK|0|0|false|Utf8", "OTHER|2006|REF|0|0|false|Utf8", "OTHER|0|NULL|0|0|false|Null",
			"OTHER|1111|anything|0|0|false|Utf8" })
	void whenADriverReportsAColumnThenItsTypeHoldsEveryValue(Driver driver, int type, String name, int precision,
			int scale, boolean signed, String arrow) {
		ColumnInfo column = new ColumnInfo(driver, 1, type, name, precision, scale, signed, true);
		assertThat(ColumnTypes.of(column).arrow()).hasToString(arrow);
	}

	@ParameterizedTest
	@CsvSource({ "2002, POINT_TYPE", "2000, JAVA_OBJECT", "2012, REFCURSOR", "2003, ARRAY" })
	void whenAColumnHasNoTypeThenItIsRefused(int type, String name) {
		ColumnInfo column = new ColumnInfo(Driver.OTHER, 1, type, name, 0, 0, false, true);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> ColumnTypes.of(column));
	}

	@Test
	void whenADriverKnowsNullsThenTheFieldIsNotNullable() {
		assertThat(Driver.MYSQL.knowsNulls()).isTrue();
		ColumnInfo column = new ColumnInfo(Driver.MYSQL, 1, Types.INTEGER, "INT", 10, 0, true, false);
		assertThat(ColumnTypes.of(column).field("n", column.nullable()).isNullable()).isFalse();
	}

}
