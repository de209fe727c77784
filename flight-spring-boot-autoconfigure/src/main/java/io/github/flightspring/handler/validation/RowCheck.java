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

package io.github.flightspring.handler.validation;

import java.util.Iterator;

import io.github.flightspring.arrow.RecordIterator;

/**
 * The validation of the rows of uploads.
 */
@FunctionalInterface
public interface RowCheck {

	/**
	 * Add the validation to the rows of a call.
	 * @param rows the rows
	 * @param <T> the type of a row
	 * @return the rows, each of which is validated when it is read. The iterator throws a
	 * {@link io.github.flightspring.arrow.RecordMappingException} for one that is not
	 * valid
	 */
	<T> Iterator<T> check(RecordIterator<T> rows);

}
