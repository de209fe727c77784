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

package io.github.flightspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The precision and scale of a {@link java.math.BigDecimal} or
 * {@link java.math.BigInteger} property of a row. Up to 38 digits the field is a decimal
 * of 128 bits, up to 76 digits a decimal of 256 bits. A value is written with this scale
 * if its numeric value stays the same. A value that does not fit is an error. It is never
 * rounded. The same holds when a value is read, for every type of column.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ArrowDecimal {

	/**
	 * The total number of digits.
	 * @return the precision, 1 to 76
	 */
	int precision();

	/**
	 * The number of digits after the decimal point.
	 * @return the scale, 0 for a {@link java.math.BigInteger}
	 */
	int scale();

}
