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

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.security.authentication.BearerAuthenticationConverter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of bearer tokens of an authorization
 * server: JWT, opaque tokens, or both.
 */
@AutoConfiguration(before = FlightSecurityAutoConfiguration.class,
		afterName = "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration")
@ConditionalOnClass({ JwtDecoder.class, BearerTokenAuthenticationToken.class })
public final class FlightOAuth2AutoConfiguration {

	@Bean
	@Order(CallCredentials.BEARER_ORDER)
	CallCredentials flightBearerCredentials(ObjectProvider<JwtDecoder> decoder,
			ObjectProvider<JwtAuthenticationConverter> jwtConverter,
			ObjectProvider<OpaqueTokenIntrospector> introspector,
			ObjectProvider<OpaqueTokenAuthenticationConverter> opaqueConverter) {
		List<AuthenticationProvider> providers = new ArrayList<>();
		// several without a primary one are an error: to use none would refuse all
		// tokens
		decoder.ifAvailable((only) -> {
			JwtAuthenticationProvider provider = new JwtAuthenticationProvider(only);
			jwtConverter.ifAvailable(provider::setJwtAuthenticationConverter);
			providers.add(provider);
		});
		introspector.ifAvailable((only) -> {
			OpaqueTokenAuthenticationProvider provider = new OpaqueTokenAuthenticationProvider(only);
			opaqueConverter.ifAvailable(provider::setAuthenticationConverter);
			providers.add(provider);
		});
		return new CallCredentials(new BearerAuthenticationConverter(BearerCredentials::new), providers);
	}

}
