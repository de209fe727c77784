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

package io.github.flightspring.handler.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.flightspring.internal.GuardedStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cleanup actions of a call. They run last-in first-out before the call ends.
 */
final class CallResources {

	private static final Logger logger = LoggerFactory.getLogger(CallResources.class);

	private final Object call;

	private final Deque<Runnable> releases = new ArrayDeque<>();

	private boolean released;

	/**
	 * Create the actions of a call.
	 * @param call the call, for the log
	 */
	CallResources(Object call) {
		this.call = call;
	}

	/**
	 * Add an action. After the end of the call it runs at once.
	 */
	void add(Runnable release) {
		synchronized (this.releases) {
			if (!this.released) {
				this.releases.push(release);
				return;
			}
		}
		GuardedStep.run(this.call, "a cleanup action", release);
	}

	/**
	 * Run all actions, the last added first. The first exception of an action ends a call
	 * that has neither failed nor been ended from outside. All others are logged.
	 * @param failure the exception that ends the call, or {@code null}
	 * @param ended whether the call was ended from outside, so that its status is decided
	 * @return the exception that ends the call after the cleanup, or {@code null}
	 */
	@Nullable Throwable release(@Nullable Throwable failure, boolean ended) {
		Throwable result = failure;
		for (Runnable release : taken()) {
			try {
				release.run();
			}
			catch (Throwable ex) {
				if (result == null && !ended) {
					result = ex;
				}
				else if (result != ex) {
					logger.warn("A cleanup action of {} failed", this.call, ex);
				}
			}
		}
		return result;
	}

	private List<Runnable> taken() {
		synchronized (this.releases) {
			this.released = true;
			return List.copyOf(this.releases);
		}
	}

}
