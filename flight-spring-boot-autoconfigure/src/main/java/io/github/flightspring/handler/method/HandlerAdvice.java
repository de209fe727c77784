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

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightReturnType;
import org.jspecify.annotations.Nullable;

/**
 * Advice around the whole work of handlers, such as a transaction. The work of a handler
 * begins with its arguments and ends after its last row. An interceptor of the bean's
 * proxy sees less: it ends when the method returns.
 */
@FunctionalInterface
public interface HandlerAdvice {

	/**
	 * Create the advice for one method. This is called at start-up.
	 * @param beanType the class of the method's bean
	 * @param method the method
	 * @param returnType the return type of the method
	 * @return the advice, or {@code null} for none
	 * @throws io.github.flightspring.handler.mapping.InvalidFlightHandlerException if the
	 * method cannot be advised
	 */
	@Nullable Around advise(Class<?> beanType, Method method, FlightReturnType returnType);

	/**
	 * The advice for one method.
	 */
	@FunctionalInterface
	interface Around {

		/**
		 * Do the work of one invocation.
		 * @param invocation the invocation
		 * @param work the work, to be run once and on this thread
		 * @throws Exception the exception of the work or of the advice
		 */
		void run(FlightInvocation invocation, Work work) throws Exception;

	}

	/**
	 * The work of one invocation.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Resolve the arguments, invoke the method, and write its return value.
		 * @throws Exception the exception of any of these
		 */
		void run() throws Exception;

	}

}
