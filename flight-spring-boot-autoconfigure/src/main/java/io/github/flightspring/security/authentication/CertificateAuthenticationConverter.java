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

package io.github.flightspring.security.authentication;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.preauth.x509.SubjectX500PrincipalExtractor;

/**
 * Extracts the subject of the client's certificate, which the TLS handshake has verified.
 */
public final class CertificateAuthenticationConverter implements FlightAuthenticationConverter {

	private final @Nullable Pattern pattern;

	private final Predicate<List<X509Certificate>> trusted;

	private final SubjectX500PrincipalExtractor commonName = new SubjectX500PrincipalExtractor();

	/**
	 * Create a converter.
	 * @param pattern a pattern that is searched in the subject in the form of RFC 2253,
	 * with the user name as its first group, or {@code null} to use the subject's common
	 * name
	 * @param trusted a test whether certificates that a TLS handshake has verified are
	 * still valid
	 */
	public CertificateAuthenticationConverter(@Nullable Pattern pattern, Predicate<List<X509Certificate>> trusted) {
		this.pattern = pattern;
		this.trusted = trusted;
	}

	@Override
	public @Nullable Authentication convert(FlightAuthenticationRequest request) {
		if (request.certificates().isEmpty()) {
			return null;
		}
		if (!this.trusted.test(request.certificates())) {
			throw new BadCredentialsException(
					"The client's certificate has ended, or its authority is not trusted any more");
		}
		X509Certificate certificate = request.certificates().get(0);
		return new PreAuthenticatedAuthenticationToken(name(certificate), certificate);
	}

	private Object name(X509Certificate certificate) {
		if (this.pattern == null) {
			return this.commonName.extractPrincipal(certificate);
		}
		Matcher matcher = this.pattern.matcher(certificate.getSubjectX500Principal().getName());
		if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isEmpty()) {
			throw new BadCredentialsException(
					"The pattern '%s' finds no name in the certificate's subject".formatted(this.pattern));
		}
		return matcher.group(1);
	}

}
