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

/**
 * A column of PostgreSQL into which rows are copied.
 *
 * @param column the column
 * @param type the object identifier of the type
 * @param enumeration whether the type is an enum
 */
record CopyColumn(TargetColumn column, int type, boolean enumeration) {

	// PostgreSQL: src/include/catalog/pg_type.dat
	static final int BOOL = 16;

	static final int BYTEA = 17;

	static final int INT8 = 20;

	static final int INT2 = 21;

	static final int INT4 = 23;

	static final int TEXT = 25;

	static final int JSON = 114;

	static final int FLOAT4 = 700;

	static final int FLOAT8 = 701;

	static final int BPCHAR = 1042;

	static final int VARCHAR = 1043;

	static final int DATE = 1082;

	static final int TIME = 1083;

	static final int TIMESTAMP = 1114;

	static final int TIMESTAMPTZ = 1184;

	static final int NUMERIC = 1700;

	static final int UUID = 2950;

	static final int JSONB = 3802;

	/**
	 * Return the column's elements.
	 * @return the elements, of the type 0 if the column has no arrays or those of another
	 * type
	 */
	CopyColumn element() {
		int element = switch (this.type) {
			case 1000 -> BOOL;
			case 1005 -> INT2;
			case 1007 -> INT4;
			case 1009 -> TEXT;
			case 1014 -> BPCHAR;
			case 1015 -> VARCHAR;
			case 1016 -> INT8;
			case 1021 -> FLOAT4;
			case 1022 -> FLOAT8;
			case 1231 -> NUMERIC;
			default -> 0;
		};
		return new CopyColumn(this.column, element, false);
	}

}
