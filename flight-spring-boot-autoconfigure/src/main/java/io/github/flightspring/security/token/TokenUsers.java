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

import java.util.List;

import io.github.flightspring.security.access.UnnamedCallerException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Issues tokens to users and authenticates users by them. A user that the application's
 * {@link UserDetailsService} knows is looked up at each call. A user who was removed or
 * locked, or has lost a role in the meantime, gains nothing from an old token.
 */
public final class TokenUsers {

	private final FlightTokens tokens;

	private final @Nullable UserDetailsService users;

	private final AccountStatusUserDetailsChecker status = new AccountStatusUserDetailsChecker();

	/**
	 * Create an instance.
	 * @param tokens the issuer and verifier of tokens
	 * @param users the application's users, or {@code null} if it has none
	 */
	public TokenUsers(FlightTokens tokens, @Nullable UserDetailsService users) {
		this.tokens = tokens;
		this.users = users;
	}

	/**
	 * Issue a token for a caller. A caller who was authenticated as a user of the
	 * application is looked up at each call. Any other caller keeps the current
	 * authorities, even if a user has the same name. The token does not outlive the
	 * caller's credentials. For a caller who was authenticated by a token, no token is
	 * issued beyond the maximum age of the login.
	 * @param caller the authenticated caller
	 * @return the token
	 * @throws org.springframework.security.authentication.CredentialsExpiredException if
	 * the credentials have expired
	 * @throws UnnamedCallerException if the caller has no name
	 */
	public String issue(Authentication caller) {
		String name = UnnamedCallerException.check(caller.getName());
		boolean user = caller.getPrincipal() instanceof UserDetails && isKnown(name);
		List<String> authorities = user ? null
				: caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
		return this.tokens.issue(name, authorities, CredentialsExpiry.of(caller));
	}

	private boolean isKnown(String name) {
		try {
			return this.users != null && this.users.loadUserByUsername(name) != null;
		}
		catch (UsernameNotFoundException ex) {
			return false;
		}
	}

	/**
	 * Return whether a token claims to be one of the starter.
	 * @param token the token
	 * @return whether to {@link #authenticate} the token
	 */
	public boolean isOwn(String token) {
		return this.tokens.isOwn(token);
	}

	Authentication authenticate(String token) {
		FlightTokens.Content content = this.tokens.verify(token);
		if (content == null) {
			throw new BadCredentialsException("The token is forged, altered, expired or of another issuer");
		}
		if (content.authorities() != null) {
			return new TokenUser(content.subject(), AuthorityUtils.createAuthorityList(content.authorities()),
					content.until());
		}
		if (this.users == null) {
			throw new BadCredentialsException("The users that the token was issued for are gone");
		}
		UserDetails user = this.users.loadUserByUsername(content.subject());
		this.status.check(user);
		return new TokenUser(user, user.getAuthorities(), content.until());
	}

}
