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

package io.github.flightspring.http.text;

import java.util.List;

import io.github.flightspring.http.text.TextValue.Members;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a text, in order.
 */
interface TextRows {

	/**
	 * The most values of a row. Values in lists and objects are counted too.
	 */
	int MAX_VALUES = 250_000;

	/**
	 * The names of the columns.
	 * @return the names, or {@code null} if each row has its own names
	 */
	@Nullable List<String> names();

	/**
	 * Read the next row.
	 * @return the values by name, or {@code null} if there is no row left
	 */
	@Nullable Members next();

	/**
	 * The line where the last row starts.
	 * @return the line, from 1
	 */
	long line();

}
