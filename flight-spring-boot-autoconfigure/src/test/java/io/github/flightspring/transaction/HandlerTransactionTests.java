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

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.transaction.TransactionalApplication.Order;
import io.grpc.Status;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStatusCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.AbstractReactiveTransactionManager;
import org.springframework.transaction.reactive.GenericReactiveTransaction;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Transactions that span the rows of a handler.
 */
class HandlerTransactionTests {

	private static final Class<?>[] BEANS = { TransactionalApplication.class, TransactionalFlights.class,
			TransactionalFlights.Audit.class };

	private FlightCalls calls;

	@BeforeEach
	void open() {
		this.calls = FlightCalls.start(BEANS);
	}

	@AfterEach
	void close() throws Exception {
		this.calls.application().awaitNoCalls();
		this.calls.close();
	}

	@ParameterizedTest
	@CsvSource({ "none, false", "required, true", "requires-new, true", "nested, true", "supports, false",
			"not-supported, false", "never, false" })
	void whenRowsAreReadThenTheyAreInTheTransactionOfThePropagation(String flight, boolean transaction) {
		List<String> begun = transaction ? List.of("begin", "commit") : List.of();
		assertThat(this.calls.rows(path("tx", flight))).containsExactly("0," + transaction, "1," + transaction,
				"2," + transaction);
		assertThat(events()).isEqualTo(begun);
	}

	@Test
	void whenAStreamReadsTheDatabaseThenItIsOpenUntilTheLastRow() {
		assertThat(this.calls.rows(path("tx", "orders"))).hasSize(TransactionalApplication.ORDERS);
		assertThat(events()).containsExactly("begin read-only", "commit");
	}

	@Test
	void whenAQueryReadsTheDatabaseThenItIsOpenUntilTheLastRow() {
		assertThat(this.calls.rows(path("tx", "query"))).hasSize(TransactionalApplication.ORDERS);
		assertThat(events()).containsExactly("begin read-only", "commit");
	}

	@Test
	void whenAListReadsTheDatabaseThenItIsOpenUntilTheLastFlight() {
		assertThat(this.calls.client().listFlights(Criteria.ALL)).extracting((info) -> info.getDescriptor().getPath())
			.contains(List.of("listed", "4"));
		assertThat(events().subList(events().size() - 2, events().size())).containsExactly("begin read-only", "commit");
	}

	@Test
	void whenAllRowsAreSentThenTheTransactionIsCommitted() {
		assertThat(this.calls.rows(path("tx", "changing"))).contains("0,changed");
		assertThat(changed()).isEqualTo(TransactionalApplication.ORDERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "info", "schema", "list" })
	void whenOnlyTheSchemaIsAskedForThenTheTransactionIsRolledBack(String rpc) {
		FlightDescriptor descriptor = path("tx", "undeclared");
		switch (rpc) {
			case "info" -> this.calls.client().getInfo(descriptor);
			case "schema" -> this.calls.client().getSchema(descriptor);
			default -> assertThat(this.calls.client().listFlights(Criteria.ALL)).hasSizeGreaterThan(5);
		}
		assertThat(events()).containsSequence("begin", "rollback");
		assertThat(changed()).isZero();
	}

	@Test
	void whenARowFailsThenTheTransactionIsRolledBack() {
		assertFails(FlightStatusCode.INTERNAL, () -> this.calls.rows(path("tx", "failing")));
		assertThat(events()).endsWith("rollback");
		assertThat(changed()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "forgiven", "checked" })
	void whenTheRulesSayNoRollbackThenAFailureCommits(String flight) {
		assertFails(FlightStatusCode.INTERNAL, () -> this.calls.rows(path("tx", flight)));
		Awaitility.await().untilAsserted(() -> assertThat(events()).endsWith("commit"));
		assertThat(changed()).isEqualTo(TransactionalApplication.ORDERS);
	}

