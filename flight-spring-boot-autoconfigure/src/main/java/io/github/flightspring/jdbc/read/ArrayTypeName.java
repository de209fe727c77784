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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of the type of an array. JDBC has no other place for the type of its elements.
 */
public final class ArrayTypeName {

	// such as INTEGER[3], INTEGER ARRAY, INTEGER ARRAY[3]
	private static final Pattern ARRAY = Pattern.compile("(.+?)(?: ARRAY(?:\\[\\d+])?|\\[\\d*])");

	// such as _int4, "sales"."_mood"
	private static final Pattern POSTGRES = Pattern.compile("(\".*\"\\.\"|\"?)_(.+)");

	private ArrayTypeName() {
	}

	/**
	 * Return the name of the type of the elements.
	 * @param name the name of the type of the array
	 * @param driver the driver
	 * @return the name, or {@code null} if it is not part of the name of the array
	 */
	public static @Nullable String element(String name, Driver driver) {
		if (driver == Driver.POSTGRESQL) {
			Matcher array = POSTGRES.matcher(name);
			// an array type that was renamed says nothing about its elements
			return array.matches() ? array.group(1) + array.group(2) : name;
		}
		Matcher array = ARRAY.matcher(name);
		return array.matches() ? array.group(1) : null;
	}

}
