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

package io.github.flightspring.handler.running;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of a call that must not prevent the steps after it, such as a notification of an
 * application's watch or the release of a place. Anything that the step throws, including
 * an {@link Error}, is logged.
 */
public final class CallStep {

	private static final Logger logger = LoggerFactory.getLogger(CallStep.class);

	private CallStep() {
	}

	/**
	 * Run a step.
	 * @param name the name of the step for the log
	 * @param step the step
	 */
	public static void run(String name, Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logger.warn("A call continues, but a step failed: {}", name, ex);
		}
	}

}
