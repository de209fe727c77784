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

import org.springframework.core.annotation.AliasFor;

/**
 * Says how a record component becomes an Arrow field, where the default does not fit.
 * What it says of unit and encoding holds for the elements of a list and for the keys and
 * values of a map too. What a component's type has no use for stops the start.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ArrowField {

	/**
	 * Alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the Arrow field.
	 * @return the name, by default that of the component
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * The position of the field among its siblings, smaller first. Components without one
	 * keep their order in the record and come after those with a negative and before
	 * those with a positive order.
	 * @return the order, by default 0
	 */
	int order() default 0;

	/**
	 * Whether the field may be null. A primitive never is. Data is read without the field
	 * only where this is said to be {@link Nullability#NULLABLE} or the component is an
	 * optional.
	 * @return whether the field is nullable, by default as the component's type says
	 */
	Nullability nullable() default Nullability.BY_TYPE;

	/**
	 * The unit of an instant, a date with time, a time of day or a duration. A value
	 * between two units is written as the earlier one, and refused where it is read.
	 * @return the unit, by default microseconds
	 */
	Unit unit() default Unit.DEFAULT;

	/**
	 * Whether an {@code enum} or {@code String} component is written as a dictionary.
	 * @return whether to encode, by default true for an {@code enum} only
	 */
	Encoding encoding() default Encoding.BY_TYPE;

	/**
	 * Whether a field may be null.
	 */
	enum Nullability {

		/**
		 * Never for primitives, always for other components. Data to be read must have
		 * the field, unless the component is an optional. Annotations for static analysis
		 * are not looked at.
		 */
		BY_TYPE,

		/**
		 * The field may be null, and data to be read may do without it: the component is
		 * then null.
		 */
		NULLABLE,

		/**
		 * The field is never null: a null in it is an error.
		 */
		NOT_NULL

	}

	/**
	 * The unit of a time.
	 */
	enum Unit {

		/**
		 * Microseconds.
		 */
		DEFAULT,

		/**
		 * Seconds.
		 */
		SECOND,

		/**
		 * Milliseconds.
		 */
		MILLISECOND,

		/**
		 * Microseconds.
		 */
		MICROSECOND,

		/**
		 * Nanoseconds.
		 */
		NANOSECOND

	}

	/**
	 * How a field is encoded.
	 */
	enum Encoding {

		/**
		 * A dictionary for an {@code enum}, each value as it is for a {@code String}.
		 */
		BY_TYPE,

		/**
		 * Each value as it is.
		 */
		PLAIN,

		/**
		 * Indices into a dictionary: for a {@code String} one that grows with new values
		 * and starts anew when it is large, so meant for few different values.
		 */
		DICTIONARY

	}

}
