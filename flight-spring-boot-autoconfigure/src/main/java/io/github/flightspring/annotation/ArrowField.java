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
 * The mapping of a property of a row to an Arrow field, where the default does not fit.
 * It is on the component of a record, or on the field, getter or setter of a class. Unit
 * and encoding also apply to the elements of a list and to the keys and values of a map.
 * An attribute that does not apply to the property's type is an error at start-up.
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
	 * @return the name, by default that of the property
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * The position of the field among its siblings, in ascending order. Properties
	 * without an order keep the order that their type gives them. They come after
	 * properties with a negative order and before those with a positive one.
	 * @return the order, by default 0
	 */
	int order() default 0;

	/**
	 * Whether the field may be null. A primitive is never null. When data is read, the
	 * field may be missing only if this is {@link Nullability#NULLABLE}, if it is
	 * {@link #optional}, or if the property is an {@code Optional}.
	 * @return whether the field is nullable, by default as the property's type says
	 */
	Nullability nullable() default Nullability.BY_TYPE;

	/**
	 * Whether data that is read may lack the field. The property is then null, or empty
	 * if it is an {@code Optional}. The field must be nullable.
	 * @return whether the field may be missing, by default {@code false}
	 */
	boolean optional() default false;

	/**
	 * Whether the property has no field. The annotations {@code @Transient} of Jakarta
	 * Persistence and of Spring Data, and Jackson's {@code @JsonIgnore}, do the same, as
	 * does Java's {@code transient}. A property with this annotation has a field if
	 * {@code ignore} is {@code false}, whatever those say.
	 * @return whether the property is left out, by default {@code false}
	 */
	boolean ignore() default false;

	/**
	 * The unit of an instant, a date with time, a time of day or a duration. A value
	 * between two units is rounded down when it is written, and refused when it is read.
	 * @return the unit, by default microseconds
	 */
	Unit unit() default Unit.DEFAULT;

	/**
	 * Whether an {@code enum} or {@code String} property is written as a dictionary.
	 * @return the encoding, by default a dictionary for an {@code enum} only
	 */
	Encoding encoding() default Encoding.BY_TYPE;

	/**
	 * Whether a field may be null.
	 */
	enum Nullability {

		/**
		 * Not nullable for primitives, nullable for others. Data that is read must have
		 * the field, unless the property is an {@code Optional}. Annotations for static
		 * analysis are ignored.
		 */
		BY_TYPE,

		/**
		 * The field may be null. Data that is read may lack the field: the property is
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
