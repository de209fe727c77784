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

package io.github.flightspring.query.engine;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Thrown when the directory of query results cannot be created or written to.
 */
public final class SpoolDirectoryException extends RuntimeException {

	SpoolDirectoryException(Path directory, IOException cause) {
		super("The directory '%s' of the results of queries cannot be made or written to (%s)"
			.formatted(directory.toAbsolutePath(), cause), cause);
	}

	/**
	 * Return how to correct the configuration.
	 * @return the correction
	 */
	public String action() {
		return "Set 'flight.query.spool.directory' to one that this process may make and write to";
	}

}
