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

import java.time.Duration;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The transport of one call. The {@linkplain CallLife life of the call} decides when an
 * event happens, and the transport decides how the client is notified.
 */
public interface CallTransport {

	/**
	 * Wrap a task so that it runs in the transport's own context of the call.
	 * @param task the task
	 * @return the task in its context
	 */
	default Runnable inContext(Runnable task) {
		return task;
	}

	/**
	 * Set the time limit during which the client may receive or send nothing. It replaces
	 * the previous limit.
	 * @param limit the time, zero for no limit
	 */
	void idle(Duration limit);

	/**
	 * Send the end of the call to the client while the handler still runs. Does nothing
	 * if only the handler's thread can send it.
	 * @param status the status
	 */
	void abort(CallStatus status);

	/**
	 * Decide how the call ends, on the thread that ends it and within the watches of the
	 * call. The client is not notified yet.
	 * @param reason the status with which the call was ended from outside, or
	 * {@code null}
	 * @param failure the exception that the call has failed with, or {@code null}
	 * @return the end
	 */
	End end(@Nullable CallStatus reason, @Nullable Throwable failure);

	/**
	 * The decided end of a call.
	 *
	 * @param status the status that the call is counted with
	 * @param close the action that notifies the client; it does not throw
	 */
	record End(FlightStatusCode status, Runnable close) {

	}

}
