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

import java.util.List;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Limits the log records of gRPC's transport about clients that violate HTTP/2 or send
 * too much. Clients can cause them without a login. Each logger writes at most one line
 * in ten seconds, without a stack. At the level {@code debug} a logger writes all of its
 * records unchanged.
 */
final class TransportLog implements InitializingBean, DisposableBean {

	private final List<StackShortener> shorteners;

	TransportLog(LongSupplier nanoTime) {
		this.shorteners = Stream
			.of("io.grpc.netty.NettyServerHandler", "io.grpc.netty.NettyServerStream",
					"io.grpc.netty.NettyServerTransport.connections")
			.map((name) -> new StackShortener(Logger.getLogger(name), nanoTime))
			.toList();
	}

	@Override
	public void afterPropertiesSet() {
		this.shorteners.forEach(StackShortener::begin);
	}

	@Override
	public void destroy() {
		this.shorteners.forEach(StackShortener::end);
	}

}
