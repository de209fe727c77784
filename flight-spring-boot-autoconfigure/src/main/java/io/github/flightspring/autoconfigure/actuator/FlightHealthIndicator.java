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

package io.github.flightspring.autoconfigure.actuator;

import java.util.Map;

import io.github.flightspring.admission.ServerLoad;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health indicator {@code flight}. It is OUT_OF_SERVICE while the server refuses
 * calls: because it shuts down, or because the memory, the places for calls or the spool
 * of queries are used up. The details show how much of each is in use.
 */
final class FlightHealthIndicator extends AbstractHealthIndicator {

	private final ServerLoad load;

	FlightHealthIndicator(ServerLoad load) {
		super("The load of the Flight server is unknown");
		this.load = load;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (this.load.isAccepting()) {
			builder.up();
		}
		else {
			builder.outOfService();
		}
		if (this.load.isShuttingDown()) {
			builder.withDetail("shuttingDown", true);
		}
		for (ServerLoad.Level level : this.load.levels()) {
			builder.withDetail(level.name(),
					Map.of("used", level.used(), "limit", level.limit(), "full", level.full()));
		}
	}

}
