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
import io.github.flightspring.observation.FlightServerObservationDocumentation.HighCardinalityKeyNames;
import io.github.flightspring.observation.FlightServerObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;
import org.apache.arrow.flight.FlightStatusCode;

/**
 * The default convention. The name is {@code flight.server.calls}, the tags are {@code
 * rpc}, {@code flight}, {@code status} and {@code transport}. A client cannot choose the
 * value of any tag freely.
 */
public class DefaultFlightServerObservationConvention implements FlightServerObservationConvention {

	private static final String NAME = "flight.server.calls";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(FlightServerObservationContext context) {
		RunningCall call = context.getCall();
		String flight = call.flight();
		return (flight.equals(RunningCall.NO_FLIGHT) || flight.equals(RunningCall.UNKNOWN_FLIGHT))
				? call.rpc().methodName() : call.rpc().methodName() + " " + flight;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(FlightServerObservationContext context) {
		RunningCall call = context.getCall();
		FlightStatusCode status = context.getStatus();
		return KeyValues.of(LowCardinalityKeyNames.RPC.withValue(call.rpc().methodName()),
				LowCardinalityKeyNames.FLIGHT.withValue(call.flight()),
				LowCardinalityKeyNames.STATUS.withValue(((status != null) ? status : FlightStatusCode.UNKNOWN).name()),
				LowCardinalityKeyNames.TRANSPORT.withValue(call.transport()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(FlightServerObservationContext context) {
		RunningCall call = context.getCall();
		return KeyValues.of(HighCardinalityKeyNames.CALL_ID.withValue(call.id()),
				HighCardinalityKeyNames.ROWS_RECEIVED.withValue(Long.toString(call.received().rows())),
				HighCardinalityKeyNames.ROWS_SENT.withValue(Long.toString(call.sent().rows())));
	}

}
