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

package io.github.flightspring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.flightspring.call.RunningCall;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.running.FlightNames;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The check at start-up that every limited flight exists. A limit for an unknown flight
 * would never apply and is an error. It also finds keys without brackets, which lose
 * their special characters.
 */
final class LimitedFlights implements SmartInitializingSingleton {

	private final Set<String> limited;

	private final FlightHandlerMapping mapping;

	private final FlightDispatcher dispatcher;

	LimitedFlights(Set<String> limited, FlightHandlerMapping mapping, FlightDispatcher dispatcher) {
		this.limited = limited;
		this.mapping = mapping;
		this.dispatcher = dispatcher;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> served = served();
		for (String flight : this.limited) {
			if (!served.contains(flight)) {
				throw new InvalidConfigurationPropertyValueException("flight.admission.flights", flight,
						"There is no flight of this name. Name one of '%s', in brackets: 'flight.admission.flights[%s]'"
							.formatted(String.join("', '", served), served.iterator().next()));
			}
		}
	}

	// those of the application first, because a message begins with them
	private Set<String> served() {
		Set<String> served = new LinkedHashSet<>();
		this.mapping.handlers()
			.stream()
			.map((handler) -> FlightNames.of(handler.mapping()))
			.sorted()
			.forEach(served::add);
		this.dispatcher.actionTypes().stream().map(FlightNames::action).forEach(served::add);
		served.remove(RunningCall.NO_FLIGHT);
		return served;
	}

}
