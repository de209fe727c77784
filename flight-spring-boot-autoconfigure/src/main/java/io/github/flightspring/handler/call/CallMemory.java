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

import io.github.flightspring.handler.routing.CallHandlers;
import io.github.flightspring.handler.running.AllocatorClosing;
import io.github.flightspring.handler.running.TrackedCall;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Arrow memory of one call. Memory that a handler does not release is reported when
 * the call ends.
 */
final class CallMemory {

	private static final Logger logger = LoggerFactory.getLogger(CallMemory.class);

	private final TrackedCall running;

	private final CallHandlers handlers;

	private final BufferAllocator allocator;

	/**
	 * Create the memory of a call.
	 * @param services the collaborators that every call needs
	 * @param running the call
	 * @param handlers the handlers that serve the call
	 */
	CallMemory(CallServices services, TrackedCall running, CallHandlers handlers) {
		this.running = running;
		this.handlers = handlers;
		this.allocator = services.allocator()
			.newChildAllocator("flight-call-" + running.id() + "-" + running.rpc().methodName(), 0,
					services.limits().memory());
	}

	BufferAllocator allocator() {
		return this.allocator;
	}

	/**
	 * Close the allocator, and report memory that was not released.
	 * @param early whether the work ended early. A thread that the handler has started
	 * may then still hold memory
	 */
	void close(boolean early) {
		AllocatorClosing.close(this.allocator, early || this.handlers.isStopped(), (bytes) -> {
			this.running.notifyWatches((watch) -> watch.leaked(bytes));
			logger.error("{} leaked {} bytes of Arrow memory: {} did not close every vector, root or reader it made",
					this.running.rpc().methodName(), bytes, this.handlers.leakingHandler());
		});
	}

}
