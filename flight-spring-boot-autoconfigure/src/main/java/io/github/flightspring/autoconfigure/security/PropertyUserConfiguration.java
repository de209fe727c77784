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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The configuration of the user of {@code spring.security.user}, which Boot creates in a
 * servlet application only.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.security.user.password")
@EnableConfigurationProperties(SecurityProperties.class)
@ConditionalOnMissingBean({ AuthenticationManager.class, AuthenticationProvider.class, UserDetailsService.class })
class PropertyUserConfiguration {

	@Bean
	InMemoryUserDetailsManager flightPropertyUser(SecurityProperties properties,
			ObjectProvider<PasswordEncoder> encoder) {
		SecurityProperties.User user = properties.getUser();
		String password = user.getPassword();
		boolean encoded = encoder.getIfAvailable() != null || password.matches("\\{.+}.*");
		return new InMemoryUserDetailsManager(User.withUsername(user.getName())
			.password(encoded ? password : encode(password))
			.roles(StringUtils.toStringArray(user.getRoles()))
			.build());
	}

	// as slow to check as the password of an unknown user: the time of a login
	// does not show whether the user exists
	private static String encode(String password) {
		String encoded = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
		Assert.state(encoded != null, "The password of 'spring.security.user.password' could not be encoded");
		return encoded;
	}

}
