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

package io.github.flightspring.jdbc.source;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Several steps of closing. Each is tried, also after another one has failed.
 */
final class Closing {

	private @Nullable Throwable failure;

	/**
	 * Try a step.
	 * @return whether it succeeded
	 */
	boolean step(Step step) {
		try {
			step.run();
			return true;
		}
		catch (SQLException | RuntimeException | Error ex) {
			if (this.failure == null) {
				this.failure = ex;
			}
			else if (this.failure != ex) {
				this.failure.addSuppressed(ex);
			}
			return false;
		}
	}

	/**
	 * Try a step whose failure is of no interest.
	 */
	void quietly(Step step) {
		try {
			step.run();
		}
		catch (SQLException | RuntimeException ex) {
			// it was tried
		}
	}

	void end() throws SQLException {
		if (this.failure instanceof SQLException ex) {
			throw ex;
		}
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (this.failure instanceof Error ex) {
			throw ex;
		}
	}

	@FunctionalInterface
	interface Step {

		void run() throws SQLException;

	}

}
