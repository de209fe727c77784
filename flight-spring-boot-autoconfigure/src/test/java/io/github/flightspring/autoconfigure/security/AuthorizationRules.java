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
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightSecurity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * The authorization rules of {@link AuthorizedService}.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class AuthorizationRules {

	final List<AuthorizationDeniedEvent<?>> denied = new CopyOnWriteArrayList<>();

	@EventListener
	void denied(AuthorizationDeniedEvent<?> event) {
		this.denied.add(event);
	}

	@Bean
	FlightSecurity flightSecurity() {
		return FlightSecurity.authorize((calls) -> calls.path("data/free")
			.permitAll()
			.path("data/payroll", "data/payroll/**")
			.hidden()
			.hasRole("WRITER")
			.path("data/deeply/**", "data/query")
			.hasRole("WRITER")
			.path("data/of/{user}")
			.access((caller, context) -> new AuthorizationDecision(
					caller.get().getName().equals(context.variables().get("user"))))
			.rpc(FlightRpc.DO_PUT)
			.path("data/**")
			.hasRole("WRITER")
			.command("report")
			.hasRole("WRITER")
			.action("compact")
			.hasAuthority("ROLE_WRITER")
			.anyCall()
			.authenticated());
	}

}
