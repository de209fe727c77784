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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.flightspring.security.access.UnnamedCallerException;
import io.github.flightspring.signing.SigningKeySource;
import io.github.flightspring.signing.SigningKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.CredentialsExpiredException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FlightTokens}.
 */
class FlightTokensTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final SigningKeySource OLD = new SigningKeySource("old",
			"hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

	private static final SigningKeySource NEW = new SigningKeySource("new",
			"hex:202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");

	private final FlightTokens tokens = tokens("flight", NOW, NEW, OLD);

	private static FlightTokens tokens(String issuer, Instant now, SigningKeySource... keys) {
		return new FlightTokens(SigningKeys.parse("flight.security.token.keys", List.of(keys)), issuer,
				Duration.ofHours(1), Duration.ofHours(3), Clock.fixed(now, ZoneOffset.UTC));
	}

	@Test
	void whenIssuedThenItSaysWhoAndWhat() {
		FlightTokens.Content content = this.tokens.verify(this.tokens.issue("alice", List.of("ROLE_READER"), null));
		assertThat(content)
			.isEqualTo(new FlightTokens.Content("alice", List.of("ROLE_READER"), NOW.plus(Duration.ofHours(3))));
		assertThat(this.tokens.verify(this.tokens.issue("bob", null, null)))
			.isEqualTo(new FlightTokens.Content("bob", null, NOW.plus(Duration.ofHours(3))));
	}

	@Test
	void whenItsLifetimeIsOverThenItIsWorthNothing() {
		String token = this.tokens.issue("alice", null, null);
		assertThat(tokens("flight", NOW.plusSeconds(3599), NEW).verify(token)).isNotNull();
		assertThat(tokens("flight", NOW.plusSeconds(3600), NEW).verify(token)).isNull();
	}

	@Test
	void whenTheCredentialsEndBeforeThenSoDoesTheToken() {
		String token = this.tokens.issue("alice", null, NOW.plusSeconds(60));
		assertThat(tokens("flight", NOW.plusSeconds(59), NEW).verify(token))
			.isEqualTo(new FlightTokens.Content("alice", null, NOW.plusSeconds(60)));
		assertThat(tokens("flight", NOW.plusSeconds(60), NEW).verify(token)).isNull();
		assertThatExceptionOfType(CredentialsExpiredException.class)
			.isThrownBy(() -> this.tokens.issue("alice", null, NOW));
	}

	@Test
	void whenTokensAreIssuedForTokensThenTheyEndAtTheLongestAgeOfTheLogin() {
		FlightTokens.Content content = this.tokens.verify(this.tokens.issue("alice", null, null));
		for (int minutes = 30; minutes < 180; minutes += 30) {
			FlightTokens later = tokens("flight", NOW.plus(Duration.ofMinutes(minutes)), NEW);
			content = later.verify(later.issue("alice", null, content.until()));
			assertThat(content).isNotNull();
			assertThat(content.until()).isEqualTo(NOW.plus(Duration.ofHours(3)));
		}
		FlightTokens end = tokens("flight", NOW.plus(Duration.ofHours(3)), NEW);
		Instant until = content.until();
		assertThatExceptionOfType(CredentialsExpiredException.class).isThrownBy(() -> end.issue("alice", null, until));
	}

	@Test
	void whenTheIssuerIsAnotherThenItIsWorthNothing() {
		assertThat(this.tokens.verify(tokens("other", NOW, NEW).issue("alice", null, null))).isNull();
	}

	@Test
	void whenTheKeyIsReplacedThenOldTokensAreGoodUntilItIsRemoved() {
		String old = tokens("flight", NOW, OLD).issue("alice", null, null);
		assertThat(this.tokens.verify(old)).isNotNull();
		assertThat(tokens("flight", NOW, NEW).verify(old)).isNull();
	}

	@Test
	void whenItIsSignedWithAKeyOfTheSameNameThenItIsWorthNothing() {
		String forged = tokens("flight", NOW, new SigningKeySource("new", OLD.secret())).issue("alice", null, null);
		assertThat(this.tokens.verify(forged)).isNull();
	}

	@Test
	void whenItHasNoSignatureThenItIsWorthNothing() {
		assertThat(this.tokens.verify(new PlainJWT(claims("alice", NOW.plusSeconds(60))).serialize())).isNull();
		assertThat(this.tokens.verify("")).isNull();
		assertThat(this.tokens.verify("a.b.c")).isNull();
	}

	@Test
	void whenItIsOfAnotherKindThenItIsNotOurs() throws Exception {
		String other = signed(new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).keyID("new").build(),
				claims("alice", NOW.plusSeconds(60)));
		assertThat(this.tokens.isOwn(other)).isFalse();
		assertThat(this.tokens.verify(other)).isNull();
	}

	@Test
	void whenSubjectOrExpiryIsMissingThenItIsWorthNothing() throws Exception {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("flight+jwt"))
			.keyID("new")
			.build();
		assertThat(this.tokens.verify(signed(header, claims("alice", NOW.plusSeconds(60))))).isNotNull();
		assertThat(this.tokens.verify(signed(header, claims(null, NOW.plusSeconds(60))))).isNull();
		assertThat(this.tokens.verify(signed(header, claims("", NOW.plusSeconds(60))))).isNull();
		assertThat(this.tokens.verify(signed(header, claims("alice", null)))).isNull();
	}

	@Test
	void whenTheUserHasNoNameThenThereIsNoToken() {
		for (String name : new String[] { null, "", " " }) {
			assertThatExceptionOfType(UnnamedCallerException.class)
				.isThrownBy(() -> this.tokens.issue(name, List.of("ROLE_READER"), null));
		}
	}

	private static JWTClaimsSet claims(@Nullable String subject, @Nullable Instant expiry) {
		return new JWTClaimsSet.Builder().issuer("flight")
			.subject(subject)
			.expirationTime((expiry != null) ? Date.from(expiry) : null)
			.build();
	}

	private static String signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
		SignedJWT token = new SignedJWT(header, claims);
		token.sign(new MACSigner(SigningKeys.parse("keys", List.of(NEW)).signing().secret()));
		return token.serialize();
	}

}
