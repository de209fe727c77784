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

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.vector.VectorSchemaRoot;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Contributes the versions of the starter, of Arrow and of its Flight library, if their
 * jars contain them.
 */
final class FlightInfoContributor implements InfoContributor {

	// in jars that Maven built; the manifest is not visible if the package is also
	// in another place, as with classes generated ahead of time
	static final String DESCRIPTOR = "META-INF/maven/%s/pom.properties";

	private final Map<String, String> versions = new LinkedHashMap<>();

	FlightInfoContributor() {
		add("starter", FlightInfoContributor.class, "io.github.flightspring/flight-spring-boot-autoconfigure");
		add("arrow", VectorSchemaRoot.class, "org.apache.arrow/arrow-vector");
		add("flight", FlightInfo.class, "org.apache.arrow/flight-core");
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("flight", Map.of("versions", this.versions));
	}

	private void add(String name, Class<?> type, String artifact) {
		String version = type.getPackage().getImplementationVersion();
		this.versions.put(name, (version != null) ? version : described(type, artifact));
	}

	static String described(Class<?> type, String artifact) {
		Properties properties = new Properties();
		ClassLoader loader = type.getClassLoader();
		try (InputStream descriptor = loader.getResourceAsStream(DESCRIPTOR.formatted(artifact))) {
			if (descriptor != null) {
				properties.load(descriptor);
			}
		}
		catch (IOException ex) {
			// the version stays unknown
		}
		return properties.getProperty("version", "unknown");
	}

}
