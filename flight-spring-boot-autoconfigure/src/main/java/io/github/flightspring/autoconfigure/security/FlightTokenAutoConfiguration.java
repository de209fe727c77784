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

import java.time.Clock;
import java.util.List;

import com.nimbusds.jwt.SignedJWT;
import io.github.flightspring.autoconfigure.KeyedList;
import io.github.flightspring.security.token.FlightTokens;
import io.github.flightspring.security.token.TokenAuthentication;
import io.github.flightspring.security.token.TokenUsers;
import io.github.flightspring.signing.SigningKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.authentication.configuration.EnableGlobalAuthentication;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the tokens that handshakes issue.
 * Without it a handshake checks credentials but issues no token.
 */
@AutoConfiguration(before = FlightSecurityAutoConfiguration.class)
@ConditionalOnClass({ SignedJWT.class, EnableGlobalAuthentication.class })
@EnableConfigurationProperties(FlightSecurityProperties.class)
public final class FlightTokenAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(FlightTokenAutoConfiguration.class);

	@Bean
	FlightTokens flightTokens(FlightSecurityProperties properties, Environment environment) {
		KeyedList.check(environment, "flight.security.token.keys");
		FlightSecurityProperties.Token token = properties.token();
		return new FlightTokens(keys(token), token.issuer(), token.lifetime(), token.maxAge(), Clock.systemUTC());
	}

	private static SigningKeys keys(FlightSecurityProperties.Token properties) {
		if (properties.keys().isEmpty()) {
			logger.warn("Handshake tokens are signed with a random key: they end with this process and are good for "
					+ "this instance only. Set 'flight.security.token.keys' to share and keep them");
			return SigningKeys.random();
		}
		return SigningKeys.parse("flight.security.token.keys", properties.keys());
	}

	@Bean
	TokenUsers flightTokenUsers(FlightTokens tokens, ObjectProvider<UserDetailsService> users) {
		return new TokenUsers(tokens, users.getIfAvailable());
	}

	@Bean
	@Order(CallCredentials.TOKEN_ORDER)
	CallCredentials flightTokenCredentials(TokenUsers users) {
		TokenAuthentication authentication = new TokenAuthentication(users);
		return new CallCredentials(authentication, List.of(authentication));
	}

}
