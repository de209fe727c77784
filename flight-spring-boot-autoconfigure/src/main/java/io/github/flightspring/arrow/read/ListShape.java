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

package io.github.flightspring.arrow.read;

/**
 * The Java form of a list.
 */
public enum ListShape {

	/**
	 * A list, or a collection.
	 */
	LIST,

	/**
	 * A set.
	 */
	SET,

	/**
	 * An array of objects.
	 */
	ARRAY,

	/**
	 * An array of primitives, whose elements are never null.
	 */
	PRIMITIVE_ARRAY;

	// an entry of a hash table with its place in it
	private static final int ENTRY = 48;

	/**
	 * Return the size that each element adds to a list, in bytes.
	 * @param elementClass the class of the elements, for arrays
	 * @param size the size of an element that is an object
	 */
	long elementSize(Class<?> elementClass, long size) {
		return switch (this) {
			case LIST, ARRAY -> ColumnReader.REFERENCE + size;
			case SET -> ColumnReader.REFERENCE + ENTRY + size;
			case PRIMITIVE_ARRAY -> primitiveSize(elementClass);
		};
	}

	private static int primitiveSize(Class<?> type) {
		if (type == long.class || type == double.class) {
			return Long.BYTES;
		}
		if (type == int.class || type == float.class) {
			return Integer.BYTES;
		}
		return (type == boolean.class || type == byte.class) ? 1 : Short.BYTES;
	}

}
