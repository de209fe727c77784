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

package io.github.flightspring.interop.security;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightSecurity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The access rules: every caller, or with the profile {@code secure} two users.
 */
@Configuration(proxyBeanMethods = false)
class Security {

	/**
	 * Authenticates callers over HTTP. The rules of Flight authorize their calls.
	 */
	@Bean
	SecurityFilterChain web(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	@Profile("!secure")
	FlightSecurity open() {
		return FlightSecurity.authorize((calls) -> calls.anyCall().permitAll());
	}

	@Bean
	@Profile("secure")
	FlightSecurity closed() {
		return FlightSecurity.authorize((calls) -> calls.rpc(FlightRpc.DO_PUT)
			.hasRole("WRITER")
			.path("hidden/**")
			.hidden()
			.hasRole("WRITER")
			.anyCall()
			.authenticated());
	}

	@Bean
	@Profile("secure")
	InMemoryUserDetailsManager users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("reader").password("{noop}read:ing €").roles("READER").build(),
				User.withUsername("writer").password("{noop}writing").roles("READER", "WRITER").build());
	}

}
