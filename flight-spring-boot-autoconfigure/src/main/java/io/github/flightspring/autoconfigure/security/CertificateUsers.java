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

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.AuthenticationUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsByNameServiceWrapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * The users of client certificates: those of the application or, if it has no user
 * service, every subject, without authorities.
 */
final class CertificateUsers {

	private CertificateUsers() {
	}

	static PreAuthenticatedAuthenticationProvider provider(@Nullable UserDetailsService users) {
		PreAuthenticatedAuthenticationProvider provider = new PreAuthenticatedAuthenticationProvider();
		provider.setPreAuthenticatedUserDetailsService(service(users));
		provider.setUserDetailsChecker(new AccountStatusUserDetailsChecker());
		return provider;
	}

	private static AuthenticationUserDetailsService<PreAuthenticatedAuthenticationToken> service(
			@Nullable UserDetailsService users) {
		if (users != null) {
			return new UserDetailsByNameServiceWrapper<>(users);
		}
		return (token) -> User.withUsername(token.getName())
			.password("")
			.authorities(AuthorityUtils.NO_AUTHORITIES)
			.build();
	}

}
