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

package io.github.flightspring.handler;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.mapping.FlightMappingInfo;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A parameter of a handler method, as a {@link FlightArgumentResolver} sees it at
 * start-up.
 *
 * @param parameter the method's parameter, with its name discovered
 * @param mapping the mapping of the method
 */
public record FlightParameter(MethodParameter parameter, FlightMappingInfo mapping) {

	/**
	 * The RPC of the method.
	 * @return the RPC
	 */
	public FlightRpc rpc() {
		return this.mapping.rpc();
	}

	/**
	 * The class of the parameter.
	 * @return the raw type
	 */
	public Class<?> type() {
		return this.parameter.getParameterType();
	}

	/**
	 * The type of the parameter with its generics.
	 * @return the resolvable type
	 */
	public ResolvableType resolvableType() {
		return ResolvableType.forMethodParameter(this.parameter);
	}

	/**
	 * The name of the parameter.
	 * @return the name
	 * @throws IllegalStateException if the class was compiled without {@code -parameters}
	 */
	public String name() {
		String name = this.parameter.getParameterName();
		if (name == null) {
			throw new IllegalStateException(
					"The name of parameter %d is not known. Compile with '-parameters' or name it in its annotation"
						.formatted(this.parameter.getParameterIndex()));
		}
		return name;
	}

}
