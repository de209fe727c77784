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

package io.github.flightspring.autoconfigure.grpc;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The filter of a logger that limits records with a stack trace to one line without the
 * stack in ten seconds.
 */
final class StackShortener implements Filter {

	private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Logger logger;

	private final LongSupplier nanoTime;

	private long end;

	private boolean begun;

	private long left;

	StackShortener(Logger logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	void begin() {
		if (this.logger.getFilter() == null) {
			this.logger.setFilter(this);
		}
	}

	void end() {
		if (this.logger.getFilter() == this) {
			this.logger.setFilter(null);
		}
	}

	@Override
	public synchronized boolean isLoggable(LogRecord record) {
		if (this.logger.isLoggable(Level.FINE) || record.getThrown() == null) {
			return true;
		}
		long now = this.nanoTime.getAsLong();
		if (this.begun && now - this.end < 0) {
			this.left++;
			return false;
		}
		record.setMessage(record.getMessage() + ": " + record.getThrown()
				+ ((this.left > 0) ? " (and " + this.left + " more since the last of these lines)" : ""));
		record.setThrown(null);
		this.begun = true;
		this.end = now + PERIOD_NANOS;
		this.left = 0;
		return true;
	}

}
