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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.bucket4j.Bucket;
import io.github.flightspring.limit.Buckets;
import io.github.flightspring.limit.Callers;
import io.github.flightspring.limit.RecentlyUsed;
import org.jspecify.annotations.Nullable;

/**
 * Limits the failed logins of each address, so that guessing passwords is slow, and cheap
 * for the server.
 * <p>
 * A user who has logged in from an address before has a separate allowance there. It
 * applies to the password that was valid, so that failures of others at the address do
 * not lock the user out. Any other password is refused like that of an unknown user, so
 * that the answer does not reveal who has logged in. Guesses for the name of a user use
 * up this allowance after the allowance of the address. A connection over which a user
 * has logged in has one more allowance, until a wrong password is sent for the user over
 * that connection.
 */
public final class LoginThrottle {

	private final int failures;

	private final Duration period;

	private final LongSupplier nanoTime;

	private final RecentlyUsed<String, Bucket> addresses = new RecentlyUsed<>(RecentlyUsed.MOST_CALLERS);

	private final RecentlyUsed<String, KnownUser> users = new RecentlyUsed<>(RecentlyUsed.MOST_CALLERS);

	private final RecentlyUsed<String, KnownUser> connections = new RecentlyUsed<>(RecentlyUsed.MOST_CALLERS);

	private final SecretKeySpec key;

	/**
	 * Create a throttle.
	 * @param failures the number of failed logins allowed at once, and again in each
	 * period; zero for no limit
	 * @param period the time in which a used-up allowance is restored
	 * @param nanoTime a source of the time in nanoseconds
	 */
	public LoginThrottle(int failures, Duration period, LongSupplier nanoTime) {
		this.failures = failures;
		this.period = period.isZero() ? Duration.ofNanos(1) : period;
		this.nanoTime = nanoTime;
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		this.key = new SecretKeySpec(random, "HmacSHA256");
	}

	/**
	 * Begin a login. It counts as a failure until it has succeeded, so that concurrent
	 * logins have no advantage over sequential ones.
	 * @param peer the remote address
	 * @param user the user name
	 * @param secret the password
	 * @return the login, or {@code null} after too many failures
	 */
	public @Nullable Login begin(@Nullable SocketAddress peer, String user, String secret) {
		if (this.failures == 0) {
			return new Login(user, null, new byte[0], null);
		}
		String connection = connection(peer);
		return begin(Callers.hostKey(peer), user, (connection != null) ? connection + " " + user : null, proof(secret));
	}

	private synchronized @Nullable Login begin(String address, String user, @Nullable String connection, byte[] proof) {
		String name = address + " " + user;
		Bucket here = bucketOf(connection, proof);
		if (here != null && here.tryConsume(1)) {
			return new Login(name, connection, proof, here);
		}
		Bucket shared = this.addresses.get(address, this::bucket);
		if (shared.tryConsume(1)) {
			return new Login(name, connection, proof, shared);
		}
		KnownUser known = this.users.get(name);
		return (known != null && known.bucket().tryConsume(1) && known.has(proof))
				? new Login(name, connection, proof, known.bucket()) : null;
	}

	private Bucket bucket() {
		return Buckets.bucket(this.failures, this.failures, this.period, this.nanoTime);
	}

	/**
	 * Return the allowance of a connection. One wrong password removes it.
	 */
	private @Nullable Bucket bucketOf(@Nullable String connection, byte[] proof) {
		if (connection == null) {
			return null;
		}
		KnownUser known = this.connections.get(connection);
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
	 * A permitted login attempt.
	 */
	public final class Login {

		private final String name;

		private final @Nullable String connection;

		private final byte[] proof;

		private final @Nullable Bucket bucket;

		private Login(String name, @Nullable String connection, byte[] proof, @Nullable Bucket bucket) {
			this.name = name;
			this.connection = connection;
			this.proof = proof;
			this.bucket = bucket;
		}

		/**
		 * Record that the password was valid.
		 */
		public void succeeded() {
			if (this.bucket == null) {
				return;
			}
			synchronized (LoginThrottle.this) {
				this.bucket.addTokens(1);
				remember(LoginThrottle.this.users, this.name);
				if (this.connection != null) {
					remember(LoginThrottle.this.connections, this.connection);
				}
			}
		}

		private void remember(RecentlyUsed<String, KnownUser> where, String key) {
			KnownUser known = where.get(key);
			if (known == null || !known.has(this.proof)) {
				where.put(key, new KnownUser((known != null) ? known.bucket() : bucket(), this.proof));
			}
		}

		/**
		 * Record that the password could not be checked.
		 */
		public void unchecked() {
			if (this.bucket != null) {
				this.bucket.addTokens(1);
			}
		}

	}

	/**
	 * A user who has logged in from an address, or over a connection.
	 *
	 * @param bucket the allowance of the user
	 * @param proof a value to recognize the valid password, which reveals nothing about
	 * it
	 */
	private record KnownUser(Bucket bucket, byte[] proof) {

		boolean has(byte[] proof) {
			return MessageDigest.isEqual(this.proof, proof);
		}

	}

}
