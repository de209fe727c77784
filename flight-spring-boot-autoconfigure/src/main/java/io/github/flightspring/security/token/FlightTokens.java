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
 * The starter's own tokens. They are JWTs, signed with HMAC-SHA256, and have a type of
 * their own. They can therefore not be confused with the tokens of an authorization
 * server.
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
	 * Create the issuer and verifier of tokens.
	 * @param keys the keys for signing and verification
	 * @param issuer the issuer of all tokens
	 * @param lifetime the lifetime of a token
	 * @param maxAge the time after a login during which a token can be exchanged for a
	 * new one
	 * @param clock the clock
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
	 * @param subject the user name
	 * @param authorities the authorities of the user, or {@code null} to look them up at
	 * each call
	 * @param credentials the expiry of the credentials that the token is issued for, or
	 * {@code null} if they do not expire. Neither the token nor one that is issued for it
	 * is valid for longer.
	 * @return the token in compact form
	 * @throws CredentialsExpiredException if the credentials have expired
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
	 * Return whether a token claims to be of this kind.
	 * @param token the token
	 * @return whether to {@link #verify} the token
	 */
	public boolean isOwn(String token) {
		SignedJWT parsed = parse(token);
		return parsed != null && TYPE.equals(parsed.getHeader().getType());
	}

	/**
	 * Verify a token and return its content.
	 * @param token the token
	 * @return the content, or {@code null} if the token is forged, altered, expired or of
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
	 * The content of a token.
	 *
	 * @param subject the user name
	 * @param authorities the authorities of the user, or {@code null} to look them up at
	 * each call
	 * @param until the time at which the original login expires
	 */
	public record Content(String subject, @Nullable List<String> authorities, Instant until) {

	}

}
