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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The validation of arguments by the application's {@link Validator}. Arguments with
 * {@code @Valid} or {@code @Validated} are validated one by one, those with constraints
 * as arguments of the method. A proxy of a bean whose class has {@code @Validated} checks
 * the constraints itself.
 */
public final class JakartaArgumentValidator implements ArgumentValidator {

	private final Validator validator;

	private final ConstraintTypes types;

	/**
	 * Create a validator.
	 * @param validator the validator of Jakarta Validation
	 */
	public JakartaArgumentValidator(Validator validator) {
		this.validator = validator;
		this.types = new ConstraintTypes(validator);
	}

	@Override
	public ArgumentCheck arguments(Class<?> beanType, Method method, List<FlightParameter> parameters) {
		List<ArgumentCheck> checks = new ArrayList<>();
		boolean proxied = AnnotationUtils.findAnnotation(beanType, Validated.class) != null;
		if (proxied && DeclaredConstraints.onReturnedElements(method)) {
			throw new InvalidDeclarationException(
					"The return type has constraints on its type argument, and returned rows are read after the proxy "
							+ "of @Validated has checked the return value",
					"Validate the rows in the method, or remove the constraints from the return type");
		}
		boolean any = false;
		boolean[] ofMethod = new boolean[parameters.size()];
		for (int i = 0; i < ofMethod.length; i++) {
			FlightParameter parameter = parameters.get(i);
			DeclaredConstraints declared = DeclaredConstraints.of(parameter, beanType);
			any |= declared.any();
			boolean read = DeclaredConstraints.isRead(parameter.type());
			if (read) {
				checkRead(parameter, declared);
			}
			else if (declared.groups() != null && !isContainer(parameter.type())) {
				this.types.check(parameter.type(), DeclaredConstraints.describe(parameter));
				checks.add(single(i, declared.groups()));
			}
			ofMethod[i] = !read && (declared.constrained() || declared.elementGroups() != null
					|| declared.constrainedElements() || (declared.groups() != null && isContainer(parameter.type())));
		}
		if (any) {
			this.types.check(beanType, method, parameters);
		}
		if (contains(ofMethod) && !proxied) {
			checks.add(ofMethod(method, ofMethod));
		}
		return checks.isEmpty() ? ArgumentCheck.NONE
				: (target, arguments) -> checks.forEach((check) -> check.check(target, arguments));
	}

	@Override
	public @Nullable RowCheck rows(FlightParameter parameter, Class<?> rowType) {
		DeclaredConstraints declared = DeclaredConstraints.of(parameter, parameter.parameter().getContainingClass());
		Class<?>[] groups = declared.rowGroups();
		if (groups == null) {
			return null;
		}
		if (DeclaredConstraints.isBatches(rowType)) {
			throw batches();
		}
		this.types.check(rowType, DeclaredConstraints.describe(parameter));
		return new ValidatedRows.Check(this.validator, rowType, groups);
	}

	private static void checkRead(FlightParameter parameter, DeclaredConstraints declared) {
		if (DeclaredConstraints.isBatches(parameter.type()) && declared.groups() != null) {
			throw batches();
		}
		if (declared.constrainedElements()) {
			throw new InvalidDeclarationException(
					"%s has a constraint on its type argument, and rows are validated by those of their class"
						.formatted(DeclaredConstraints.describe(parameter)),
					"Move the constraint to the class of the rows, and add @Valid to the parameter");
		}
	}

	private static InvalidDeclarationException batches() {
		return new InvalidDeclarationException("Batches have no constraints that @Valid could check",
				"Take the rows as records, such as Stream<@Valid Order>, or remove @Valid");
	}

	private static boolean isContainer(Class<?> type) {
		return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type.isArray();
	}

	private static boolean contains(boolean[] values) {
		for (boolean value : values) {
			if (value) {
				return true;
			}
		}
		return false;
	}

	private ArgumentCheck single(int index, Class<?>[] groups) {
		return (target, arguments) -> {
			Object value = arguments[index];
			Object content = (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
			if (content != null) {
				throwIfAny(this.validator.validate(content, groups));
			}
		};
	}

	private ArgumentCheck ofMethod(Method method, boolean[] checked) {
		Validated validated = AnnotatedElementUtils.findMergedAnnotation(method, Validated.class);
		Class<?>[] groups = (validated != null) ? validated.value() : new Class<?>[0];
		return (target, arguments) -> {
			@Nullable Object[] values = Arrays.copyOf(arguments, arguments.length);
			for (int i = 0; i < checked.length; i++) {
				// rows are validated as they are read, others on their own
				values[i] = checked[i] ? values[i] : null;
			}
			throwIfAny(this.validator.forExecutables().validateParameters(unwrapped(target), method, values, groups));
		};
	}

	/**
	 * The bean behind a proxy, which may not have the method.
	 */
	private static Object unwrapped(Object target) {
		Object bean = AopProxyUtils.getSingletonTarget(target);
		return (bean != null) ? bean : target;
	}

	private static void throwIfAny(Set<ConstraintViolation<Object>> violations) {
		if (!violations.isEmpty()) {
			throw new ConstraintViolationException(violations);
		}
	}

}
