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

package io.github.flightspring.handler.dispatch;

import java.util.function.Consumer;

import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;

/**
 * An action of the Flight format that the starter serves without a handler. A handler for
 * the same type replaces it.
 */
public interface BuiltInAction {

	/**
	 * The type and the description that clients get.
	 * @return the type
	 */
	ActionType type();

	/**
	 * Whether ListActions lists the action: it does if the action can be used on
	 * something.
	 * @return {@code true} if it does
	 */
	boolean isListed();

	/**
	 * Whether the action is served. By default it is.
	 * @return {@code true} if it is
	 */
	default boolean isServed() {
		return true;
	}

	/**
	 * Run the action.
	 * @param call the call
	 * @param action the action
	 * @param results the consumer of the body of each result
	 * @throws Exception if the action fails
	 */
	void run(FlightCall call, Action action, Consumer<byte[]> results) throws Exception;

}
