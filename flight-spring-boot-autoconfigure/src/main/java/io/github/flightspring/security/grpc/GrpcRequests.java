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

package io.github.flightspring.security.grpc;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.jspecify.annotations.Nullable;

import org.springframework.grpc.server.security.GrpcSecurity;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/**
 * Creates authentication requests from calls over gRPC.
 */
final class GrpcRequests {

	private GrpcRequests() {
	}

	static FlightAuthenticationRequest of(FlightRpc rpc, ServerCall<?, ?> call, Metadata headers) {
		SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
		SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
		boolean encrypted = session != null || !(peer instanceof InetSocketAddress);
		return new FlightAuthenticationRequest(rpc, new MetadataAdapter(headers), peer, "grpc", encrypted,
				certificates(session));
	}

	private static List<X509Certificate> certificates(@Nullable SSLSession session) {
		List<X509Certificate> certificates = new ArrayList<>();
		if (session != null) {
			try {
				for (Certificate certificate : session.getPeerCertificates()) {
					if (certificate instanceof X509Certificate x509) {
						certificates.add(x509);
					}
				}
			}
			catch (SSLPeerUnverifiedException ex) {
				// a client without a certificate
			}
		}
		return certificates;
	}

	/**
	 * Return the caller that an earlier interceptor, such as that of
	 * {@link GrpcSecurity}, has authenticated, or {@code null}.
	 */
	static @Nullable Authentication knownCaller() {
		SecurityContext context = GrpcSecurity.SECURITY_CONTEXT_KEY.get();
		Authentication known = (context != null) ? context.getAuthentication() : null;
		boolean named = known != null && known.isAuthenticated() && !(known instanceof AnonymousAuthenticationToken);
		return named ? known : null;
	}

}
