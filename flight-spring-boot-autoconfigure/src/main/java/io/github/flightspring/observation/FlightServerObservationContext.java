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

package io.github.flightspring.observation;

import io.github.flightspring.call.RunningCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The observation context of a call. The carrier is the headers of the call, from which
 * the client's trace is continued.
 */
public class FlightServerObservationContext extends ReceiverContext<CallHeaders> {

	private final RunningCall call;

	private volatile @Nullable FlightStatusCode status;

	/**
	 * Create the context of a call.
	 * @param call the call
	 */
	public FlightServerObservationContext(RunningCall call) {
		this(call, false);
	}

	/**
	 * Create the context of a call.
	 * @param call the call
	 * @param traced whether the transport has already continued the client's trace; the
	 * call is then a child of the current observation
	 */
	public FlightServerObservationContext(RunningCall call, boolean traced) {
		super((headers, key) -> (headers != null && !traced) ? headers.get(key) : null, Kind.SERVER);
		this.call = call;
		setCarrier(call.headers());
	}

	/**
	 * Return the call.
	 * @return the call
	 */
	public RunningCall getCall() {
		return this.call;
	}

	/**
	 * Return the status of the call.
	 * @return the status, or {@code null} while the call runs
	 */
	public @Nullable FlightStatusCode getStatus() {
		return this.status;
	}

	/**
	 * Set the status of the call.
	 * @param status the status
	 */
	public void setStatus(FlightStatusCode status) {
		this.status = status;
	}

}
