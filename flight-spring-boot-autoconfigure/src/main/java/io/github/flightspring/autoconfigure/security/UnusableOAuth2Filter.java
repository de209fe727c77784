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

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Leaves out Spring Boot's auto-configuration of OAuth2 for gRPC where Spring Security's
 * resource server is not on the class path. Its condition does not check this. Without
 * the library it has no effect but two warnings about types that are not present.
 */
final class UnusableOAuth2Filter implements AutoConfigurationImportFilter, BeanClassLoaderAware {

	private static final String AUTO_CONFIGURATION = "org.springframework.boot.grpc.server.autoconfigure.security."
			+ "GrpcServerOAuth2ResourceServerAutoConfiguration";

	private static final String NEEDED = "org.springframework.security.oauth2.server.resource.introspection."
			+ "OpaqueTokenIntrospector";

	private @Nullable ClassLoader classLoader;

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean usable = ClassUtils.isPresent(NEEDED, this.classLoader);
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = usable || !AUTO_CONFIGURATION.equals(autoConfigurationClasses[i]);
		}
		return matches;
	}

}
