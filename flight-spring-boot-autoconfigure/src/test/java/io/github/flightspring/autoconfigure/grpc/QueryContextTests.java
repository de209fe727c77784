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

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.autoconfigure.FlightTaskDecorator;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.IntVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context of a caller is transferred once to the thread of a handler or a query.
 */
class QueryContextTests {

	@ParameterizedTest
	@ValueSource(strings = { "query", "download" })
	void whenAHandlerRunsThenItsTaskIsDecoratedOnce(String flight) throws Exception {
		try (RunningApplication application = RunningApplication.start(Parts.class);
				FlightStream rows = application.client()
					.getStream(application.client()
						.getInfo(FlightDescriptor.path("depths", flight))
						.getEndpoints()
						.get(0)
						.getTicket())) {
			assertThat(rows.next()).isTrue();
			assertThat(((IntVector) rows.getRoot().getVector("value")).get(0)).isEqualTo(1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Parts {

		private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

		@Bean
		FlightTaskDecorator decorator() {
			return new FlightTaskDecorator((task) -> () -> {
				int outer = this.depth.get();
				this.depth.set(outer + 1);
				try {
					task.run();
				}
				finally {
					this.depth.set(outer);
				}
			});
		}

		@Bean
		Depths depths() {
			return new Depths(this.depth);
		}

	}

	@FlightEndpoint("depths")
	record Depths(ThreadLocal<Integer> depth) {

		record Depth(int value) {
		}

		@FlightQuery("query")
		Stream<Depth> query() {
			return Stream.of(new Depth(this.depth.get()));
		}

		@DoGet("download")
		Stream<Depth> download() {
			return Stream.of(new Depth(this.depth.get()));
		}

	}

}
