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

import java.lang.reflect.Method;
import java.util.List;

import io.github.flightspring.handler.FlightParameter;
import org.jspecify.annotations.Nullable;

/**
 * The preparation, once at start-up, of the validation that a handler method requests by
 * {@code @Valid}, {@code @Validated} and constraints on its parameters.
 */
public interface ArgumentValidator {

	/**
	 * Prepare the validation of the arguments of a method.
	 * @param beanType the class of the bean
	 * @param method the method
	 * @param parameters the parameters of the method
	 * @return the check, {@link ArgumentCheck#NONE} if none is requested
	 * @throws io.github.flightspring.handler.mapping.InvalidDeclarationException if what
	 * is requested cannot be checked
	 */
	ArgumentCheck arguments(Class<?> beanType, Method method, List<FlightParameter> parameters);

	/**
	 * Prepare the validation of rows that a client uploads.
	 * @param parameter the parameter that holds the rows
	 * @param rowType the class of the rows
	 * @return the check, or {@code null} if none is requested
	 * @throws io.github.flightspring.handler.mapping.InvalidDeclarationException if what
	 * is requested cannot be checked
	 */
	@Nullable RowCheck rows(FlightParameter parameter, Class<?> rowType);

}
