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

package io.github.flightspring.session.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in the {@link FlightStateStore}. A session is found by an id of 256 random
 * bits together with its caller. The store contains only a hash of the id.
 */
public final class FlightSessions {

	private static final String KIND = "session";

	private static final int ID_LENGTH = 32;

	private final SecureRandom random = new SecureRandom();

	private final FlightStateStore store;

	private final SessionLimits limits;

	private final Clock clock;

	private final SessionIndex index;

	/**
	 * Create the sessions.
	 * @param store the store of the sessions
	 * @param limits the limits of sessions
	 * @param clock the clock
	 */
	public FlightSessions(FlightStateStore store, SessionLimits limits, Clock clock) {
		this.store = store;
		this.limits = limits;
		this.clock = clock;
		this.index = new SessionIndex(store, limits, (key) -> store.get(KIND, key) != null);
	}

	/**
	 * Create a session without options.
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @return the id of the session
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * the caller has too many sessions
	 */
	public String create(@Nullable String principal) {
		byte[] bytes = new byte[ID_LENGTH];
		this.random.nextBytes(bytes);
		String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		SessionState state = new SessionState(principal, now, counted(now, now), Map.of());
		this.index.add(principal, key(id), state.countedUntil(), now);
		try {
			this.store.put(KIND, key(id), state.write(), expiry(state));
			return id;
		}
		catch (RuntimeException ex) {
			this.index.remove(principal, key(id), now);
			throw ex;
		}
	}

	/**
	 * Return the time until which a session counts. It is later than the idle timeout, so
	 * that not every call has to extend it.
	 */
	private Instant counted(Instant createdAt, Instant now) {
		return earlier(now.plus(this.limits.idleTimeout().multipliedBy(2)), createdAt.plus(this.limits.maxAge()))
			.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Return the options of a session and restart its idle timeout.
	 * @param id the id of the session
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @return the options, or {@code null} if the caller has no such session
	 */
	public @Nullable Map<String, SessionOptionValue> options(String id, @Nullable String principal) {
		Stored stored = find(id, principal);
		if (stored == null) {
			return null;
		}
		write(key(id), stored, stored.state());
		return new TreeMap<>(stored.state().options());
	}

	/**
	 * Write a session and restart its idle timeout, unless the session was changed in the
	 * meantime.
	 */
	private boolean write(String key, Stored stored, SessionState changed) {
		Instant expiry = expiry(changed);
		SessionState state = changed;
		if (expiry.isAfter(state.countedUntil())) {
			Instant now = this.clock.instant();
			state = changed.countedUntil(counted(changed.createdAt(), now));
			this.index.extend(state.principal(), key, state.countedUntil(), now);
		}
		byte[] bytes = (state != stored.state()) ? state.write() : stored.bytes();
		return this.store.compareAndPut(KIND, key, stored.bytes(), bytes, expiry);
	}

	/**
	 * Set or remove options in one step.
	 * @param id the id of the session
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @param options the new values by name; a message without a value removes the option
	 * @return the names of the options that were not set because the session has no room
	 * for them; {@code null} if the caller has no such session
	 */
	public @Nullable List<String> set(String id, @Nullable String principal, Map<String, SessionOptionValue> options) {
		while (true) {
			Stored stored = find(id, principal);
			if (stored == null) {
				return null;
			}
			SessionState.Changed changed = stored.state().with(options, this.limits.maxBytes());
			if (write(key(id), stored, changed.state())) {
				return changed.refused();
			}
		}
	}

	/**
	 * Return the limits of sessions.
	 * @return the limits
	 */
	public SessionLimits limits() {
		return this.limits;
	}

	/**
	 * Close a session.
	 * @param id the id of the session
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @return whether the caller had such a session
	 */
	public boolean close(String id, @Nullable String principal) {
		if (find(id, principal) == null || !this.store.remove(KIND, key(id))) {
			return false;
		}
		this.index.remove(principal, key(id), this.clock.instant());
		return true;
	}

	/**
	 * Return the sessions that the store can list.
	 * @return a copy, the oldest session first
	 */
	public List<SessionStatus> list() {
		List<SessionStatus> sessions = new ArrayList<>();
		for (String key : this.store.ids(KIND)) {
			byte[] bytes = this.store.get(KIND, key);
			if (bytes != null) {
				SessionState state = SessionState.read(bytes);
				sessions.add(new SessionStatus(key, state.principal(), state.createdAt(),
						List.copyOf(state.options().keySet())));
			}
		}
		sessions.sort(Comparator.comparing(SessionStatus::createdAt));
		return sessions;
	}

	/**
	 * Return the number of sessions that the store can list.
	 * @return the number of sessions
	 */
	public int size() {
		return this.store.ids(KIND).size();
	}

	/**
	 * Close the session of any caller.
	 * @param key the key of the session in the store
	 * @return whether there was such a session
	 */
	public boolean closeByKey(String key) {
		byte[] bytes = this.store.get(KIND, key);
		if (bytes == null || !this.store.remove(KIND, key)) {
			return false;
		}
		this.index.remove(SessionState.read(bytes).principal(), key, this.clock.instant());
		return true;
	}

	private @Nullable Stored find(String id, @Nullable String principal) {
		byte[] bytes = this.store.get(KIND, key(id));
		if (bytes == null) {
			return null;
		}
		SessionState state = SessionState.read(bytes);
		return Objects.equals(state.principal(), principal) ? new Stored(bytes, state) : null;
	}

	private Instant expiry(SessionState state) {
		return earlier(this.clock.instant().plus(this.limits.idleTimeout()),
				state.createdAt().plus(this.limits.maxAge()));
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private static String key(String id) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * A session as it was read.
	 *
	 * @param bytes the bytes in the store, which a change is compared with
	 * @param state the state that the bytes contain
	 */
	private record Stored(byte[] bytes, SessionState state) {

	}

}
