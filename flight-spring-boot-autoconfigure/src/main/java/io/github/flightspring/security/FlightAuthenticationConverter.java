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

package io.github.flightspring.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Extracts one kind of credentials from a call. A bean of this type adds a kind, such as
 * an API key in a header. The beans are asked in their order, before the starter's own
 * converters. The credentials are passed to the application's
 * {@link org.springframework.security.authentication.AuthenticationManager}, where an
 * {@link org.springframework.security.authentication.AuthenticationProvider} bean checks
 * them, unless they are already authenticated.
 */
@FunctionalInterface
public interface FlightAuthenticationConverter {

	/**
	 * Extract the credentials of a call.
	 * @param request the call
	 * @return the credentials, or {@code null} if the call has none of this kind
	 * @throws org.springframework.security.core.AuthenticationException if the call has
	 * credentials of this kind that cannot be read; the call is refused
	 */
	@Nullable Authentication convert(FlightAuthenticationRequest request);

}
