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

import java.util.List;
import java.util.function.Function;

import io.github.flightspring.autoconfigure.grpc.PlaintextWarning;
import io.github.flightspring.autoconfigure.grpc.ProducerSecurity;
import io.github.flightspring.autoconfigure.grpc.ReplacedInterceptors;
import io.github.flightspring.grpc.GrpcCallSecurity;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.security.FlightHandshakeHandler;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.security.access.SecurityAuthorizer;
import io.github.flightspring.security.authentication.BasicHandshake;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.github.flightspring.security.grpc.AnonymousAccessExceptionHandler;
import io.github.flightspring.security.grpc.FlightHandshakes;
import io.github.flightspring.security.grpc.FlightSecurityInterceptor;
import io.github.flightspring.security.grpc.ProducerAuthorizationInterceptor;
import io.github.flightspring.security.token.TokenUsers;
import io.grpc.BindableService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.core.Authentication;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Spring Security for Flight calls
 * on Boot's gRPC server.
 */
@AutoConfiguration(after = FlightSecurityAutoConfiguration.class)
@ConditionalOnClass({ GrpcServerFactory.class, BindableService.class })
@ConditionalOnBean(FlightAuthenticator.class)
public final class FlightGrpcSecurityAutoConfiguration {

	@Bean
	GrpcCallSecurity flightGrpcCallSecurity(FlightAuthenticator authenticator, FlightSecurity rules,
			FlightHandshakes handshakes, ObjectProvider<SecurityAuthorizer> authorizer) {
		return new GrpcCallSecurity(
				List.of(new FlightSecurityInterceptor(authenticator, rules::mayBeAnonymous,
						(request) -> authorizer.ifAvailable((bean) -> bean.refused(request)))),
				FlightSecurityInterceptor::currentCaller, handshakes);
	}

	@Bean
	FlightHandshakes flightHandshakes(FlightAuthenticator authenticator, FlightThreads threads,
			ObjectProvider<FlightHandshakeHandler> handler, ObjectProvider<TokenUsers> users,
			FlightSecurityProperties properties) {
		TokenUsers issuer = users.getIfAvailable();
		Function<Authentication, @Nullable String> tokens = (user) -> (issuer != null) ? issuer.issue(user) : null;
		return new FlightHandshakes(authenticator, handler.getIfAvailable(() -> new BasicHandshake(authenticator)),
				tokens, threads.timer(), properties.handshake().timeout());
	}

	// used by a producer without its own authentication
	@Bean
	@Lazy
	ProducerSecurity flightProducerSecurity(GrpcCallSecurity security, FlightSecurity rules) {
		if (!rules.isByRpcOnly()) {
			throw new InvalidFlightSecurityException("The FlightProducer bean cannot be guarded by the rules of the "
					+ "FlightSecurity bean: what the calls of a producer are aimed at is not known, and at least one "
					+ "rule is about a path, a command or an action, or asks a manager of the application's",
					"Write rules about RPCs alone, such as rpc(FlightRpc.DO_PUT).hasRole(…) and anyCall().authenticated(), "
							+ "or replace the producer by annotated handlers");
		}
		return new ProducerSecurity(security, new ProducerAuthorizationInterceptor(rules));
	}

	@Bean
	PlaintextWarning flightPlaintextWarning(Environment environment) {
		return new PlaintextWarning(environment, "Credentials of Flight calls can be read on the way: the server has "
				+ "no TLS and listens beyond this host. Set 'spring.grpc.server.ssl.bundle', or "
				+ "'spring.grpc.server.address' to a loopback address; 'flight.security.require-tls' refuses such "
				+ "credentials");
	}

	// before Boot's bean, which does not distinguish anonymous callers from others
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	GrpcExceptionHandler flightAnonymousAccessExceptionHandler() {
		return new AnonymousAccessExceptionHandler();
	}

	// they would refuse every other kind of credentials
	@Bean
	ReplacedInterceptors flightReplacedTokenInterceptors() {
		return new ReplacedInterceptors(
				List.of("jwtAuthenticationProcessInterceptor", "opaqueTokenAuthenticationProcessInterceptor"));
	}

}
