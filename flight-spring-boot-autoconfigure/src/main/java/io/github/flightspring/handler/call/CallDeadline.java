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
import java.util.function.Consumer;

import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a call is ended: the earlier of the server's limit and the client's
 * deadline. The server ends the call at its limit; the transport ends it at the client's
 * deadline.
 */
final class CallDeadline {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final CallTimeouts timeouts;

	private final Consumer<CallStatus> expire;

	private final @Nullable Long client;

	private volatile @Nullable Long server;

	private volatile CallTimer.@Nullable Timeout timeout;

	/**
	 * Create the deadline.
	 * @param timeouts the timeouts of the call
	 * @param client the time left until the client's deadline, or {@code null} for no
	 * limit
	 * @param expire the action that ends the call with a status
	 */
	CallDeadline(CallTimeouts timeouts, @Nullable Duration client, Consumer<CallStatus> expire) {
		this.timeouts = timeouts;
		this.client = (client != null) ? System.nanoTime() + Nanos.of(client) : null;
		this.expire = expire;
	}

	/**
	 * Set the server's limit, which replaces the previous one.
	 * @param limit the time from the call's start, zero for no limit
	 * @param age the time since the call's start
	 */
	void limit(Duration limit, Duration age) {
		CallTimer.Timeout before = this.timeout;
		if (before != null) {
			before.cancel();
		}
		if (limit.isZero()) {
			this.server = null;
			return;
		}
		Duration left = limit.minus(age);
		this.server = System.nanoTime() + Nanos.of(left);
		CallStatus status = CallStatus.TIMED_OUT.withDescription("The call took longer than %s".formatted(limit));
		this.timeout = this.timeouts.add((left.compareTo(SHORTEST) > 0) ? left : SHORTEST,
				() -> this.expire.accept(status));
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
