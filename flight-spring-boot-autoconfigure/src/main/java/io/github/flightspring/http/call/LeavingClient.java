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

package io.github.flightspring.http.call;

import java.util.function.Consumer;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.apache.arrow.flight.CallStatus;

/**
 * Ends a call as soon as the container knows that its client is gone. A container learns
 * at once of a reset HTTP/2 stream. It learns of a closed HTTP/1.1 connection when it
 * reads or writes.
 *
 * @param onError the action that ends the call and the request
 */
record LeavingClient(Consumer<CallStatus> onError) implements AsyncListener {

	@Override
	public void onError(AsyncEvent event) {
		this.onError
			.accept(CallStatus.CANCELLED.withDescription("The client went away").withCause(event.getThrowable()));
	}

	@Override
	public void onComplete(AsyncEvent event) {
		// the call ends by itself
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// calls have their own timeouts
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// the request is dispatched to be broken off
	}

}
