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

package io.github.flightspring.autoconfigure.grpc;

import java.net.InetAddress;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Warns once, at start-up, about a server without protection that other hosts can reach.
 */
public final class PlaintextWarning implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(PlaintextWarning.class);

	private static final String SERVER = "spring.grpc.server.";

	private final Environment environment;

	private final String message;

	private final boolean evenWithTls;

	private final BooleanSupplier condition;

	/**
	 * Create a warning about a server without TLS.
	 * @param environment the environment with the server's configuration
	 * @param message the warning
	 */
	public PlaintextWarning(Environment environment, String message) {
		this(environment, message, false, () -> true);
	}

	PlaintextWarning(Environment environment, String message, boolean evenWithTls, BooleanSupplier condition) {
		this.environment = environment;
		this.message = message;
		this.evenWithTls = evenWithTls;
		this.condition = condition;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Binder binder = Binder.get(this.environment);
		boolean tls = binder.bind(SERVER + "ssl.bundle", String.class).isBound()
				&& binder.bind(SERVER + "ssl.enabled", Boolean.class).orElse(true);
		boolean socket = binder.bind(SERVER + "netty.domain-socket-path", String.class).isBound()
				|| binder.bind(SERVER + "inprocess.name", String.class).isBound();
		boolean loopback = binder.bind(SERVER + "address", InetAddress.class)
			.map(InetAddress::isLoopbackAddress)
			.orElse(false);
		if (!socket && !loopback && (this.evenWithTls || !tls) && this.condition.getAsBoolean()) {
			logger.warn(this.message);
		}
	}

}
