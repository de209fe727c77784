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

package io.github.flightspring.handler.bean;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a {@link HandlerBean}, called through the bean's proxy if it has one.
 * Whether a method of the class or of an interface is called depends on the bean instance
 * of a call. This is unknown until the bean is created.
 */
public final class HandlerBeanMethod {

	private final HandlerBean bean;

	private final Method method;

	private volatile @Nullable Invocable invocable;

	/**
	 * Create a method.
	 * @param bean the bean
	 * @param method the method of the bean's class
	 * @throws InvalidFlightHandlerException if a proxy could not intercept the method
	 */
	public HandlerBeanMethod(HandlerBean bean, Method method) {
		this.bean = bean;
		this.method = method;
		if (Modifier.isPrivate(method.getModifiers())) {
			throw invalid("The method is private, so that no proxy of the bean could intercept it",
					"Make it package-private, protected or public");
		}
		if (Modifier.isStatic(method.getModifiers())) {
			throw invalid("The method is static, so that no proxy of the bean could intercept it",
					"Make it a method of the bean");
		}
	}

	/**
	 * The bean.
	 * @return the bean
	 */
	public HandlerBean bean() {
		return this.bean;
	}

	/**
	 * The method.
	 * @return the method of the bean's class
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * The object that the method is called on.
	 * @return the bean, which may be a proxy
	 */
	public Object instance() {
		return this.bean.instance();
	}

	/**
	 * Check that the method can be called through the bean's proxy. Call this after the
	 * singletons are created: only then is it known which of them are proxies.
	 * @throws InvalidFlightHandlerException if it cannot
	 */
	public void check() {
		Class<?> type = this.bean.calledType();
		if (type != null) {
			select(type);
		}
	}

	/**
	 * Call the method.
	 * @param arguments the arguments
	 * @return the method's return value
	 * @throws Exception the exception that the method threw; an {@link Error} is thrown
	 * unchanged
	 */
	public @Nullable Object invoke(@Nullable Object... arguments) throws Exception {
		Object called = instance();
		Invocable chosen = this.invocable;
		if (chosen == null || chosen.type() != called.getClass()) {
			chosen = new Invocable(called.getClass(), select(called.getClass()));
			this.invocable = chosen;
		}
		if (SuspendingFunctions.is(chosen.method())) {
			return SuspendingFunctions.invoke(chosen.method(), called, arguments);
		}
		try {
			return chosen.method().invoke(called, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof Error error) {
				throw error;
			}
			throw (ex.getTargetException() instanceof Exception exception) ? exception : ex;
		}
	}

	private Method select(Class<?> type) {
		if (Modifier.isFinal(this.method.getModifiers()) && type.getName().contains(ClassUtils.CGLIB_CLASS_SEPARATOR)) {
			throw invalid("The method is final, so that the proxy of the bean cannot intercept it",
					"Remove the modifier 'final'");
		}
		try {
			Method selected = AopUtils.selectInvocableMethod(declared(type), type);
			selected.setAccessible(true);
			return selected;
		}
		catch (IllegalStateException ex) {
			throw invalid("The bean is a JDK proxy, and none of its interfaces has the method",
					"Move the method to an interface, or set 'spring.aop.proxy-target-class' to true");
		}
	}

	/**
	 * The method as declared by an interface of a JDK proxy. A generic interface has
	 * other parameter types: those of the bridge method in the bean's class.
	 */
	private Method declared(Class<?> type) {
		if (this.method.getDeclaringClass().isAssignableFrom(type)) {
			return this.method;
		}
		return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(this.bean.type()))
			.filter((candidate) -> candidate.isBridge()
					&& BridgeMethodResolver.findBridgedMethod(candidate).equals(this.method))
			.filter((bridge) -> ReflectionUtils.findMethod(type, bridge.getName(), bridge.getParameterTypes()) != null)
			.findFirst()
			.orElse(this.method);
	}

	private InvalidFlightHandlerException invalid(String problem, String action) {
		return new InvalidFlightHandlerException(toString(), problem, action);
	}

	@Override
	public String toString() {
		return InvalidFlightHandlerException.describe(this.bean.type(), this.method);
	}

	/**
	 * The method to call on beans of one class.
	 *
	 * @param type the class
	 * @param method the method
	 */
	private record Invocable(Class<?> type, Method method) {

	}

}
