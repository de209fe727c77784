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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.arrow.flight.impl.Flight.GetSessionOptionsResult;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.jspecify.annotations.Nullable;

/**
 * A session in its stored form: its options, its caller and its times. The caller and the
 * times are stored beside the options, under names that no option can have.
 *
 * @param principal the name of the caller, or {@code null} for an anonymous one
 * @param createdAt the time of creation, to the millisecond
 * @param countedUntil the time until which the session counts for its caller, to the
 * millisecond
 * @param options the options by name
 */
record SessionState(@Nullable String principal, Instant createdAt, Instant countedUntil,
		Map<String, SessionOptionValue> options) {

	private static final String PRINCIPAL = "\0principal";

	private static final String CREATED_AT = "\0created-at";

	private static final String COUNTED_UNTIL = "\0counted-until";

	static SessionState read(byte[] bytes) {
		try {
			Map<String, SessionOptionValue> options = new TreeMap<>(
					GetSessionOptionsResult.parseFrom(bytes).getSessionOptionsMap());
			SessionOptionValue principal = options.remove(PRINCIPAL);
			Instant createdAt = instant(options.remove(CREATED_AT));
			Instant countedUntil = instant(options.remove(COUNTED_UNTIL));
			return new SessionState((principal != null) ? principal.getStringValue() : null, createdAt, countedUntil,
					options);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException("The store has a session that cannot be read", ex);
		}
	}

	private static Instant instant(@Nullable SessionOptionValue value) {
		return Instant.ofEpochMilli((value != null) ? value.getInt64Value() : 0);
	}

	private static SessionOptionValue value(Instant instant) {
		return SessionOptionValue.newBuilder().setInt64Value(instant.toEpochMilli()).build();
	}

	byte[] write() {
		GetSessionOptionsResult.Builder message = GetSessionOptionsResult.newBuilder()
			.putAllSessionOptions(this.options)
			.putSessionOptions(CREATED_AT, value(this.createdAt))
			.putSessionOptions(COUNTED_UNTIL, value(this.countedUntil));
		if (this.principal != null) {
			message.putSessionOptions(PRINCIPAL,
					SessionOptionValue.newBuilder().setStringValue(this.principal).build());
		}
		return message.build().toByteArray();
	}

	SessionState countedUntil(Instant until) {
		return new SessionState(this.principal, this.createdAt, until, this.options);
	}

	/**
	 * Change options.
	 * @param changes the new values by name; a message without a value removes the option
	 * @param maxBytes the limit in bytes of all options
	 * @return the changed session, with the options for which there is room
	 */
	Changed with(Map<String, SessionOptionValue> changes, int maxBytes) {
		Map<String, SessionOptionValue> changed = new TreeMap<>(this.options);
		changes.forEach((name, value) -> {
			if (isRemoval(value)) {
				changed.remove(name);
			}
		});
		long size = 0;
		for (Map.Entry<String, SessionOptionValue> option : changed.entrySet()) {
			size += size(option.getKey(), option.getValue());
		}
		List<String> refused = new ArrayList<>();
		for (Map.Entry<String, SessionOptionValue> change : changes.entrySet()) {
			String name = change.getKey();
			if (isRemoval(change.getValue())) {
				continue;
			}
			SessionOptionValue present = changed.get(name);
			long more = size(name, change.getValue()) - ((present != null) ? size(name, present) : 0);
			boolean fits = size + more <= maxBytes && (present != null || changed.size() < SessionLimits.MAX_OPTIONS);
			if (fits) {
				changed.put(name, change.getValue());
				size += more;
			}
			else {
				refused.add(name);
			}
		}
		return new Changed(new SessionState(this.principal, this.createdAt, this.countedUntil, changed), refused);
	}

	private static boolean isRemoval(SessionOptionValue value) {
		return SessionValues.read(value) == null;
	}

	private static int size(String name, SessionOptionValue value) {
		return GetSessionOptionsResult.newBuilder().putSessionOptions(name, value).build().getSerializedSize();
	}

	/**
	 * A session after a change.
	 *
	 * @param state the session
	 * @param refused the names of the options for which there was no room
	 */
	record Changed(SessionState state, List<String> refused) {

	}

}
