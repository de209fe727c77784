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

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.vector.VectorSchemaRoot;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Tells the versions of the starter, of Arrow and of its Flight library, as far as their
 * jars do.
 */
final class FlightInfoContributor implements InfoContributor {

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, String> versions = new LinkedHashMap<>();
		add(versions, "starter", FlightInfoContributor.class);
		add(versions, "arrow", VectorSchemaRoot.class);
		add(versions, "flight", FlightInfo.class);
		builder.withDetail("flight", Map.of("versions", versions));
	}

	private static void add(Map<String, String> versions, String name, Class<?> type) {
		String version = type.getPackage().getImplementationVersion();
		versions.put(name, (version != null) ? version : "unknown");
	}

}
