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

package io.github.flightspring.signing;

import org.jspecify.annotations.Nullable;

/**
 * A signing key as it is configured, see {@link SigningKeys#parse}.
 *
 * @param id Name of the key, which everything signed with it carries: up to 32 letters,
 * digits, dots, dashes and underscores.
 * @param secret Secret of at least 256 bits, in Base64, or in hexadecimal digits after
 * "hex:".
 */
public record SigningKeySource(@Nullable String id, @Nullable String secret) {

	@Override
	public String toString() {
		return "SigningKeySource[id=" + this.id + "]";
	}

}
