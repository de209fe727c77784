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

package io.github.flightspring.rules;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The location of the sources, for tests that Maven or an IDE runs.
 */
final class Repository {

	private static final String MODULE = "flight-spring-boot-autoconfigure";

	private Repository() {
	}

	static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
			directory = directory.getParent();
		}
		if (directory == null) {
			throw new IllegalStateException(
					"Run the tests in a checkout: no 'mvnw' above " + Path.of("").toAbsolutePath());
		}
		return directory;
	}

	static Path module() {
		return root().resolve(MODULE);
	}

}
