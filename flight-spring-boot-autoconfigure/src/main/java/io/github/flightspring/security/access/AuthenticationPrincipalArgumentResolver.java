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

package io.github.flightspring.security.access;

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Resolves a parameter with {@link AuthenticationPrincipal} to the principal of the
 * caller's authentication, or to the result of an expression on it. By default a
 * principal of another type than the parameter is {@code null}, and so is the principal
 * of an anonymous caller.
 */
public final class AuthenticationPrincipalArgumentResolver implements FlightArgumentResolver {

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final BeanResolver beans;

	/**
	 * Create a resolver.
	 * @param beans the resolver of beans in expressions
	 */
	public AuthenticationPrincipalArgumentResolver(BeanResolver beans) {
		this.beans = beans;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		MergedAnnotation<AuthenticationPrincipal> annotation = MergedAnnotations
			.from(parameter.parameter().getParameterAnnotations())
			.get(AuthenticationPrincipal.class);
		if (!annotation.isPresent()) {
			return null;
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(parameter.type());
		boolean strict = annotation.getBoolean("errorOnInvalidType");
		Expression expression = expression(annotation.getString("expression"));
		return (invocation) -> {
			Authentication authentication = AuthenticationArgumentResolver.authentication(invocation);
			Object value = (authentication != null) ? evaluate(expression, authentication.getPrincipal()) : null;
			if (value != null && !type.isInstance(value)) {
				if (strict) {
					throw new ClassCastException(
							"A handler takes a %s as @AuthenticationPrincipal, but the caller's is a %s"
								.formatted(type.getName(), value.getClass().getName()));
				}
				return null;
			}
			return value;
		};
	}

	private @Nullable Expression expression(String text) {
		try {
			return StringUtils.hasText(text) ? this.parser.parseExpression(text) : null;
		}
		catch (ExpressionException ex) {
			throw new IllegalArgumentException(
					"The expression '%s' of @AuthenticationPrincipal is wrong: %s".formatted(text, ex.getMessage()),
					ex);
		}
	}

	private @Nullable Object evaluate(@Nullable Expression expression, @Nullable Object principal) {
		if (expression == null) {
			return principal;
		}
		StandardEvaluationContext context = new StandardEvaluationContext(principal);
		context.setBeanResolver(this.beans);
		return expression.getValue(context);
	}

}
