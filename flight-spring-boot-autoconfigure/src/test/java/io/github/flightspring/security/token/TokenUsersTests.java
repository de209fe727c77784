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

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.nimbusds.jwt.SignedJWT;
import io.github.flightspring.signing.SigningKeys;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenUsers}.
 */
class TokenUsersTests {

	private final InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
			User.withUsername("admin").password("{noop}x").roles("ADMIN").build());

	private final TokenUsers tokens = new TokenUsers(new FlightTokens(SigningKeys.random(), "flight",
			Duration.ofHours(1), Duration.ofDays(1), Clock.systemUTC()), this.users);

	@Test
	void whenTheCallerIsAUserThenTheRightsAreThoseAtTheCall() {
		UserDetails user = this.users.loadUserByUsername("admin");
		String token = this.tokens
			.issue(UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
		this.users.updateUser(User.withUsername("admin").password("{noop}x").roles("GUEST").build());
		assertThat(authorities(token)).containsExactly("ROLE_GUEST");
	}

	@Test
	void whenTheCallerOnlyHasTheNameOfAUserThenTheRightsStayAsTheyWere() {
		String token = this.tokens.issue(UsernamePasswordAuthenticationToken.authenticated("admin", null,
				AuthorityUtils.createAuthorityList("SCOPE_tiny")));
		assertThat(authorities(token)).containsExactly("SCOPE_tiny");
	}

	@Test
	void whenTheCallerHasATokenOfAnAuthorizationServerThenOursEndsWithIt() {
		Instant soon = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
		Jwt jwt = Jwt.withTokenValue("x")
			.header("alg", "none")
			.subject("alice")
			.issuedAt(Instant.now())
			.expiresAt(soon)
			.build();
		String first = this.tokens.issue(new JwtAuthenticationToken(jwt, AuthorityUtils.NO_AUTHORITIES));
		assertThat(expiry(first)).isEqualTo(soon);
		String second = this.tokens.issue(this.tokens.authenticate(first));
		assertThat(expiry(second)).isEqualTo(soon);
	}

	private static Instant expiry(String token) {
		try {
			return SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant();
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private Iterable<String> authorities(String token) {
		Authentication caller = this.tokens.authenticate(token);
		return caller.getAuthorities().stream().map(Object::toString).toList();
	}

}
