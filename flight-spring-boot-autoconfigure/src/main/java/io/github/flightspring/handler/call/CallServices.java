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

package io.github.flightspring.handler.call;

import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The collaborators that a call needs, over every transport.
 *
 * @param allocator the parent of every call's allocator
 * @param threads the threads of the handlers
 * @param timer the timer that ends calls that take too long
 * @param running the running calls
 * @param admission the admission, which decides when a call may start
 * @param limits the limits of one call
 */
public record CallServices(BufferAllocator allocator, FlightThreads threads, CallTimer timer, RunningCalls running,
		FlightAdmission admission, CallLimits limits) {

	/**
	 * Create the services.
	 * @param allocator the parent of every call's allocator
	 * @param threads the threads of the handlers
	 * @param running the running calls
	 * @param admission the admission, which decides when a call may start
	 * @param limits the limits of one call
	 */
	public CallServices(BufferAllocator allocator, FlightThreads threads, RunningCalls running,
			FlightAdmission admission, CallLimits limits) {
		this(allocator, threads, new CallTimer(threads.timer()), running, admission, limits);
	}

}
