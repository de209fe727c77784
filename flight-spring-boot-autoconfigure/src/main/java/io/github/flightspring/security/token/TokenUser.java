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

import java.time.Instant;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * A caller authenticated by a token of the starter. It has the expiry of the original
 * login, so that a token issued for this caller does not outlive the login.
 */
final class TokenUser extends UsernamePasswordAuthenticationToken {

	private final Instant until;

	TokenUser(Object principal, Collection<? extends GrantedAuthority> authorities, Instant until) {
		super(principal, null, authorities);
		this.until = until;
	}

	Instant until() {
		return this.until;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof TokenUser user && this.until.equals(user.until);
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + this.until.hashCode();
	}

}
