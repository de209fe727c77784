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

package io.github.flightspring.security.authentication;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Limits the failed logins of each address, so that guessing passwords is slow and costs
 * the server nothing. A user who has logged in from an address before is counted by
 * himself there: what others fail at the same address does not lock him out.
 */
public final class LoginThrottle {

	private static final int MOST_REMEMBERED = 10_000;

	private final int failures;

	private final long periodNanos;

	private final LongSupplier nanoTime;

	private final Map<String, Bucket> buckets = new Remembered<>();

	private final Map<String, Boolean> known = new Remembered<>();

	/**
	 * Create a throttle.
	 * @param failures the failed logins that are allowed at once, and again in each
	 * period; zero for no limit
	 * @param period the time in which a used-up allowance comes back
	 * @param nanoTime tells the time in nanoseconds
	 */
	public LoginThrottle(int failures, Duration period, LongSupplier nanoTime) {
		this.failures = failures;
		this.periodNanos = Math.max(1, period.toNanos());
		this.nanoTime = nanoTime;
	}

	/**
	 * Whether a login may be tried. It is taken for a failure until it has
	 * {@linkplain #succeeded succeeded}, so that many at a time get no further than one
	 * after the other.
	 * @param peer where it comes from
	 * @param user the user's name
	 * @return whether to check the password
	 */
	public synchronized boolean tryLogin(@Nullable SocketAddress peer, String user) {
		return this.failures == 0 || bucket(peer, user).take();
	}

	/**
	 * A login that was tried was no failure.
	 * @param peer where it came from
	 * @param user the user's name
	 * @param good whether the password was right; if not, it could not be checked
	 */
	public synchronized void succeeded(@Nullable SocketAddress peer, String user, boolean good) {
		if (this.failures == 0) {
			return;
		}
		bucket(peer, user).giveBack();
		if (good) {
			this.known.put(key(peer, user), Boolean.TRUE);
		}
	}

	private Bucket bucket(@Nullable SocketAddress peer, String user) {
		String pair = key(peer, user);
		return this.buckets.computeIfAbsent((this.known.get(pair) != null) ? pair : address(peer),
				(key) -> new Bucket());
	}

	private static String key(@Nullable SocketAddress peer, String user) {
		return address(peer) + " " + user;
	}

	/**
	 * One subscriber has a whole network of 64 bits in IPv6.
	 */
	private static String address(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress inet)) {
			return "local";
		}
		InetAddress address = inet.getAddress();
		if (address == null) {
			return inet.getHostString();
		}
		byte[] bytes = address.getAddress();
		return HexFormat.of().formatHex((address instanceof Inet6Address) ? Arrays.copyOf(bytes, 8) : bytes);
	}

	/**
	 * An allowance that refills evenly.
	 */
	private final class Bucket {

		private double left = LoginThrottle.this.failures;

		private long seen = LoginThrottle.this.nanoTime.getAsLong();

		boolean take() {
			long now = LoginThrottle.this.nanoTime.getAsLong();
			double refill = (double) (now - this.seen) * LoginThrottle.this.failures / LoginThrottle.this.periodNanos;
			this.left = Math.min(LoginThrottle.this.failures, this.left + refill);
			this.seen = now;
			if (this.left < 1) {
				return false;
			}
			this.left--;
			return true;
		}

		void giveBack() {
			this.left = Math.min(LoginThrottle.this.failures, this.left + 1);
		}

	}

	/**
	 * Forgets what was not used for the longest time: memory is bounded.
	 */
	private static final class Remembered<V> extends LinkedHashMap<String, V> {

		Remembered() {
			super(16, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
			return size() > MOST_REMEMBERED;
		}

	}

}
