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

import java.security.Principal;
import java.util.List;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.security.access.SecurityContextCaller;
import io.github.flightspring.security.authentication.AuthenticationFailures;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.auth.AuthConstants;

import org.springframework.security.core.Authentication;

/**
 * Evaluates the rules for the calls of a {@link FlightProducer}, for which only the RPC
 * is known, and passes the caller to it. Runs after {@link FlightSecurityInterceptor}.
 */
public final class ProducerAuthorizationInterceptor implements ServerInterceptor {

	private final FlightSecurity rules;

	/**
	 * Create an interceptor.
	 * @param rules the rules, which depend on the RPC and the caller only
	 */
	public ProducerAuthorizationInterceptor(FlightSecurity rules) {
		this.rules = rules;
	}

	@Override
	public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
			ServerCallHandler<I, O> next) {
		FlightRpc rpc = FlightSecurityInterceptor.rpc(call);
		FlightCaller caller = FlightSecurityInterceptor.currentCaller();
		if (rpc == FlightRpc.HANDSHAKE || rpc == null) {
			return next.startCall(call, headers);
		}
		Principal principal = caller.principal();
		if (!(caller instanceof SecurityContextCaller known) || !isPermitted(known.authentication(), rpc)) {
			return GrpcRefusals.refuse(call, (principal == null) ? AuthenticationFailures.missing()
					: CallStatus.UNAUTHORIZED.withDescription("The caller may not call " + rpc.methodName()));
		}
		Context context = Context.current()
			.withValue(AuthConstants.PEER_IDENTITY_KEY, (principal != null) ? principal.getName() : "");
		return Contexts.interceptCall(context, call, headers, next);
	}

	/**
	 * Return whether the caller may call an RPC. Calls for information about flights also
	 * require the right to read flights.
	 */
	private boolean isPermitted(Authentication caller, FlightRpc rpc) {
		List<FlightRpc> needed = switch (rpc) {
			case LIST_FLIGHTS, GET_FLIGHT_INFO, POLL_FLIGHT_INFO, GET_SCHEMA -> List.of(rpc, FlightRpc.DO_GET);
			default -> List.of(rpc);
		};
		return needed.stream().allMatch((right) -> this.rules.permits(() -> caller, right));
	}

}
