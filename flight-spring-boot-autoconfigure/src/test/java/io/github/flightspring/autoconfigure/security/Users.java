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

import org.apache.arrow.flight.CallOption;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * The users of the tests.
 */
@Configuration(proxyBeanMethods = false)
class Users {

	static final CallOption READER = Headers.authorization(Headers.basic("reader", "reading"));

	static final CallOption WRITER = Headers.authorization(Headers.basic("writer", "writing"));

	static final String AWKWARD = "pass:wörd: €";

	@Bean
	InMemoryUserDetailsManager userDetails() {
		return new InMemoryUserDetailsManager(
				User.withUsername("reader").password("{noop}reading").roles("READER").build(),
				User.withUsername("writer").password("{noop}writing").roles("WRITER").build(),
				User.withUsername("zoë").password("{noop}" + AWKWARD).roles("READER").build(),
				User.withUsername("locked").password("{noop}locked").roles("READER").accountLocked(true).build());
	}

}
