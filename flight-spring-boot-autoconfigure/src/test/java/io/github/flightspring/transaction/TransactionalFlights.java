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

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.support.Batches;
import io.github.flightspring.transaction.TransactionalApplication.Order;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Handlers in transactions.
 */
@FlightEndpoint("tx")
class TransactionalFlights {

	record Seen(int row, boolean transaction) {
	}

	record Changed(int rows) {
	}

	private final JdbcClient jdbc;

	private final Audit audit;

	final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch committing = new CountDownLatch(1);

	private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

	TransactionalFlights(JdbcClient jdbc, Audit audit) {
		this.jdbc = jdbc;
		this.audit = audit;
	}

	private static Stream<Seen> seen() {
		return IntStream.range(0, 3)
			.mapToObj((row) -> new Seen(row, TransactionSynchronizationManager.isActualTransactionActive()));
	}

	@DoGet("none")
	Stream<Seen> none() {
		return seen();
	}

	@DoGet("required")
	@Transactional
	Stream<Seen> required() {
		return seen();
	}

	@DoGet("requires-new")
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	Stream<Seen> requiresNew() {
		return seen();
	}

	@DoGet("nested")
	@Transactional(propagation = Propagation.NESTED)
	Stream<Seen> nested() {
		return seen();
	}

	@DoGet("supports")
	@Transactional(propagation = Propagation.SUPPORTS)
	Stream<Seen> supports() {
		return seen();
	}

	@DoGet("not-supported")
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	Stream<Seen> notSupported() {
		return seen();
	}

	@DoGet("never")
	@Transactional(propagation = Propagation.NEVER)
	Stream<Seen> never() {
		return seen();
	}

	@DoGet("orders")
	@Transactional(readOnly = true)
	Stream<Order> orders() {
		return this.jdbc.sql("select id, state from orders order by id").query(Order.class).stream();
	}

	@FlightQuery("query")
	@Transactional(readOnly = true)
	Stream<Order> query() {
		return orders();
	}

	private void change() {
		this.jdbc.sql("update orders set state = 'changed'").update();
	}

	@DoGet(path = "changing", schema = Order.class)
	@Transactional
	Stream<Order> changing() {
		change();
		return this.jdbc.sql("select id, state from orders order by id").query(Order.class).stream();
	}

	@DoGet("undeclared")
	@Transactional(noRollbackFor = RuntimeException.class)
	void undeclared(FlightSink sink, BufferAllocator allocator) {
		change();
		try (VectorSchemaRoot root = Batches.numbers(allocator, 1)) {
			sink.write(root);
		}
	}

	@DoGet("failing")
	@Transactional
	Stream<Order> failing() {
		change();
		return IntStream.range(0, 3).mapToObj((id) -> {
			if (id == 2) {
				throw new IllegalStateException("The third row fails");
			}
			return new Order(id, "changed");
		});
	}

	@DoGet("forgiven")
	@Transactional(noRollbackFor = IllegalStateException.class)
	Stream<Order> forgiven() {
		return failing();
	}

	@DoGet("checked")
	@Transactional
	Stream<Order> checked() throws IOException {
		change();
		throw new IOException("A checked exception");
	}

	@DoGet("blocked")
	@Transactional(noRollbackFor = RuntimeException.class)
	Stream<Order> blocked() {
		change();
		return Stream.generate(() -> {
			this.blocked.countDown();
			return new Order(1, "changed");
		});
	}

	@DoGet(path = "limited", schema = Order.class)
	@Transactional(timeout = 1, noRollbackFor = RuntimeException.class)
	Stream<Order> limited() {
		return blocked();
	}

	@FlightQuery(path = "limited-query", schema = Order.class)
	@Transactional(timeout = 1)
	Stream<Order> limitedQuery() {
		change();
		CountDownLatch never = new CountDownLatch(1);
		return Stream.generate(() -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
			return new Order(1, "changed");
		});
	}

	@DoGet("rollback-only")
	@Transactional
	Stream<Order> rollbackOnly() {
		change();
		TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
		return Stream.of(new Order(1, "changed"));
	}

	@DoGet("audited")
	@Transactional
	Stream<Order> audited() {
		change();
		return Stream.of(1, 2).map((id) -> {
			this.audit.record(100 + id);
			if (id == 2) {
				throw new IllegalStateException("The second row fails");
			}
			return new Order(id, "changed");
		});
	}

	@DoPut("store")
	@Transactional
	int store(Stream<Order> orders) {
		int[] count = new int[1];
		orders.forEach((order) -> {
			this.jdbc.sql("insert into orders values (?, ?)").params(order.id(), order.state()).update();
			count[0]++;
		});
		return count[0];
	}

	@DoPut("uncommitted")
	@Transactional
	int uncommitted(Stream<Order> orders) {
		int count = store(orders);
		failCommit();
		return count;
	}

	private static void failCommit() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				throw new IllegalStateException("The commit fails");
			}

		});
	}

	@DoGet("slow-commit")
	@Transactional
	Stream<Order> slowCommit(FlightCall call) {
		change();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				TransactionalFlights.this.committing.countDown();
				TransactionalFlights.this.interrupted.complete(isInterrupted(call));
			}

		});
		return Stream.of();
	}

	private static boolean isInterrupted(FlightCall call) {
		while (!call.isCancelled()) {
			Thread.onSpinWait();
		}
		// waits for the running cancellation, which interrupts under the same lock
		call.onCancel(() -> {
		});
		return Thread.currentThread().isInterrupted();
	}

	@DoExchange("exchange")
	@Transactional
	Stream<Changed> exchange(Stream<Order> orders) {
		return orders.map((order) -> new Changed(
				this.jdbc.sql("update orders set state = ? where id = ?").params(order.state(), order.id()).update()));
	}

	@DoAction("change")
	@Transactional
	Changed act() {
		return new Changed(this.jdbc.sql("update orders set state = 'changed'").update());
	}

	@DoAction("change-uncommitted")
	@Transactional
	Changed actUncommitted() {
		failCommit();
		return act();
	}

	@ListFlights
	@Transactional(readOnly = true)
	Stream<Flight> list() {
		return this.jdbc.sql("select id, state from orders order by id")
			.query(Order.class)
			.stream()
			.map((order) -> Flight.of(Order.class).path("listed", String.valueOf(order.id())));
	}

	boolean awaitCommitting() throws InterruptedException {
		return this.committing.await(60, TimeUnit.SECONDS);
	}

	boolean wasInterrupted() throws Exception {
		return this.interrupted.get(60, TimeUnit.SECONDS);
	}

	boolean awaitBlocked() throws InterruptedException {
		return this.blocked.await(60, TimeUnit.SECONDS);
	}

	/**
	 * A service whose transactions are independent of its callers'.
	 */
	static class Audit {

		private final JdbcClient jdbc;

		Audit(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void record(int id) {
			this.jdbc.sql("insert into orders values (?, 'audit')").param(id).update();
		}

	}

}
