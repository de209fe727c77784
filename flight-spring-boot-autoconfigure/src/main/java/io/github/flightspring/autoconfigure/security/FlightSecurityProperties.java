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
 * @param requireTls Whether credentials that come without TLS are refused, unless they
 * come from this host.
 * @param token Tokens that handshakes give out.
 * @param x509 Client certificates.
 */
@ConfigurationProperties(prefix = "flight.security", ignoreUnknownFields = false)
public record FlightSecurityProperties(@DefaultValue Handshake handshake, @DefaultValue LoginThrottle loginThrottle,
		@DefaultValue("false") boolean requireTls, @DefaultValue Token token, @DefaultValue X509 x509) {

	/**
	 * Properties of handshakes.
	 *
	 * @param timeout Longest time that a handshake may take.
	 */
	public record Handshake(@DefaultValue("10s") Duration timeout) {

		public Handshake {
			check(timeout.compareTo(Duration.ZERO) > 0, "handshake.timeout", timeout, "It must be more than zero");
		}

	}

	/**
	 * Properties of the limit of failed logins.
	 *
	 * @param failures Logins by password that may fail at one address, at once and again
	 * in each period, zero for no limit. A user who has logged in from the address before
	 * has as many of his own.
	 * @param period Time in which the failures are allowed again.
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
	 * @param issuer Issuer that is written into tokens, and that tokens must have.
	 * @param keys Keys that tokens are signed with, the first of them, and accepted
	 * under, all of them. Each has an "id", a name that what is signed with it carries,
	 * and a "secret" of at least 256 bits, in Base64 or in hexadecimal digits after
	 * "hex:". By default a random key is made at each start, so that tokens end with the
	 * process and are good for one instance only.
	 * @param lifetime Time for which a token is good, unless the credentials that it was
	 * given for end before.
	 * @param maxAge Longest time after a login by other credentials for which tokens are
	 * given for tokens.
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
	 * @param principalPattern Pattern whose first group, found in the certificate's
	 * subject in the form of RFC 2253, is the user's name. By default the subject's
	 * common name is.
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
