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

package io.github.flightspring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.memory.BufferAllocator;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose database, an H2, has a pool of few connections.
 *
 * @param calls the calls of a client
 * @param pool the pool
 */
record PooledApplication(FlightCalls calls, HikariDataSource pool) implements AutoCloseable {

	static PooledApplication startNamed(Class<?> beans, String database) {
		return start(beans, "spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1",
				"spring.datasource.hikari.maximum-pool-size=2", "spring.datasource.hikari.connection-timeout=2000");
	}

	static PooledApplication start(Class<?> beans, String... properties) {
		FlightCalls calls = FlightCalls.start(beans, properties);
		return new PooledApplication(calls, calls.application().context().getBean(HikariDataSource.class));
	}

	/**
	 * Wait until no connection and no Arrow memory is used.
	 */
	void awaitRest() {
		Awaitility.await().untilAsserted(() -> {
			// null until the first connection
			HikariPoolMXBean connections = this.pool.getHikariPoolMXBean();
			assertThat((connections != null) ? connections.getActiveConnections() : 0).isZero();
			assertThat(this.calls.application().context().getBean(BufferAllocator.class).getAllocatedMemory()).isZero();
		});
	}

	@Override
	public void close() throws Exception {
		this.calls.close();
	}

}
