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

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.grpc.server.autoconfigure.security.GrpcServerOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Spring Boot's auto-configuration of OAuth2 for gRPC, with and without the library that
 * it needs.
 */
class UnusableOAuth2FilterTests {

	private static final String[] ALL = { GrpcServerOAuth2ResourceServerAutoConfiguration.class.getName(),
			FlightSecurityAutoConfiguration.class.getName(), null };

	@Test
	void whenTheResourceServerIsThereThenNothingIsLeftOut() {
		assertThat(match(getClass().getClassLoader())).containsExactly(true, true, true);
	}

	@Test
	void whenTheResourceServerIsNotThereThenItsAutoConfigurationIsLeftOut() {
		assertThat(match(new FilteredClassLoader(OpaqueTokenIntrospector.class))).containsExactly(false, true, true);
	}

	private static boolean[] match(ClassLoader classLoader) {
		UnusableOAuth2Filter filter = new UnusableOAuth2Filter();
		filter.setBeanClassLoader(classLoader);
		return filter.match(ALL.clone(), mock(AutoConfigurationMetadata.class));
	}

}
