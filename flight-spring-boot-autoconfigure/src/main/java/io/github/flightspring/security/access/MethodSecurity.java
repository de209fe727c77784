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

import java.lang.reflect.Method;
import java.util.List;

import io.github.flightspring.handler.method.FlightHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.util.ClassUtils;

/**
 * The evaluation of method security for handlers that are not invoked.
 */
final class MethodSecurity {

	private static final String POST_AUTHORIZE = "org.springframework.security.access.prepost.PostAuthorize";

	private static final List<String> ANNOTATIONS = List.of("org.springframework.security.access.prepost.PreAuthorize",
			POST_AUTHORIZE, "org.springframework.security.access.annotation.Secured",
			"jakarta.annotation.security.RolesAllowed", "jakarta.annotation.security.DenyAll");

	private MethodSecurity() {
	}

	/**
	 * Return whether a handler has an annotation of method security that can refuse
	 * callers.
	 */
	static boolean isOn(FlightHandlerMethod handler) {
		return ANNOTATIONS.stream().anyMatch((name) -> isOn(handler, name));
	}

	private static boolean isOn(FlightHandlerMethod handler, String annotation) {
		return MergedAnnotations.from(handler.method(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation)
				|| MergedAnnotations.from(handler.beanType(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

	/**
	 * Evaluate the method security that applies before a handler is invoked.
	 * @return whether the decision is complete. It is not if the method has a rule about
	 * its result, or if it is protected by other means than a proxy.
	 * @throws AccessDeniedException if the caller is not permitted
	 */
	static boolean checkRules(FlightHandlerMethod handler, Object bean, @Nullable Object[] arguments) throws Exception {
		boolean checked = false;
		Object target = bean;
		// a scoped proxy has no advice, but its target has
		while (target instanceof Advised advised) {
			Object next = advised.getTargetSource().getTarget();
			if (next == null) {
				break;
			}
			for (Advisor advisor : advised.getAdvisors()) {
				if (advisor.getAdvice() instanceof AuthorizationAdvisor security) {
					checked |= checkRules(security, handler.method(), next, arguments);
				}
			}
			target = next;
		}
		return checked && !isOn(handler, POST_AUTHORIZE);
	}

	private static boolean checkRules(AuthorizationAdvisor advisor, Method method, Object target,
			@Nullable Object[] arguments) throws Exception {
		if (!AopUtils.canApply(advisor.getPointcut(), ClassUtils.getUserClass(target))
				|| !advisor.getPointcut().getMethodMatcher().matches(method, target.getClass())) {
			return false;
		}
		try {
			advisor.invoke(new Unrun(target, method, arguments));
		}
		catch (PermittedException ex) {
			return true;
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
		// the advice has returned another value in place of the method's result
		throw new AccessDeniedException("Access denied");
	}

	/**
	 * The invocation of a method that ends before the method itself runs.
	 */
	private static final class Unrun extends SimpleMethodInvocation {

		// an argument may be null, which the superclass does not declare
		@SuppressWarnings("NullAway")
		Unrun(Object target, Method method, @Nullable Object[] arguments) {
			super(target, method, arguments);
		}

		@Override
		public Object proceed() {
			throw new PermittedException();
		}

	}

	/**
	 * Thrown when the method would be invoked.
	 */
	private static final class PermittedException extends RuntimeException {

		PermittedException() {
			super("The caller may invoke the method", null, false, false);
		}

	}

}
