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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintDefinitionException;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.GroupDefinitionException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import jakarta.validation.metadata.ValidateUnwrappedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The check at start-up that the validator can check the declared constraints. No
 * validator of the application runs.
 */
final class ConstraintTypes {

	private static final Set<Class<?>> UNWRAPPED = Set.of(Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	private final Validator validator;

	ConstraintTypes(Validator validator) {
		this.validator = validator;
	}

	void check(Class<?> type, String place) {
		check(type, place, new HashSet<>());
	}

	private void check(Class<?> type, String place, Set<Class<?>> seen) {
		if (!seen.add(type)) {
			return;
		}
		for (PropertyDescriptor property : describe(type, place).getConstrainedProperties()) {
			check(property, place + ": property '" + property.getPropertyName() + "' of " + type.getName());
			if (property.isCascaded()) {
				check(property.getElementClass(), place, seen);
			}
		}
	}

	void check(Class<?> beanType, Method method, List<FlightParameter> parameters) {
		MethodDescriptor described = describe(beanType, "The class").getConstraintsForMethod(method.getName(),
				method.getParameterTypes());
		if (described != null) {
			for (int i = 0; i < parameters.size(); i++) {
				check(described.getParameterDescriptors().get(i), DeclaredConstraints.describe(parameters.get(i)));
			}
		}
	}

	private BeanDescriptor describe(Class<?> type, String place) {
		try {
			return this.validator.getConstraintsForClass(type);
		}
		catch (ConstraintDeclarationException | ConstraintDefinitionException | GroupDefinitionException ex) {
			throw new InvalidDeclarationException(
					"%s has constraints that cannot be checked: %s".formatted(place, ex.getMessage()),
					"Change the constraints. @Valid on a parameter that holds rows validates each of them");
		}
	}

	private static void check(ElementDescriptor element, String place) {
		Class<?> type = element.getElementClass();
		if (UNWRAPPED.contains(type)) {
			return;
		}
		for (ConstraintDescriptor<?> constraint : element.getConstraintDescriptors()) {
			if (!serves(constraint, ClassUtils.resolvePrimitiveIfNecessary(type))) {
				throw new InvalidDeclarationException(
						"%s has @%s, which has no validator for '%s'".formatted(place,
								constraint.getAnnotation().annotationType().getSimpleName(), type.getName()),
						"Remove the constraint, or use one for this type");
			}
		}
	}

	private static boolean serves(ConstraintDescriptor<?> constraint, Class<?> type) {
		if (constraint.getValueUnwrapping() == ValidateUnwrappedValue.UNWRAP) {
			return true;
		}
		List<? extends Class<? extends ConstraintValidator<?, ?>>> validators = validators(constraint);
		return validators.isEmpty() || validators.stream().anyMatch((validator) -> serves(validator, type));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static List<Class<? extends ConstraintValidator<?, ?>>> validators(ConstraintDescriptor<?> constraint) {
		return (List) constraint.getConstraintValidatorClasses();
	}

	private static boolean serves(Class<?> validator, Class<?> type) {
		@Nullable Class<?> served = ResolvableType.forClass(validator).as(ConstraintValidator.class).getGeneric(1).resolve();
		return served == null || served.isAssignableFrom(type);
	}

}
