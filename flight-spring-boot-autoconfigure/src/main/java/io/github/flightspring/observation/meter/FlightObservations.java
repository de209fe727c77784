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

package io.github.flightspring.observation.meter;

import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.observation.DefaultFlightServerObservationConvention;
import io.github.flightspring.observation.FlightServerObservationContext;
import io.github.flightspring.observation.FlightServerObservationConvention;
import io.github.flightspring.observation.FlightServerObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Observes every call. Over HTTP the observation is a child of Spring's observation of
 * the request. Over gRPC it continues the client's trace. It is the current observation
 * on the thread of the call's handler: observations of the handler are its children, and
 * log records carry the trace.
 */
public final class FlightObservations implements FlightCallWatcher {

	private static final FlightServerObservationConvention DEFAULT = new DefaultFlightServerObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable FlightServerObservationConvention convention;

	/**
	 * Create the watcher.
	 * @param registry the registry of observations
	 * @param convention the convention for names and tags, or {@code null} for the
	 * default
	 */
	public FlightObservations(ObservationRegistry registry, @Nullable FlightServerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public CallWatch watch(RunningCall call) {
		FlightServerObservationContext context = new FlightServerObservationContext(call,
				this.registry.getCurrentObservation() != null);
		return new Watch(context, FlightServerObservationDocumentation.FLIGHT_SERVER_CALLS.start(this.convention,
				DEFAULT, () -> context, this.registry));
	}

	private record Watch(FlightServerObservationContext context, Observation observation) implements CallWatch {

		@Override
		public Scope open() {
			return this.observation.openScope()::close;
		}

		@Override
		public void ended(FlightStatusCode status, @Nullable Throwable failure) {
			this.context.setStatus(status);
			if (failure != null && status != FlightStatusCode.OK && status != FlightStatusCode.CANCELLED) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
