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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The status of a session for operators. It contains neither the client's session id nor
 * the values of the options.
 *
 * @param key the key of the session in the store, a hash of its id
 * @param principal the name of the caller, or {@code null} for an anonymous one
 * @param createdAt the time of creation
 * @param options the names of the options
 */
public record SessionStatus(String key, @Nullable String principal, Instant createdAt, List<String> options) {

	public SessionStatus {
		options = List.copyOf(options);
	}

}
