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

package io.github.flightspring.support;

import java.util.List;

/**
 * The auto-configured database of a test application. Only an application that sets its
 * properties has one, because a pool of connections takes time to start.
 */
final class Databases {

	private static final String AUTO_CONFIGURATION = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	private Databases() {
	}

	/**
	 * Return the property that excludes auto-configurations, and the database where no
	 * property configures it.
	 */
	static String exclusion(String excluded, List<String> properties) {
		boolean database = properties.stream().anyMatch((property) -> property.startsWith("spring.datasource."));
		return "spring.autoconfigure.exclude=" + excluded
				+ (database ? "" : (excluded.isEmpty() ? "" : ",") + AUTO_CONFIGURATION);
	}

}
