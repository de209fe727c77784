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

package io.github.flightspring.handler.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightReturnValueHandler;

import org.springframework.util.ClassUtils;

/**
 * The starter's handlers of return values, in the order in which they are asked.
 */
public final class ReturnValueHandlers {

	private static final boolean SPRING_JDBC = ClassUtils.isPresent("org.springframework.jdbc.core.JdbcTemplate",
			ReturnValueHandlers.class.getClassLoader());

	private ReturnValueHandlers() {
	}

	/**
	 * All handlers in order.
	 * @param bodies the writer of results of actions and uploads
	 * @param maxBatchBytes the target size of a batch of rows in bytes
	 * @param custom the application's own handlers
	 * @return the handlers
	 */
	public static List<FlightReturnValueHandler> inOrder(MessageBodies bodies, long maxBatchBytes,
			List<FlightReturnValueHandler> custom) {
		List<FlightReturnValueHandler> handlers = new ArrayList<>(custom);
		handlers.add(new DeferredReturnValueHandler((returnType) -> handlers.stream()
			.map((handler) -> handler.handle(returnType))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null)));
		handlers.add(new ByHandReturnValueHandler());
		handlers.add(new ReaderReturnValueHandler());
		handlers.add(new RootReturnValueHandler());
		handlers.add(new ResultSetReturnValueHandler(maxBatchBytes));
		if (SPRING_JDBC) {
			handlers.add(new JdbcQueryReturnValueHandler());
		}
		handlers.add(new BatchesReturnValueHandler());
		handlers.add(new InfoReturnValueHandler());
		handlers.add(new StandardActionReturnValueHandler());
		handlers.add(new ValuesReturnValueHandler(bodies));
		handlers.add(new RowsReturnValueHandler(maxBatchBytes));
		return handlers;
	}

}
