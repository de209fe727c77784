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

package io.github.flightspring.session;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.arrow.flight.impl.Flight.GetSessionOptionsResult;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored: its options, and beside them, under names that no client can
 * set, whose it is and since when.
 *
 * @param principal whose session it is, or {@code null} for nobody in particular
 * @param createdAt since when it is there, to the millisecond
 * @param options the options by name
 */
record SessionState(@Nullable String principal, Instant createdAt, Map<String, SessionOptionValue> options) {

	private static final String PRINCIPAL = "\0principal";

	private static final String CREATED_AT = "\0created-at";

	static SessionState read(byte[] bytes) {
		try {
			Map<String, SessionOptionValue> options = new TreeMap<>(
					GetSessionOptionsResult.parseFrom(bytes).getSessionOptionsMap());
			SessionOptionValue createdAt = options.remove(CREATED_AT);
			SessionOptionValue principal = options.remove(PRINCIPAL);
			return new SessionState((principal != null) ? principal.getStringValue() : null,
					Instant.ofEpochMilli((createdAt != null) ? createdAt.getInt64Value() : 0), options);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException("The store has a session that cannot be read", ex);
		}
	}

	byte[] write() {
		GetSessionOptionsResult.Builder message = GetSessionOptionsResult.newBuilder()
			.putAllSessionOptions(this.options)
			.putSessionOptions(CREATED_AT,
					SessionOptionValue.newBuilder().setInt64Value(this.createdAt.toEpochMilli()).build());
		if (this.principal != null) {
			message.putSessionOptions(PRINCIPAL,
					SessionOptionValue.newBuilder().setStringValue(this.principal).build());
		}
		return message.build().toByteArray();
	}

	int size() {
		return GetSessionOptionsResult.newBuilder().putAllSessionOptions(this.options).build().getSerializedSize();
	}

	SessionState with(String name, @Nullable SessionOptionValue value) {
		Map<String, SessionOptionValue> changed = new TreeMap<>(this.options);
		if (value != null) {
			changed.put(name, value);
		}
		else {
			changed.remove(name);
		}
		return new SessionState(this.principal, this.createdAt, changed);
	}

}
