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

package io.github.flightspring.security;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.flightspring.annotation.FlightRpc;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A call of which only the headers are known yet. A {@link FlightAuthenticationConverter}
 * extracts the credentials from it.
 *
 * @param rpc the RPC
 * @param headers the headers of the client, with names in lower case
 * @param peer the remote address of the call, or {@code null} if the transport has none
 * @param transport the name of the transport, {@code grpc} or {@code http}
 * @param encrypted whether the call is protected from being read in transit
 * @param certificates the client's verified certificate chain, the client's certificate
 * first; empty if there is none
 */
public record FlightAuthenticationRequest(FlightRpc rpc, CallHeaders headers, @Nullable SocketAddress peer,
		String transport, boolean encrypted, List<X509Certificate> certificates) {

	private static final String TOKEN = "auth-token-bin";

	public FlightAuthenticationRequest {
		certificates = List.copyOf(certificates);
	}

	/**
	 * Return the credentials of a scheme in the header {@code authorization}.
	 * @param scheme the scheme, case-insensitive
	 * @return the text after the scheme, without leading and trailing blanks, or {@code
	 * null} if there is no such header
	 */
	public @Nullable String authorization(String scheme) {
		String prefix = scheme.toLowerCase(Locale.ROOT) + " ";
		for (String value : values("authorization")) {
			String trimmed = value.trim();
			if (trimmed.equalsIgnoreCase(scheme)) {
				return "";
			}
			if (trimmed.toLowerCase(Locale.ROOT).startsWith(prefix)) {
				return trimmed.substring(prefix.length()).trim();
			}
		}
		return null;
	}

	/**
	 * Return the bearer token of the call. It is in the header {@code authorization} with
	 * the scheme {@code Bearer}, or in the header {@code auth-token-bin} of older
	 * clients.
	 * @return the token, empty if the header is empty, or {@code null} if there is none
	 */
	public @Nullable String bearerToken() {
		String token = authorization("Bearer");
		if (token == null && this.headers.containsKey(TOKEN)) {
			byte[] bytes = this.headers.getByte(TOKEN);
			return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : null;
		}
		return token;
	}

	/**
	 * Return a copy of this request without certificates.
	 * @return the request without certificates
	 */
	public FlightAuthenticationRequest withoutCertificates() {
		return new FlightAuthenticationRequest(this.rpc, this.headers, this.peer, this.transport, this.encrypted,
				List.of());
	}

	private List<String> values(String header) {
		List<String> values = new ArrayList<>();
		if (this.headers.containsKey(header)) {
			this.headers.getAll(header).forEach(values::add);
		}
		return values;
	}

	@Override
	public String toString() {
		return this.rpc.methodName() + " from " + this.peer;
	}

}
