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

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Set;

/**
 * The digits after the point that a column holds.
 *
 * @param scale the number of digits, or -1 for any
 */
record DecimalScale(int scale) {

	static final Set<Integer> INTEGERS = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

	static DecimalScale of(TargetColumn column) {
		if (INTEGERS.contains(column.type())) {
			return new DecimalScale(0);
		}
		// some drivers report no digits after the point for a decimal of any scale
		boolean fixed = (column.type() == Types.DECIMAL || column.type() == Types.NUMERIC) && column.size() > 0
				&& !column.typeName().equals("DECFLOAT");
		return new DecimalScale(fixed ? column.digits() : -1);
	}

	/**
	 * Refuse a value that the database would round.
	 */
	void check(BigDecimal value) {
		if (this.scale >= 0 && value.scale() > this.scale && value.stripTrailingZeros().scale() > this.scale) {
			throw new UnstorableValueException(
					"the value %s has more digits than the table's column".formatted(value.toPlainString()));
		}
	}

}
