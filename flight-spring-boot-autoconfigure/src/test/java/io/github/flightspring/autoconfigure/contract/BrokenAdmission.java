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

package io.github.flightspring.autoconfigure.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.call.RunningCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An admission that fails in one way, and a query that its callers wait for.
 */
@Configuration(proxyBeanMethods = false)
class BrokenAdmission {

	@Bean
	FlightAdmission admission(ContractFlights.Ends ends) {
		return new FlightAdmission() {

			@Override
			public CompletableFuture<Place> admit(RunningCall call) {
				ends.failIn("admit");
				return switch (ends.failing) {
					case "refuse" -> CompletableFuture.failedFuture(refusal());
					case "refuse later" -> CompletableFuture.supplyAsync(() -> {
						throw refusal();
					});
					case "cancel" -> CompletableFuture.failedFuture(cancellation());
					default -> CompletableFuture.completedFuture(new BrokenPlace(ends));
				};
			}

			@Override
			public void close() {
			}

		};
	}

	private static FlightRuntimeException refusal() {
		return CallStatus.UNAVAILABLE.withDescription("There is no place").toRuntimeException();
	}

	private static FlightRuntimeException cancellation() {
		return CallStatus.CANCELLED.withDescription("The call has ended").toRuntimeException();
	}

	/**
	 * A place that fails in one way.
	 */
	private record BrokenPlace(ContractFlights.Ends ends) implements FlightAdmission.Place {

		@Override
		public FlightAdmission.FlightTimes enter(String flight) {
			return switch (this.ends.failing) {
				case "enter" -> throw refusal();
				case "enter cancelled" -> throw cancellation();
				case "enter wrapped" -> throw new CompletionException(refusal());
				default -> FlightAdmission.FlightTimes.NONE;
			};
		}

		@Override
		public void release() {
			this.ends.failIn("release");
		}

	}

	/**
	 * A query that takes longer than a call for its info.
	 */
	@FlightEndpoint("contract")
	static class SlowQuery {

		@FlightQuery("slow")
		Stream<ContractFlights.Number> slow() throws InterruptedException {
			TimeUnit.MILLISECONDS.sleep(500);
			return Stream.of(new ContractFlights.Number(1));
		}

	}

}
