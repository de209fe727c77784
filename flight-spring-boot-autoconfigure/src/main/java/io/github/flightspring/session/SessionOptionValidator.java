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

package io.github.flightspring.session;

import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.jspecify.annotations.Nullable;

/**
 * Validates the options that clients set. All beans of this type are asked in turn until
 * one refuses the option.
 */
@FunctionalInterface
public interface SessionOptionValidator {

	/**
	 * Validate an option.
	 * @param name the name of the option
	 * @param value the value: a {@link String}, a {@link Boolean}, a {@link Long}, a
	 * {@link Double} or a list of strings; {@code null} to remove the option
	 * @return {@code null} if the option may be set, or the error for the client:
	 * {@link ErrorValue#INVALID_NAME}, {@link ErrorValue#INVALID_VALUE} or
	 * {@link ErrorValue#ERROR}
	 */
	@Nullable ErrorValue validate(String name, @Nullable Object value);

}
