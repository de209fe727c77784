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

import org.springframework.core.ResolvableType;

/**
 * The return type of a handler method, as a {@link FlightReturnValueHandler} sees it at
 * start-up.
 *
 * @param type the return type, or the type inside of a container that another handler
 * opened
 * @param mapping the mapping of the method
 * @param writesByHand whether the method takes a {@link FlightSink}
 */
public record FlightReturnType(ResolvableType type, FlightMappingInfo mapping, boolean writesByHand) {

	/**
	 * The RPC of the method.
	 * @return the RPC
	 */
	public FlightRpc rpc() {
		return this.mapping.rpc();
	}

	/**
	 * The class of the return value.
	 * @return the raw type
	 */
	public Class<?> rawType() {
		return this.type.toClass();
	}

	/**
	 * The same method with another return type.
	 * @param type the type
	 * @return the changed copy
	 */
	public FlightReturnType withType(ResolvableType type) {
		return new FlightReturnType(type, this.mapping, this.writesByHand);
	}

}
