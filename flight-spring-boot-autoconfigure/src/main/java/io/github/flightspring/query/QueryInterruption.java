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

package io.github.flightspring.query;

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether and why a query was ended from outside. The first reason stands; it interrupts
 * the query's thread and runs the callbacks.
 */
final class QueryInterruption {

	private static final Logger logger = LoggerFactory.getLogger(QueryInterruption.class);

	private final List<Runnable> callbacks = new ArrayList<>();

	private @Nullable Thread thread;

	private volatile @Nullable CallStatus reason;

	@Nullable CallStatus reason() {
		return this.reason;
	}

	void throwIfInterrupted() {
		CallStatus status = reason();
		if (status != null) {
			throw status.toRuntimeException();
		}
	}

	void interrupt(CallStatus status) {
		List<Runnable> run;
		synchronized (this) {
			if (this.reason != null) {
				return;
			}
			this.reason = status;
			run = List.copyOf(this.callbacks);
			this.callbacks.clear();
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
		run.forEach(QueryInterruption::run);
	}

	void onInterrupt(Runnable callback) {
		synchronized (this) {
			if (this.reason == null) {
				this.callbacks.add(callback);
				return;
			}
		}
		run(callback);
	}

	private static void run(Runnable callback) {
		try {
			callback.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A callback of a cancelled query failed", ex);
		}
	}

	synchronized void enter() {
		this.thread = Thread.currentThread();
		if (this.reason != null) {
			this.thread.interrupt();
		}
	}

	synchronized void leave() {
		this.thread = null;
		this.callbacks.clear();
		Thread.interrupted();
	}

}
