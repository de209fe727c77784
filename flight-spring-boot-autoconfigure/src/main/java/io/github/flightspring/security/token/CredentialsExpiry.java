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

package io.github.flightspring.security.token;

import java.security.cert.X509Certificate;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.util.ClassUtils;

/**
 * The expiry of a caller's credentials.
 */
final class CredentialsExpiry {

	private static final boolean OAUTH2 = ClassUtils.isPresent("org.springframework.security.oauth2.core.OAuth2Token",
			CredentialsExpiry.class.getClassLoader());

	private CredentialsExpiry() {
	}

	static @Nullable Instant of(Authentication caller) {
		if (caller instanceof TokenUser user) {
			return user.until();
		}
		Object credentials = caller.getCredentials();
		if (credentials instanceof X509Certificate certificate) {
			return certificate.getNotAfter().toInstant();
		}
		return OAUTH2 ? OAuth2.expiry(credentials) : null;
	}

	private static final class OAuth2 {

		private OAuth2() {
		}

		static @Nullable Instant expiry(@Nullable Object credentials) {
			return (credentials instanceof OAuth2Token token) ? token.getExpiresAt() : null;
		}

	}

}
