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
 * Decides about the options that clients set. Every bean of this type is asked, until one
 * refuses.
 */
@FunctionalInterface
public interface SessionOptionValidator {

	/**
	 * Decide about an option.
	 * @param name its name
	 * @param value its value: a {@link String}, a {@link Boolean}, a {@link Long}, a
	 * {@link Double} or a list of strings; {@code null} to remove the option
	 * @return {@code null} if it may be set, or what the client is told:
	 * {@link ErrorValue#INVALID_NAME}, {@link ErrorValue#INVALID_VALUE} or
	 * {@link ErrorValue#ERROR}
	 */
	@Nullable ErrorValue validate(String name, @Nullable Object value);

}
