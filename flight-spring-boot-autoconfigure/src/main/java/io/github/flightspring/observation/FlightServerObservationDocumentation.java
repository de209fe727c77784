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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of the Flight server.
 */
public enum FlightServerObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call, from its first byte until its handler is done. Refused calls are observed,
	 * too.
	 */
	FLIGHT_SERVER_CALLS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultFlightServerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	/**
	 * The tags of meters and spans.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * The RPC, such as {@code DoGet}.
		 */
		RPC {

			@Override
			public String asString() {
				return "rpc";
			}

		},

		/**
		 * The flight as its mapping declares it, {@code unknown} if no flight was found,
		 * and {@code none} for RPCs without a flight.
		 */
		FLIGHT {

			@Override
			public String asString() {
				return "flight";
			}

		},

		/**
		 * The Flight status code, {@code UNKNOWN} while the call runs.
		 */
		STATUS {

			@Override
			public String asString() {
				return "status";
			}

		},

		/**
		 * The transport, {@code grpc} or {@code http}.
		 */
		TRANSPORT {

			@Override
			public String asString() {
				return "transport";
			}

		}

	}

	/**
	 * The tags of spans only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * The id of the call, as in the list of running calls and in the access log.
		 */
		CALL_ID {

			@Override
			public String asString() {
				return "flight.call.id";
			}

		},

		/**
		 * The number of rows that the client sent.
		 */
		ROWS_RECEIVED {

			@Override
			public String asString() {
				return "flight.rows.received";
			}

		},

		/**
		 * The number of rows that were sent to the client.
		 */
		ROWS_SENT {

			@Override
			public String asString() {
				return "flight.rows.sent";
			}

		}

	}

}
