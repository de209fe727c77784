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

package io.github.flightspring.autoconfigure.security;

import java.util.List;

import io.github.flightspring.security.FlightAuthenticationConverter;

import org.springframework.security.authentication.AuthenticationProvider;

/**
 * One kind of credentials. It has its own type so that neither the converter nor the
 * provider is confused with one of the application.
 *
 * @param converter the converter that reads the credentials from a call
 * @param providers the providers that check the credentials; empty when those of the
 * application do
 */
record CallCredentials(FlightAuthenticationConverter converter, List<AuthenticationProvider> providers) {

	static final int TOKEN_ORDER = 0;

	static final int BASIC_ORDER = 1;

	static final int BEARER_ORDER = 2;

	/**
	 * The order of bearer tokens that no kind of credentials before reads.
	 */
	static final int UNKNOWN_BEARER_ORDER = 3;

	static final int CERTIFICATE_ORDER = 4;

}
