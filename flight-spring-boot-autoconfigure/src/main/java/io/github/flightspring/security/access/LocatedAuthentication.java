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

package io.github.flightspring.security.access;

import java.util.Collection;

import io.github.flightspring.security.FlightAuthenticationDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The authentication of a caller together with the address of the call, for events. The
 * original authentication is not changed, because the application may use the same one
 * for many calls.
 *
 * @param caller the original authentication
 * @param where the origin of the call
 */
record LocatedAuthentication(Authentication caller, FlightAuthenticationDetails where) implements Authentication {

	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return this.caller.getAuthorities();
	}

	@Override
	public @Nullable Object getCredentials() {
		return this.caller.getCredentials();
	}

	@Override
	public Object getDetails() {
		return this.where;
	}

	@Override
	public @Nullable Object getPrincipal() {
		return this.caller.getPrincipal();
	}

	@Override
	public boolean isAuthenticated() {
		return this.caller.isAuthenticated();
	}

	@Override
	public void setAuthenticated(boolean authenticated) {
		throw new IllegalArgumentException("The authentication of a call cannot be changed");
	}

	@Override
	public String getName() {
		return this.caller.getName();
	}

}
