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

package io.github.flightspring.handler.method;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.bean.HandlerBeanMethod;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.validation.ArgumentCheck;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A handler method of the application, with its resolvers and mapping, which are fixed at
 * start-up.
 */
public final class FlightHandlerMethod {

	private final HandlerBeanMethod method;

	private final FlightMappingInfo mapping;

	private final FlightArgument[] arguments;

	private final ArgumentCheck check;

	private final FlightResult result;

	private final HandlerAdvice.Around advice;

	private final @Nullable Schema declaredSchema;

	FlightHandlerMethod(HandlerBeanMethod method, FlightMappingInfo mapping, FlightArgument[] arguments,
			ArgumentCheck check, FlightResult result, HandlerAdvice.Around advice, @Nullable Schema declaredSchema) {
		this.method = method;
		this.mapping = mapping;
		this.arguments = arguments;
		this.check = check;
		this.result = result;
		this.advice = advice;
		this.declaredSchema = declaredSchema;
	}

	/**
	 * The mapping of the method.
	 * @return the mapping
	 */
	public FlightMappingInfo mapping() {
		return this.mapping;
	}

	/**
	 * The class of the method's bean.
	 * @return the bean, which may be a proxy's class, not that of a proxy
	 */
	public Class<?> beanType() {
		return this.method.bean().type();
	}

	/**
	 * The name of the method's bean.
	 * @return the bean's name
	 */
	public String beanName() {
		return this.method.bean().name();
	}

	/**
	 * The method.
	 * @return the method of the bean's class
	 */
	public Method method() {
		return this.method.method();
	}

	/**
	 * The schema of the method's rows, if it is known without a call.
	 * @return the schema in message format, or {@code null}
	 */
	public @Nullable Schema schema() {
		return (this.declaredSchema != null) ? this.declaredSchema : this.result.schema();
	}

	/**
	 * The schema of the rows that the method takes of an upload, if it is known without a
	 * call.
	 * @return the schema in message format, or {@code null}
	 */
	public @Nullable Schema uploadSchema() {
		return (this.declaredSchema != null) ? this.declaredSchema
				: Arrays.stream(this.arguments)
					.map(FlightArgument::schema)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	/**
	 * Whether the method has a parameter of a type.
	 */
	public boolean takes(Class<?> type) {
		return List.of(this.method.method().getParameterTypes()).contains(type);
	}

	/**
	 * Validate the arguments, invoke the method through the bean's proxy and write its
	 * return value to the response, within the advice.
	 * @param invocation the call
	 * @throws Exception the exception that the method threw, or that its arguments or its
	 * result caused
	 */
	public void invoke(FlightInvocation invocation) throws Exception {
		this.advice.run(invocation, () -> work(invocation));
	}

	private void work(FlightInvocation invocation) throws Exception {
		@Nullable Object[] values = arguments(invocation);
		if (this.check != ArgumentCheck.NONE) {
			this.check.check(this.method.instance(), values);
		}
		this.result.write(this.method.invoke(values), invocation);
	}

	/**
	 * The object that the method is called on.
	 * @return the bean
	 */
	public Object bean() {
		return this.method.instance();
	}

	/**
	 * Resolve the arguments of the method, without invoking it.
	 * @param invocation the call
	 * @return the arguments
	 * @throws Exception if one of them cannot be resolved
	 */
	public @Nullable Object[] arguments(FlightInvocation invocation) throws Exception {
		@Nullable Object[] values = new @Nullable Object[this.arguments.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.arguments[i].get(invocation);
		}
		return values;
	}

	/**
	 * Check that the method can be called on its bean, now that the bean is created.
	 */
	void check() {
		this.method.check();
	}

	@Override
	public String toString() {
		return this.method.toString();
	}

}
