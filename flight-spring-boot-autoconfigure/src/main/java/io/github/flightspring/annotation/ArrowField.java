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
 * The mapping of a record component to an Arrow field, where the default does not fit.
 * Unit and encoding also apply to the elements of a list and to the keys and values of a
 * map. An attribute that does not apply to the component's type is an error at start-up.
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
	 * The position of the field among its siblings, in ascending order. Components
	 * without an order keep their order in the record. They come after components with a
	 * negative order and before those with a positive one.
	 * @return the order, by default 0
	 */
	int order() default 0;

	/**
	 * Whether the field may be null. A primitive is never null. When data is read, the
	 * field may be missing only if this is {@link Nullability#NULLABLE} or the component
	 * is an {@code Optional}.
	 * @return whether the field is nullable, by default as the component's type says
	 */
	Nullability nullable() default Nullability.BY_TYPE;

	/**
	 * The unit of an instant, a date with time, a time of day or a duration. A value
	 * between two units is rounded down when it is written, and refused when it is read.
	 * @return the unit, by default microseconds
	 */
	Unit unit() default Unit.DEFAULT;

	/**
	 * Whether an {@code enum} or {@code String} component is written as a dictionary.
	 * @return the encoding, by default a dictionary for an {@code enum} only
	 */
	Encoding encoding() default Encoding.BY_TYPE;

	/**
	 * Whether a field may be null.
	 */
	enum Nullability {

		/**
		 * Not nullable for primitives, nullable for other components. Data that is read
		 * must have the field, unless the component is an {@code Optional}. Annotations
		 * for static analysis are ignored.
		 */
		BY_TYPE,

		/**
		 * The field may be null. Data that is read may lack the field: the component is
		 * then null.
		 */
		NULLABLE,

		/**
		 * The field is never null. A null in it is an error.
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
	 * The encoding of a field.
	 */
	enum Encoding {

		/**
		 * A dictionary for an {@code enum}, plain values for a {@code String}.
		 */
		BY_TYPE,

		/**
		 * Plain values, without a dictionary.
		 */
		PLAIN,

		/**
		 * Indices into a dictionary. The dictionary of a {@code String} grows with new
		 * values and starts again when it is large, so it is meant for few different
		 * values.
		 */
		DICTIONARY

	}

}
