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

package io.github.flightspring.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that must not prevent the steps after it, such as the release of a place.
 * Anything that the step throws, including an {@link Error}, is logged.
 */
public final class GuardedStep {

	private static final Logger logger = LoggerFactory.getLogger(GuardedStep.class);

	private GuardedStep() {
	}

	/**
	 * Run a step.
	 * @param owner the call or query that the step belongs to, for the log
	 * @param name the name of the step for the log, a noun
	 * @param step the step
	 */
	public static void run(Object owner, String name, Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logger.warn("{} continues, but a step failed: {}", owner, name, ex);
		}
	}

}
