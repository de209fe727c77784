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

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.flightspring.handler.dispatch.BuiltInAction;
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

	private final Collection<BuiltInAction> actions;

	LimitedFlights(Set<String> limited, FlightHandlerMapping mapping, Collection<BuiltInAction> actions) {
		this.limited = limited;
		this.mapping = mapping;
		this.actions = actions;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> served = new TreeSet<>();
		Stream
			.concat(this.mapping.handlers().stream().map((handler) -> FlightNames.of(handler.mapping())),
					this.actions.stream().map((action) -> FlightNames.action(action.type().getType())))
			.forEach(served::add);
		for (String flight : this.limited) {
			if (!served.contains(flight)) {
				throw new InvalidConfigurationPropertyValueException("flight.admission.flights", flight,
						"There is no flight of this name. Name one of '%s', in brackets: 'flight.admission.flights[%s]'"
							.formatted(String.join("', '", served), served.isEmpty() ? "…" : served.iterator().next()));
			}
		}
	}

}
