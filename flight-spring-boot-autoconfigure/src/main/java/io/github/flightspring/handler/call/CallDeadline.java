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

import java.time.Duration;

import io.github.flightspring.internal.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a call is ended: the earlier of the server's limit and the client's
 * deadline.
 */
final class CallDeadline {

	private final @Nullable Long client;

	private volatile @Nullable Long server;

	/**
	 * Create the deadline.
	 * @param client the time left until the client's deadline, or {@code null} for no
	 * limit
	 */
	CallDeadline(@Nullable Duration client) {
		this.client = (client != null) ? System.nanoTime() + Nanos.of(client) : null;
	}

	/**
	 * Set the server's limit.
	 * @param left the time from now on, or {@code null} for no limit
	 */
	void limit(@Nullable Duration left) {
		this.server = (left != null) ? System.nanoTime() + Nanos.of(left) : null;
	}

	/**
	 * The remaining time.
	 * @return the time, negative once it has passed, or {@code null} for no limit
	 */
	@Nullable Duration remaining() {
		Duration ours = remaining(this.server);
		Duration theirs = remaining(this.client);
		if (ours == null || theirs == null) {
			return (ours != null) ? ours : theirs;
		}
		return (ours.compareTo(theirs) < 0) ? ours : theirs;
	}

	private static @Nullable Duration remaining(@Nullable Long moment) {
		return (moment != null) ? Duration.ofNanos(moment - System.nanoTime()) : null;
	}

}
