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

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.github.flightspring.signing.SigningKeySource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Properties of security.
 *
 * @param handshake Handshakes.
 * @param loginThrottle Limit of failed logins.
 * @param requireTls Whether credentials without TLS are refused, unless they come from
 * this host.
 * @param token Tokens that handshakes issue.
 * @param x509 Client certificates.
 */
@ConfigurationProperties(prefix = "flight.security", ignoreUnknownFields = false)
public record FlightSecurityProperties(@DefaultValue Handshake handshake, @DefaultValue LoginThrottle loginThrottle,
		@DefaultValue("false") boolean requireTls, @DefaultValue Token token, @DefaultValue X509 x509) {

	/**
	 * Properties of handshakes.
	 *
	 * @param timeout Maximum duration of a handshake.
	 */
	public record Handshake(@DefaultValue("10s") Duration timeout) {

		public Handshake {
			check(timeout.compareTo(Duration.ZERO) > 0, "handshake.timeout", timeout, "It must be more than zero");
		}

	}

	/**
	 * Properties of the limit of failed logins.
	 *
	 * @param failures Maximum number of failed logins by password from one address in
	 * each period, or zero for no limit. A user who has logged in from the address before
	 * has a separate limit of the same size.
	 * @param period Period of the limit of failed logins.
	 */
	public record LoginThrottle(@DefaultValue("20") int failures, @DefaultValue("1m") Duration period) {

		public LoginThrottle {
			check(failures >= 0, "login-throttle.failures", failures, "It must not be negative; zero is no limit");
			check(period.compareTo(Duration.ZERO) > 0, "login-throttle.period", period, "It must be more than zero");
		}

	}

	/**
	 * Properties of tokens that handshakes give out.
	 *
	 * @param issuer Issuer of tokens. Tokens of other issuers are refused.
	 * @param keys Keys for signing tokens. The first key signs. All keys verify. Each key
	 * has an "id", which is part of each token that it signs, and a "secret" of at least
	 * 256 bits, in Base64, or in hexadecimal digits after "hex:". By default a random key
	 * is made at each start, so that tokens are valid for one instance only, until it
	 * stops.
	 * @param lifetime Lifetime of a token, unless the credentials for which it was issued
	 * expire earlier.
	 * @param maxAge Maximum time after a login by other credentials during which a token
	 * can be exchanged for a new one.
	 */
	public record Token(@DefaultValue("flight") String issuer, @DefaultValue List<SigningKeySource> keys,
			@DefaultValue("1h") Duration lifetime, @DefaultValue("1d") Duration maxAge) {

		public Token {
			check(!issuer.isBlank(), "token.issuer", issuer, "It must not be empty");
			check(lifetime.toSeconds() > 0, "token.lifetime", lifetime, "It must be a second at least");
			check(maxAge.compareTo(lifetime) >= 0, "token.max-age", maxAge,
					"It must not be shorter than 'flight.security.token.lifetime'");
		}

	}

	/**
	 * Properties of client certificates.
	 *
	 * @param principalPattern Regular expression for the user's name in the subject of
	 * the certificate, in the form of RFC 2253. The first group is the name. By default
	 * the common name is used.
	 */
	public record X509(@Nullable Pattern principalPattern) {

		public X509 {
			check(principalPattern == null || principalPattern.matcher("").groupCount() > 0, "x509.principal-pattern",
					principalPattern, "It must have a group, such as that in 'CN=(.*?)(?:,|$)'");
		}

	}

	private static void check(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException("flight.security." + name, value, reason);
		}
	}

}
