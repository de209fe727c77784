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

package io.github.flightspring.arrow.row;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;

/**
 * The way to create an instance: a constructor, and then the setters of the properties
 * that are not among its parameters.
 *
 * @param constructor the constructor
 * @param parameters the property of each parameter of the constructor, in order
 */
record RowCreator(MethodHandle constructor, List<RowProperty> parameters) {

	/**
	 * The most parameters, where long and double count twice. A method handle has at most
	 * 255, some of which are its own.
	 */
	static final int MAX_SLOTS = 240;

	static boolean isTooWide(Class<?>[] parameterTypes) {
		return Arrays.stream(parameterTypes)
			.mapToInt((type) -> (type == long.class || type == double.class) ? 2 : 1)
			.sum() > MAX_SLOTS;
	}

}
