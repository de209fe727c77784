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

package io.github.flightspring.handler;

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.mapping.AmbiguousFlightMappingException;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.handler.StartFailures.ambiguous;
import static io.github.flightspring.handler.StartFailures.beanName;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that serve the same end the start.
 */
class MappingConflictTests {

	record Row(String value) {
	}

	@Test
	void whenTwoMethodsServeTheSameThenBothAreNamed() {
		AmbiguousFlightMappingException paths = ambiguous(SamePaths.class);
		assertThat(paths.mapping()).isEqualTo("DoGet for path '{}/x'");
		assertThat(List.of(paths.first(), paths.second())).containsExactlyInAnyOrder(
				SamePaths.class.getName() + ".one(String) of the bean '" + beanName(SamePaths.class) + "'",
				SamePaths.class.getName() + ".other(String) of the bean '" + beanName(SamePaths.class) + "'");
		assertThat(ambiguous(SameCommands.class).mapping()).isEqualTo("DoGet for command 'c'");
		assertThat(ambiguous(SameActions.class).mapping()).isEqualTo("DoAction for action 'a'");
		assertThat(ambiguous(SameCatchAlls.class).mapping()).isEqualTo("DoGet for path 'a/{*}'");
		assertThat(ambiguous(SameTicketPatterns.class).mapping()).isEqualTo("DoGet for ticket 't/{}'");
		assertThat(ambiguous(SameTickets.class).mapping()).isEqualTo("DoGet for ticket 't'");
		AmbiguousFlightMappingException beans = ambiguous(TwoBeans.class);
		assertThat(beans.first()).endsWith("of the bean 'one'");
		assertThat(beans.second()).endsWith("of the bean 'two'");
	}

	@FlightEndpoint
	static class SameCatchAlls {

		@DoGet("a/{*b}")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet({ "b", "a/{*c}" })
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameTicketPatterns {

		@DoGet(ticket = "t/{a}")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(ticket = "t/{b}")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SamePaths {

		@DoGet("{a}/x")
		Stream<Row> one(String a) {
			return Stream.of();
		}

		@DoGet("{b}/x")
		Stream<Row> other(String b) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameCommands {

		@DoGet(command = "c")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(command = "c")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SameActions {

		@DoAction("a")
		void one() {
		}

		@DoAction(type = "a")
		void other() {
		}

	}

	@FlightEndpoint
	static class SameTickets {

		@DoGet(path = "p", ticket = "t")
		Stream<Row> one() {
			return Stream.of();
		}

		@DoGet(path = "q", ticket = "t")
		Stream<Row> other() {
			return Stream.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Plain one() {
			return new Plain();
		}

		@Bean
		Plain two() {
			return new Plain();
		}

	}

	@FlightEndpoint
	static class Plain {

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

}
