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

package io.github.flightspring.autoconfigure.ssl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.GrpcServerFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the gRPC server's SSL bundle. The
 * server reads the bundle only once, so the managers in the bundle must follow its
 * updates.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(GrpcServerFactory.class)
@ConditionalOnProperty("spring.grpc.server.ssl.bundle")
public final class FlightSslAutoConfiguration {

	@Bean
	TrustedClients flightTrustedClients() {
		return new TrustedClients();
	}

	// last, after the bundles of all other registrars
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SslBundleRegistrar flightReloadingSslBundle(Environment environment, TrustedClients clients) {
		return new ReloadingSslBundleRegistrar(environment.getRequiredProperty("spring.grpc.server.ssl.bundle"),
				clients);
	}

}
