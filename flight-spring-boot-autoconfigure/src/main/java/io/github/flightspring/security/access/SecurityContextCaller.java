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

import java.security.Principal;

import io.github.flightspring.handler.FlightCaller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * A caller whose calls run in a security context. Each task has its own context, so that
 * a change of it does not affect other tasks. Tickets, queries and sessions are bound to
 * the name of the caller, so every caller must have a name.
 *
 * @param authentication the authentication of the caller
 */
public record SecurityContextCaller(Authentication authentication) implements FlightCaller {

	/**
	 * Create a caller.
	 * @throws UnnamedCallerException if the caller has no name
	 */
	public SecurityContextCaller {
		UnnamedCallerException.check(authentication.getName());
	}

	/**
	 * Return an anonymous caller.
	 * @param details the origin of the call
	 * @return the anonymous caller
	 */
	public static SecurityContextCaller anonymous(Object details) {
		AnonymousAuthenticationToken anonymous = new AnonymousAuthenticationToken("flight", "anonymous",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
		anonymous.setDetails(details);
		return new SecurityContextCaller(anonymous);
	}

	@Override
	public @Nullable Principal principal() {
		return (this.authentication instanceof AnonymousAuthenticationToken) ? null : this.authentication;
	}

	@Override
	public Runnable wrap(Runnable task) {
		return () -> new DelegatingSecurityContextRunnable(task, new SecurityContextImpl(this.authentication)).run();
	}

}
