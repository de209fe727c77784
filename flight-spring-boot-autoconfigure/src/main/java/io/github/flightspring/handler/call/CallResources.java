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

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

/**
 * The cleanup actions of a call. They run last-in first-out before the call ends.
 */
final class CallResources {

	private final Deque<Runnable> releases = new ConcurrentLinkedDeque<>();

	void add(Runnable release) {
		this.releases.push(release);
	}

	/**
	 * Run all actions, the last added first.
	 * @param failure the exception that ends the call, or {@code null}
	 * @return the exception that ends the call after the cleanup, or {@code null}
	 */
	@Nullable Throwable release(@Nullable Throwable failure) {
		Throwable result = failure;
		for (Runnable release : this.releases) {
			try {
				release.run();
			}
			catch (Throwable ex) {
				if (result == null) {
					result = ex;
				}
				else if (result != ex) {
					result.addSuppressed(ex);
				}
			}
		}
		return result;
	}

}