	@Test
	void whenTheClientLeavesThenTheTransactionIsRolledBackWhateverTheRules() throws Exception {
		TransactionalFlights flights = this.calls.application().context().getBean(TransactionalFlights.class);
		try (WireCall<?> call = this.calls.wire().get(path("tx", "blocked"))) {
			assertThat(flights.awaitBlocked()).isTrue();
			call.cancel();
		}
		Awaitility.await().untilAsserted(() -> assertThat(events()).endsWith("rollback"));
		assertThat(events()).doesNotContain("commit");
		assertThat(changed()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "limited", "blocked" })
	void whenTheTransactionTakesTooLongThenTheCallEndsAndItIsRolledBack(String flight) throws Exception {
		if (flight.equals("blocked")) {
			this.calls.application().context().getBean(JdbcTransactionManager.class).setDefaultTimeout(1);
		}
		try (WireCall<?> call = this.calls.wire().get(path("tx", flight))) {
			// reads nothing until then, so that the handler waits
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(events()).endsWith("rollback"));
			Status status = call.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(status.getDescription()).contains("The transaction took longer than PT1S");
		}
		assertThat(events()).doesNotContain("commit");
		assertThat(changed()).isZero();
	}

	@Test
	void whenTheTransactionOfAQueryTakesTooLongThenItIsRolledBack() {
		assertFails(FlightStatusCode.TIMED_OUT, () -> this.calls.rows(path("tx", "limited-query")));
		Awaitility.await().untilAsserted(() -> assertThat(events()).endsWith("rollback"));
		assertThat(changed()).isZero();
	}

	@Test
	void whenTheClientLeavesDuringTheCommitThenTheCommitIsNotInterrupted() throws Exception {
		TransactionalFlights flights = this.calls.application().context().getBean(TransactionalFlights.class);
		try (WireCall<?> call = this.calls.wire().get(path("tx", "slow-commit"))) {
			assertThat(flights.awaitCommitting()).isTrue();
			call.cancel();
		}
		assertThat(flights.wasInterrupted()).isFalse();
		Awaitility.await().untilAsserted(() -> assertThat(events()).endsWith("commit"));
		assertThat(changed()).isEqualTo(TransactionalApplication.ORDERS);
	}

	@Test
	void whenAHandlerAsksForARollbackThenItsRowsAreSent() {
		assertThat(this.calls.rows(path("tx", "rollback-only"))).containsExactly("1,changed");
		assertThat(events()).endsWith("begin", "rollback");
		assertThat(changed()).isZero();
	}

	@Test
	void whenAServiceNeedsATransactionOfItsOwnThenItHasOne() {
		assertFails(FlightStatusCode.INTERNAL, () -> this.calls.rows(path("tx", "audited")));
		assertThat(changed()).isZero();
		assertThat(count("state = 'audit'")).isEqualTo(2);
	}

	@Test
	void whenAnUploadEndsThenItsRowsAreCommitted() {
		assertThat(this.calls.put(path("tx", "store"), Order.class, new Order(10, "a"), new Order(11, "b")))
			.containsExactly("2");
		assertThat(events()).containsExactly("begin", "commit");
		assertThat(count("id >= 10")).isEqualTo(2);
	}

	@Test
	void whenARowOfAnUploadFailsThenNoneIsStored() {
		assertFails(FlightStatusCode.ALREADY_EXISTS,
				() -> this.calls.put(path("tx", "store"), Order.class, new Order(10, "a"), new Order(10, "again")));
		assertThat(events()).containsExactly("begin", "rollback");
		assertThat(count("id >= 10")).isZero();
	}

	@Test
	void whenTheCommitFailsThenTheCallFails() {
		assertFails(FlightStatusCode.INTERNAL,
				() -> this.calls.put(path("tx", "uncommitted"), Order.class, new Order(10, "a")));
		assertFails(FlightStatusCode.INTERNAL, () -> this.calls.action("change-uncommitted", ""));
		assertThat(count("id >= 10")).isZero();
		assertThat(changed()).isZero();
	}

	@Test
	void whenAnExchangeEndsThenItIsCommitted() {
		assertThat(this.calls.exchange(path("tx", "exchange"), Order.class, new Order(1, "changed"),
				new Order(99, "changed")))
			.containsExactly("1", "0");
		assertThat(events()).containsExactly("begin", "commit");
		assertThat(changed()).isEqualTo(1);
	}

	@Test
	void whenAnActionReturnsThenItIsCommitted() {
		assertThat(this.calls.action("change", "")).containsExactly("{\"rows\":5}");
		assertThat(events()).containsExactly("begin", "commit");
	}

	@Test
	void whenCallsComeOverHttpThenTheTransactionsAreTheSame() throws Exception {
		try (HttpApplication application = HttpApplication.start(BEANS)) {
			List<String> events = application.context().getBean(TransactionalApplication.Log.class).events;
			assertThat(application.get("/flight/tx/orders?format=csv").statusCode()).isEqualTo(200);
			assertThat(events).containsExactly("begin read-only", "commit");
			events.clear();
			assertThat(application
				.send(application.request("/flight/tx/uncommitted")
					.header("Content-Type", "text/csv")
					.PUT(HttpRequest.BodyPublishers.ofString("id,state\n10,a\n")))
				.statusCode()).isEqualTo(500);
			assertThat(events).startsWith("begin").doesNotContain("commit");
		}
	}

	@ParameterizedTest
	@CsvSource({ "Mandatory, begins without a transaction", "Published, may come from other threads" })
	void whenATransactionCannotSpanTheRowsThenTheApplicationDoesNotStart(String bean, String problem) throws Exception {
		Class<?> type = Class.forName(HandlerTransactionTests.class.getName() + "$" + bean);
		assertThatThrownBy(() -> RunningApplication.start(new Class<?>[] { TransactionalApplication.class, type }))
			.rootCause()
			.isInstanceOf(InvalidFlightHandlerException.class)
			.hasMessageContaining(problem);
	}

	@Test
	void whenThePrimaryManagerIsReactiveThenAPublisherIsServed() throws Exception {
		RunningApplication
			.start(new Class<?>[] { TransactionalApplication.class, ReactiveManager.class, Published.class })
			.close();
	}

	private List<String> events() {
		return this.calls.application().context().getBean(TransactionalApplication.Log.class).events;
	}

	private int changed() {
		return count("state = 'changed'");
	}

	private int count(String condition) {
		return this.calls.application()
			.context()
			.getBean(JdbcClient.class)
			.sql("select count(*) from orders where " + condition)
			.query(Integer.class)
			.single();
	}

	@FlightEndpoint
	static class Mandatory {

		@DoGet("mandatory")
		@Transactional(propagation = Propagation.MANDATORY)
		Stream<Order> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class Published {

		@DoGet("published")
		@Transactional
		Flux<Order> rows() {
			return Flux.empty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveManager {

		@Bean
		@Primary
		ReactiveTransactionManager reactiveTransactionManager() {
			return new AbstractReactiveTransactionManager() {

				@Override
				protected Object doGetTransaction(TransactionSynchronizationManager synchronizationManager) {
					throw new UnsupportedOperationException();
				}

				@Override
				protected Mono<Void> doBegin(TransactionSynchronizationManager synchronizationManager,
						Object transaction, TransactionDefinition definition) {
					throw new UnsupportedOperationException();
				}

				@Override
				protected Mono<Void> doCommit(TransactionSynchronizationManager synchronizationManager,
						GenericReactiveTransaction status) {
					throw new UnsupportedOperationException();
				}

				@Override
				protected Mono<Void> doRollback(TransactionSynchronizationManager synchronizationManager,
						GenericReactiveTransaction status) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
