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

package io.github.flightspring.autoconfigure;

import java.util.List;

import org.springframework.core.task.TaskDecorator;

/**
 * The decorator that propagates the context of a call to its handler's thread. It has its
 * own type so that it does not apply to the application's other executors.
 * <p>
 * The decorated task must run the task that it was given, on the same thread, before it
 * returns. If it throws an exception before, or does not run the task, the call or query
 * fails with that exception, by default with the status {@code INTERNAL}. An exception
 * that it throws afterwards is logged and does not change the call.
 *
 * @param decorator the decorator of each call
 */
public record FlightTaskDecorator(TaskDecorator decorator) {

	static TaskDecorator all(List<FlightTaskDecorator> decorators) {
		return (task) -> {
			Runnable decorated = task;
			for (FlightTaskDecorator each : decorators) {
				decorated = each.decorator().decorate(decorated);
			}
			return decorated;
		};
	}

}
