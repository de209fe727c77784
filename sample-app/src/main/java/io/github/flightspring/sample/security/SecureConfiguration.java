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

package io.github.flightspring.sample.security;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightSecurity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The users {@code reader} and {@code writer}; uploads are for the writer.
 */
@Configuration(proxyBeanMethods = false)
@Profile("secure")
class SecureConfiguration {

	// clients that are no browsers cannot send a token; what a page of another site makes
	// a browser send is refused by the starter
	@Bean
	SecurityFilterChain web(HttpSecurity http) {
		return http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers(HttpMethod.PUT).hasRole("WRITER").anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	FlightSecurity flightSecurity() {
		return FlightSecurity.authorize((calls) -> calls.rpc(FlightRpc.DO_PUT)
			.hasRole("WRITER")
			.action("drop-upload")
			.hasRole("WRITER")
			.anyCall()
			.authenticated());
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	InMemoryUserDetailsManager users(SampleSecurityProperties properties, PasswordEncoder encoder) {
		return new InMemoryUserDetailsManager(
				User.withUsername("reader")
					.password(encoder.encode(properties.readerPassword()))
					.roles("READER")
					.build(),
				User.withUsername("writer")
					.password(encoder.encode(properties.writerPassword()))
					.roles("READER", "WRITER")
					.build());
	}

}
