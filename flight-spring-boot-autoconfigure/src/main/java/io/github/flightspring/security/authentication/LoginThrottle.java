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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Limits the failed logins of each address, so that guessing passwords is slow and costs
 * the server nothing. What others fail at his address does not lock a user out who has
 * logged in there before: with the password that was good then he has an allowance of his
 * own. Any other password is refused as that of a user whom nobody knows, so that the
 * answer does not tell who has logged in. Who is guessed at by name loses that allowance
 * with the address's, but not on a connection on which he has logged in: there he has
 * another, until somebody sends a wrong password for him over that connection.
 */
public final class LoginThrottle {

	private static final int MOST_REMEMBERED = 10_000;

	private final int failures;

	private final long periodNanos;

	private final LongSupplier nanoTime;

	private final Map<String, Bucket> addresses = new Remembered<>();

	private final Map<String, KnownUser> users = new Remembered<>();

	private final Map<String, KnownUser> connections = new Remembered<>();

	private final SecretKeySpec key;

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
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		this.key = new SecretKeySpec(random, "HmacSHA256");
	}

	/**
	 * Begin a login. It is taken for a failure until it says otherwise, so that many at a
	 * time get no further than one after the other.
	 * @param peer where it comes from
	 * @param user the user's name
	 * @param secret what proves that it is he
	 * @return the login, or {@code null} if there were too many failures
	 */
	public @Nullable Login begin(@Nullable SocketAddress peer, String user, String secret) {
		byte[] proof = (this.failures != 0) ? proof(secret) : new byte[0];
		String connection = connection(peer);
		return begin(address(peer), user, (connection != null) ? connection + " " + user : null, proof);
	}

	private synchronized @Nullable Login begin(String address, String user, @Nullable String connection, byte[] proof) {
		String name = address + " " + user;
		Bucket here = bucketOf(connection, proof);
		if (here != null && here.take()) {
			return new Login(name, connection, proof, here);
		}
		Bucket shared = this.addresses.computeIfAbsent(address, (key) -> new Bucket());
		if (this.failures == 0 || shared.take()) {
			return new Login(name, connection, proof, shared);
		}
		KnownUser known = this.users.get(name);
		return (known != null && known.bucket().take() && known.has(proof))
				? new Login(name, connection, proof, known.bucket()) : null;
	}

	/**
	 * One guess is all that a connection has.
	 */
	private @Nullable Bucket bucketOf(@Nullable String connection, byte[] proof) {
		KnownUser known = (connection != null) ? this.connections.get(connection) : null;
		if (known == null) {
			return null;
		}
		if (!known.has(proof)) {
			this.connections.remove(connection);
			return null;
		}
		return known.bucket();
	}

	private byte[] proof(String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has HmacSHA256", ex);
		}
	}

	private static @Nullable String connection(@Nullable SocketAddress peer) {
		return (peer instanceof InetSocketAddress inet && inet.getAddress() != null)
				? inet.getAddress().getHostAddress() + ":" + inet.getPort() : null;
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
	 * A login that may be tried.
	 */
	public final class Login {

		private final String name;

		private final @Nullable String connection;

		private final byte[] proof;

		private final Bucket bucket;

		private Login(String name, @Nullable String connection, byte[] proof, Bucket bucket) {
			this.name = name;
			this.connection = connection;
			this.proof = proof;
			this.bucket = bucket;
		}

		/**
		 * The password was good.
		 */
		public void succeeded() {
			synchronized (LoginThrottle.this) {
				this.bucket.giveBack();
				remember(LoginThrottle.this.users, this.name);
				if (this.connection != null) {
					remember(LoginThrottle.this.connections, this.connection);
				}
			}
		}

		private void remember(Map<String, KnownUser> where, String key) {
			KnownUser known = where.get(key);
			if (known == null || !known.has(this.proof)) {
				where.put(key, new KnownUser((known != null) ? known.bucket() : new Bucket(), this.proof));
			}
		}

		/**
		 * The password could not be checked.
		 */
		public void unchecked() {
			synchronized (LoginThrottle.this) {
				this.bucket.giveBack();
			}
		}

	}

	/**
	 * A user who has logged in from an address, or over a connection.
	 *
	 * @param bucket his allowance there
	 * @param proof tells the password that was good, and nothing about it
	 */
	private record KnownUser(Bucket bucket, byte[] proof) {

		boolean has(byte[] proof) {
			return MessageDigest.isEqual(this.proof, proof);
		}

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
