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

package io.github.flightspring.handler.argument;

import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

/**
 * The validator that uses Jakarta Validation.
 */
public final class JakartaArgumentValidator implements ArgumentValidator {

	private final Validator validator;

	/**
	 * Create a validator.
	 * @param validator the validator of Jakarta Validation
	 */
	public JakartaArgumentValidator(Validator validator) {
		this.validator = validator;
	}

	@Override
	public void validate(Object value, Class<?>... groups) {
		Set<ConstraintViolation<Object>> violations = this.validator.validate(value, groups);
		if (!violations.isEmpty()) {
			throw new ConstraintViolationException(violations);
		}
	}

}
