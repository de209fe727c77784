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

import io.github.flightspring.autoconfigure.ssl.TrustedClients;
import io.github.flightspring.security.authentication.CertificateAuthenticationConverter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;

/**
 * The configuration of client certificates, which need {@code spring-security-web}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(PreAuthenticatedAuthenticationProvider.class)
class CertificateConfiguration {

	// several services without a primary one are an error: to ask none of them would
	// let every subject in
	@Bean
	@Order(CallCredentials.CERTIFICATE_ORDER)
	CallCredentials flightCertificateCredentials(FlightSecurityProperties properties, Environment environment,
			ObjectProvider<UserDetailsService> users, ObjectProvider<TrustedClients> clients) {
		TrustedClients trusted = clients.getIfAvailable(TrustedClients::new);
		// Boot's switch that turns the check of client certificates off
		boolean verified = environment.getProperty("spring.grpc.server.ssl.secure", Boolean.class, true);
		return new CallCredentials(
				verified ? new CertificateAuthenticationConverter(properties.x509().principalPattern(),
						trusted::isTrusted) : (request) -> null,
				List.of(CertificateUsers.provider(users.getIfAvailable())));
	}

}
