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

import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.grpc.protocol.GrpcMethods;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.security.FlightAuthenticationDetails;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.github.flightspring.security.access.SecurityContextCaller;
import io.github.flightspring.security.authentication.AuthenticationFailures;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.grpc.server.security.GrpcSecurity;
import org.springframework.security.core.Authentication;

/**
 * Authenticates every call of the Flight service when only its headers have been read. A
 * caller that an earlier interceptor, such as that of {@link GrpcSecurity}, has
 * authenticated is accepted.
 */
public final class FlightSecurityInterceptor implements ServerInterceptor {

	private static final Context.Key<FlightCaller> CALLER = Context.key("flight-caller");

	private final FlightAuthenticator authenticator;

	private final Predicate<FlightRpc> open;

	private final Consumer<FlightAuthenticationRequest> refused;

	/**
	 * Create an interceptor.
	 * @param authenticator the authenticator of callers
	 * @param open a test whether calls of an RPC may be anonymous
	 * @param refused a listener of calls that were refused because they have no
	 * credentials
	 */
	public FlightSecurityInterceptor(FlightAuthenticator authenticator, Predicate<FlightRpc> open,
			Consumer<FlightAuthenticationRequest> refused) {
		this.authenticator = authenticator;
		this.open = open;
		this.refused = refused;
	}

	/**
	 * Return the caller of the call in the current gRPC context.
	 * @return the caller
	 */
	public static FlightCaller currentCaller() {
		FlightCaller caller = CALLER.get();
		return (caller != null) ? caller : FlightCaller.anonymous();
	}

	/**
	 * Return whether the current gRPC context is that of a Flight call without
	 * credentials.
	 */
	static boolean isAnonymous() {
		FlightCaller caller = CALLER.get();
		return caller != null && caller.principal() == null;
	}

	static @Nullable FlightRpc rpc(ServerCall<?, ?> call) {
		return GrpcMethods.rpc(call.getMethodDescriptor().getFullMethodName());
	}

	@Override
	public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
			ServerCallHandler<I, O> next) {
		FlightRpc rpc = rpc(call);
		if (rpc == FlightRpc.HANDSHAKE) {
			return next.startCall(call, headers);
		}
		if (rpc == null) {
			return GrpcRefusals.refuse(call, CallStatus.UNIMPLEMENTED.withDescription("There is no such method"));
		}
		FlightAuthenticationRequest request = GrpcRequests.of(rpc, call, headers);
		SecurityContextCaller caller;
		try {
			Authentication authentication = authenticate(request);
			if (authentication == null && !this.open.test(rpc)) {
				this.refused.accept(request);
				return GrpcRefusals.refuse(call, AuthenticationFailures.missing());
			}
			caller = (authentication != null) ? new SecurityContextCaller(authentication) : SecurityContextCaller
				.anonymous(new FlightAuthenticationDetails(request.peer(), request.transport()));
		}
		catch (RuntimeException ex) {
			return GrpcRefusals.refuse(call, AuthenticationFailures.of(ex));
		}
		return Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
	}

	private @Nullable Authentication authenticate(FlightAuthenticationRequest request) {
		Authentication known = GrpcRequests.knownCaller();
		return (known != null) ? known : this.authenticator.authenticate(request);
	}

}
