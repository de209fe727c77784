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

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * The caller of an RPC, and the context that the caller's calls run in.
 */
public interface FlightCaller {

	/**
	 * The principal of the caller.
	 * @return the principal, or {@code null} for an anonymous caller
	 */
	@Nullable Principal principal();

	/**
	 * Wrap a task so that it runs in the context of the caller, on any thread. The
	 * thread's own context is restored when the task ends.
	 * @param task the task
	 * @return the task in its context
	 */
	Runnable wrap(Runnable task);

	/**
	 * An anonymous caller.
	 * @return a caller without principal and without context
	 */
	static FlightCaller anonymous() {
		return new FlightCaller() {

			@Override
			public @Nullable Principal principal() {
				return null;
			}

			@Override
			public Runnable wrap(Runnable task) {
				return task;
			}

		};
	}

}
