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

import io.github.flightspring.internal.Internal;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when Arrow memory cannot be used: there is no allocation manager on the class
 * path, or there are two and none was chosen, or the versions of Arrow's libraries do not
 * match.
 */
@Internal
public final class AllocationManagerException extends RuntimeException {

	private final String action;

	AllocationManagerException(String problem, String action) {
		this(problem, action, null);
	}

	AllocationManagerException(String problem, String action, @Nullable Throwable cause) {
		super(problem, cause);
		this.action = action;
	}

	/**
	 * Return the action that fixes the problem.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
