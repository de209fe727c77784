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

package io.github.flightspring.transaction;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.transaction.TransactionalApplication.Order;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of a handler's transaction and the other interceptors of its bean. No caller
 * is authenticated.
 */
class TransactionOrderTests {

	private FlightCalls calls;

	@BeforeEach
	void open() {
		this.calls = FlightCalls.start(new Class<?>[] { TransactionalApplication.class, Rules.class, Flights.class });
	}

	@AfterEach
	void close() throws Exception {
		this.calls.application().awaitNoCalls();
		this.calls.close();
	}

	@Test
	void whenMethodSecurityDeniesTheCallThenNoTransactionBegins() {
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> this.calls.put(path("denied"), Order.class, new Order(10, "a")));
		assertFails(FlightStatusCode.UNAUTHENTICATED, () -> this.calls.rows(path("denied")));
		assertThat(events()).isEmpty();
	}

	@Test
	void whenMethodSecurityPermitsTheCallThenTheTransactionSpansIt() {
		assertThat(this.calls.put(path("permitted"), Order.class, new Order(10, "a"))).containsExactly("1");
		assertThat(events()).containsExactly("begin", "commit");
		assertThat(count("id = 10")).isOne();
	}

	@Test
	void whenMethodSecurityDeniesTheResultThenTheTransactionIsRolledBack() {
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> this.calls.put(path("denied-later"), Order.class, new Order(10, "a")));
		assertThat(events()).containsExactly("begin", "rollback");
		assertThat(count("id = 10")).isZero();
	}

	@Test
	void whenAnInvocationIsRepeatedThenEachHasATransactionOfItsOwn() {
		assertThat(this.calls.rows(path("repeated"))).containsExactly("0,new", "1,new", "2,new", "3,new", "4,new",
				"11,second");
		assertThat(events()).containsExactly("begin", "rollback", "begin", "commit");
		assertThat(count("id = 10")).isZero();
	}

	@Test
	void whenATransactionCannotBeginThenTheNextInvocationHasOneToItsLastRow() {
		JdbcTransactionManager manager = this.calls.application().context().getBean(JdbcTransactionManager.class);
		DataSource dataSource = Objects.requireNonNull(manager.getDataSource());
		Flights.beginning = () -> manager.setDataSource(dataSource);
		manager.setDataSource(new DriverManagerDataSource("jdbc:absent:"));
		assertThat(this.calls.rows(path("begun-later"))).containsExactly("0,new", "1,new", "2,new", "3,new", "4,new");
		assertThat(events()).contains("begin").endsWith("commit");
	}

	@Test
	void whenArgumentsAreResolvedThenTheTransactionHasNotBegun() {
		assertThat(this.calls.rows(path("argument"))).containsExactly("false,true");
	}

	private List<String> events() {
		return this.calls.application().context().getBean(TransactionalApplication.Log.class).events;
	}

	private int count(String condition) {
		return this.calls.application()
			.context()
			.getBean(JdbcClient.class)
			.sql("select count(*) from orders where " + condition)
			.query(Integer.class)
			.single();
	}

	record Active(boolean active) {

		static Active now() {
			return new Active(TransactionSynchronizationManager.isActualTransactionActive());
		}

	}

	record Seen(boolean before, boolean within) {
	}

	static class Repaired implements MethodRetryPredicate {

		@Override
		public boolean shouldRetry(Method method, Throwable failure) {
			Flights.beginning.run();
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	@EnableResilientMethods
	static class Rules {

		@Bean
		FlightArgumentResolver activeResolver() {
			return (parameter) -> (parameter.type() == Active.class) ? (invocation) -> Active.now() : null;
		}

	}

	@FlightEndpoint
	static class Flights {

		private final JdbcClient jdbc;

		static volatile Runnable beginning = () -> {
		};

		private final AtomicInteger attempts = new AtomicInteger();

		Flights(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		private void insert(int id, String state) {
			this.jdbc.sql("insert into orders values (?, ?)").params(id, state).update();
		}

		private int store(List<Order> orders) {
			orders.forEach((order) -> insert(order.id(), order.state()));
			return orders.size();
		}

		@DoPut("denied")
		@Transactional
		@PreAuthorize("hasRole('WRITER')")
		public int denied(Stream<Order> orders) {
			return store(orders.toList());
		}

		@DoGet("denied")
		@Transactional
		@PreAuthorize("hasRole('WRITER')")
		public Stream<Order> denied() {
			return this.jdbc.sql("select id, state from orders").query(Order.class).stream();
		}

		@DoPut("permitted")
		@Transactional
		@PreAuthorize("permitAll()")
		public int permitted(Stream<Order> orders) {
			return store(orders.toList());
		}

		@DoPut("denied-later")
		@Transactional
		@PostAuthorize("hasRole('WRITER')")
		public int deniedLater(List<Order> orders) {
			return store(orders);
		}

		@DoGet(path = "repeated", schema = Order.class)
		@Transactional
		@Retryable(delay = 1)
		public Stream<Order> repeated() {
			int attempt = this.attempts.getAndIncrement();
			insert(10 + attempt, (attempt == 0) ? "first" : "second");
			if (attempt == 0) {
				throw new IllegalStateException("The first attempt fails");
			}
			return this.jdbc.sql("select id, state from orders order by id").query(Order.class).stream();
		}

		@DoGet(path = "begun-later", schema = Order.class)
		@Transactional
		@Retryable(delay = 1, predicate = Repaired.class)
		public Stream<Order> begunLater() {
			return this.jdbc.sql("select id, state from orders order by id")
				.query(Order.class)
				.stream()
				.peek((order) -> Assert.state(TransactionSynchronizationManager.isActualTransactionActive(),
						"There is no transaction"));
		}

		@DoGet("argument")
		@Transactional
		public Seen argument(Active before) {
			return new Seen(before.active(), Active.now().active());
		}

	}

}
