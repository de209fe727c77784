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
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.jspecify.annotations.Nullable;

/**
 * The refusal, in an application that has no {@code Validator}, of parameters that
 * request validation.
 */
public final class MissingValidator implements ArgumentValidator {

	@Override
	public ArgumentCheck arguments(Class<?> beanType, Method method, List<FlightParameter> parameters) {
		for (FlightParameter parameter : parameters) {
			DeclaredConstraints declared = DeclaredConstraints.of(parameter, beanType);
			if (declared.any()) {
				throw new InvalidDeclarationException(
						"%s has constraints, and the application has no Validator that checks them"
							.formatted(DeclaredConstraints.describe(parameter)),
						"Add 'org.springframework.boot:spring-boot-starter-validation' to the dependencies");
			}
		}
		return ArgumentCheck.NONE;
	}

	@Override
	public @Nullable RowCheck rows(FlightParameter parameter, Class<?> rowType) {
		return null;
	}

}
