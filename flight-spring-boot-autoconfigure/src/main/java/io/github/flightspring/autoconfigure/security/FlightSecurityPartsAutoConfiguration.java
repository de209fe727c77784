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

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that fails at start-up if only parts
 * of Spring Security are on the class path. A missing jar must not leave the server open.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.security.core.context.SecurityContextHolder")
public final class FlightSecurityPartsAutoConfiguration {

	// names only: the condition holds where none of these classes exists
	private static final Map<String, String> PARTS = new LinkedHashMap<>();

	static {
		PARTS.put(
				"org.springframework.security.config.annotation.authentication.configuration.EnableGlobalAuthentication",
				"org.springframework.security:spring-security-config");
		PARTS.put("org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
				"org.springframework.boot:spring-boot-security");
	}

	private static final String PRE_AUTHENTICATED = "org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider";

	@Bean
	static BeanFactoryPostProcessor flightSecurityParts(Environment environment) {
		return (beanFactory) -> {
			ClassLoader loader = beanFactory.getBeanClassLoader();
			PARTS.forEach((type, artifact) -> {
				if (!ClassUtils.isPresent(type, loader)) {
					throw InvalidFlightSecurityException.missing(artifact,
							"Flight would be open although Spring Security is there");
				}
			});
			String clientAuth = environment.getProperty("spring.grpc.server.ssl.client-auth", "none");
			if (!"none".equalsIgnoreCase(clientAuth) && !ClassUtils.isPresent(PRE_AUTHENTICATED, loader)) {
				throw InvalidFlightSecurityException.missing("org.springframework.security:spring-security-web",
						"'spring.grpc.server.ssl.client-auth' is '%s': it is needed for callers with a certificate"
							.formatted(clientAuth));
			}
		};
	}

}
