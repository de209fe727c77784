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
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.flightspring.security.access.UnnamedCallerException;
import io.github.flightspring.signing.SigningKey;
import io.github.flightspring.signing.SigningKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.CredentialsExpiredException;

/**
 * The starter's own tokens: JWT, signed with HMAC-SHA256, of a type of their own, so that
 * no token of an authorization server is taken for one of them or the other way round.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
public final class FlightTokens {

	private static final JOSEObjectType TYPE = new JOSEObjectType("flight+jwt");

	private static final String AUTHORITIES = "authorities";

	private static final String UNTIL = "until";

	private final SigningKeys keys;

	private final String issuer;

	private final Duration lifetime;

	private final Duration maxAge;

	private final Clock clock;

	/**
	 * Create the tokens' rules.
	 * @param keys sign and verify
	 * @param issuer the issuer of all tokens
	 * @param lifetime the time for which a token is good
	 * @param maxAge the time after a login for which tokens are issued for tokens
	 * @param clock tells the time
	 */
	public FlightTokens(SigningKeys keys, String issuer, Duration lifetime, Duration maxAge, Clock clock) {
		this.keys = keys;
		this.issuer = issuer;
		this.lifetime = lifetime;
		this.maxAge = maxAge;
		this.clock = clock;
	}

	/**
	 * Issue a token.
	 * @param subject the user's name
	 * @param authorities what the user may do, or {@code null} when that is looked up at
	 * each call
	 * @param credentials until when the credentials hold that the token is issued for, or
	 * {@code null} if they have no end: neither the token nor one that is issued for it
	 * outlives them
	 * @return the token in compact form
	 * @throws CredentialsExpiredException if they have ended
	 * @throws UnnamedCallerException if the user has no name
	 */
	public String issue(@Nullable String subject, @Nullable List<String> authorities, @Nullable Instant credentials) {
		Instant now = this.clock.instant();
		Instant until = earlier(now.plus(this.maxAge), credentials);
		if (!now.isBefore(until)) {
			throw new CredentialsExpiredException("The login that the token would go back to is over");
		}
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(this.issuer)
			.subject(UnnamedCallerException.check(subject))
			.jwtID(UUID.randomUUID().toString())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(earlier(now.plus(this.lifetime), until)))
			.claim(UNTIL, until.getEpochSecond())
			.claim(AUTHORITIES, authorities)
			.build();
		SigningKey key = this.keys.signing();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(key.id()).build(),
				claims);
		try {
			token.sign(new MACSigner(key.secret()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The token could not be signed", ex);
		}
		return token.serialize();
	}

	private static Instant earlier(Instant one, @Nullable Instant other) {
		return (other != null && other.isBefore(one)) ? other : one;
	}

	/**
	 * Whether a token says of itself that it is of this kind.
	 * @param token the token
	 * @return whether {@link #verify} is the one to ask
	 */
	public boolean isOwn(String token) {
		SignedJWT parsed = parse(token);
		return parsed != null && TYPE.equals(parsed.getHeader().getType());
	}

	/**
	 * Read a token.
	 * @param token the token
	 * @return what it says, or {@code null} if it is forged, altered, expired or of
	 * another issuer
	 */
	public @Nullable Content verify(String token) {
		SignedJWT parsed = parse(token);
		if (parsed == null || !TYPE.equals(parsed.getHeader().getType())
				|| !JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())) {
			return null;
		}
		String id = parsed.getHeader().getKeyID();
		SigningKey key = (id != null) ? this.keys.find(id) : null;
		try {
			if (key == null || !parsed.verify(new MACVerifier(key.secret()))) {
				return null;
			}
			return content(parsed.getJWTClaimsSet());
		}
		catch (JOSEException | ParseException ex) {
			return null;
		}
	}

	private @Nullable Content content(JWTClaimsSet claims) throws ParseException {
		Date expiry = claims.getExpirationTime();
		Long until = claims.getLongClaim(UNTIL);
		String subject = claims.getSubject();
		if (subject == null || subject.isBlank() || !this.issuer.equals(claims.getIssuer()) || expiry == null
				|| !this.clock.instant().isBefore(expiry.toInstant())) {
			return null;
		}
		return new Content(subject, claims.getStringListClaim(AUTHORITIES),
				(until != null) ? Instant.ofEpochSecond(until) : expiry.toInstant());
	}

	private static @Nullable SignedJWT parse(String token) {
		try {
			return SignedJWT.parse(token);
		}
		catch (ParseException ex) {
			return null;
		}
	}

	/**
	 * What a token says.
	 *
	 * @param subject the user's name
	 * @param authorities what the user may do, or {@code null} when that is to be looked
	 * up
	 * @param until when the login that the token goes back to is over
	 */
	public record Content(String subject, @Nullable List<String> authorities, Instant until) {

	}

}
