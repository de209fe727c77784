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

package io.github.flightspring.samples.orders;

import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The flights of the sample over gRPC, on H2. The pool has fewer connections than calls
 * that leave it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.grpc.server.port=0", "spring.datasource.hikari.maximum-pool-size=4" })
class OrdersTests {

	private static final CallOption READER = OrdersClient.user("reader", "reading");

	private static final CallOption WRITER = OrdersClient.user("writer", "writing");

	private static final FlightDescriptor ORDERS = FlightDescriptor.path("orders");

	private static final FlightDescriptor BULK = FlightDescriptor.path("orders", "bulk");

	@Autowired
	private GrpcServerLifecycle server;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private HikariDataSource dataSource;

	@Autowired
	private BufferAllocator allocator;

	private OrdersClient reader;

	private OrdersClient writer;

	@BeforeEach
	void connect() {
		this.reader = new OrdersClient(this.server.getPort(), READER);
		this.writer = new OrdersClient(this.server.getPort(), WRITER);
	}

	@AfterEach
	void close() throws Exception {
		this.reader.close();
		this.writer.close();
		assertAtRest();
		this.jdbc.sql("delete from orders where product = 'bed'").update();
	}

	@Test
	void whenOrdersAreDownloadedThenEachRowHasItsCustomersCity() throws Exception {
		List<Map<String, Object>> rows = this.reader.rows("orders");
		assertThat(rows).extracting((row) -> row.get("city")).containsExactly("Cairo", "Ghent", "Cairo", "Lyon");
		assertThat(rows.get(0)).containsEntry("customer", "Aida")
			.containsEntry("product", "lamp")
			.containsEntry("quantity", 2)
			.containsEntry("price", new BigDecimal("19.90"))
			.containsKeys("id", "placed_at");
	}

	@Test
	void whenCustomersAreDownloadedThenEachRowHasItsOrders() throws Exception {
		List<Map<String, Object>> rows = this.reader.rows("customers");
		assertThat(rows).extracting((row) -> row.get("name")).containsExactly("Aida", "Bram", "Chloe");
		assertThat(rows.get(0).get("items")).asString().contains("lamp", "table").doesNotContain("chair");
	}

	@Test
	void whenSalesAreDownloadedThenTheySumUpTheOrders() throws Exception {
		List<Map<String, Object>> rows = this.reader.rows("sales");
		assertThat(rows).extracting((row) -> row.get("product")).containsExactly("chair", "lamp", "table");
		assertThat(rows.get(1)).containsEntry("orders", 2L).containsEntry("total", new BigDecimal("59.70"));
	}

	@Test
	void whenOrdersOfACustomerAreDownloadedThenThePathSelectsThem() throws Exception {
		List<Map<String, Object>> rows = this.reader.rows("customers", "Aida", "orders");
		assertThat(rows).extracting((row) -> row.get("product")).containsExactly("lamp", "table");
		assertThat(rows.get(0)).containsOnlyKeys("id", "customer", "product", "quantity", "price", "placed_at");
		assertThat(this.reader.rows("customers", "x' or 'a' = 'a", "orders")).isEmpty();
	}

	@Test
	void whenAFlightIsDescribedThenItHoldsNoConnection() {
		for (int call = 0; call < 20; call++) {
			assertThat(this.reader.info("orders").getSchema().getFields()).hasSize(7);
			assertThat(this.reader.info("sales").getSchema().getFields()).hasSize(3);
			assertThat(this.reader.info("customers", "Aida", "orders").getSchema().getFields()).hasSize(6);
		}
		assertThat(pool().getActiveConnections()).isZero();
	}

	@Test
	void whenRowsAreUploadedThenAllAreStored() throws Exception {
		String stored = this.writer.upload(ORDERS, List.of(OrdersClient.order("Aida", 1)),
				List.of(OrdersClient.order("Bram", 2), OrdersClient.order("Aida", 3)));
		assertThat(stored).isEqualTo("3");
		assertThat(beds()).isEqualTo(3);
		assertThat(this.reader.rows("customers", "Bram", "orders")).hasSize(2)
			.allSatisfy((row) -> assertThat(row.get("placed_at")).isNotNull());
	}

	@Test
	void whenARowIsInvalidThenItsNumberIsNamedAndNothingIsStored() {
		assertRefused(
				() -> this.writer.upload(ORDERS, Collections.nCopies(1000, OrdersClient.order("Aida", 1)),
						List.of(OrdersClient.order("Bram", 1), OrdersClient.order("Bram", 0))),
				"row 1001, column 'quantity': must be greater than 0");
		assertThat(beds()).isZero();
	}

	@Test
	void whenACustomerIsUnknownThenTheUploadSaysSoAndNothingIsStored() {
		assertRefused(
				() -> this.writer.upload(ORDERS, List.of(OrdersClient.order("Aida", 1), OrdersClient.order("Dora", 1))),
				"There is no customer 'Dora'");
		assertThat(beds()).isZero();
	}

	@Test
	void whenRowsAreLoadedInBulkThenAllAreStored() throws Exception {
		assertThat(this.writer.upload(BULK, Collections.nCopies(2500, OrdersClient.order("Aida", 1)),
				List.of(OrdersClient.order("Chloe", 7))))
			.isEqualTo("2501");
		assertThat(beds()).isEqualTo(2501);
	}

	@Test
	void whenTheDatabaseRefusesARowInBulkThenNothingIsStored() {
		assertRefused(() -> this.writer.upload(BULK, Collections.nCopies(2500, OrdersClient.order("Aida", 1)),
				List.of(OrdersClient.order("Dora", 1))), "");
		assertThat(beds()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "orders/bulk" })
	void whenAReaderUploadsThenUnauthorizedAndNothingIsStored(String path) {
		FlightDescriptor descriptor = FlightDescriptor.path(path.split("/"));
		assertStatus(FlightStatusCode.UNAUTHORIZED,
				() -> this.reader.upload(descriptor, List.of(OrdersClient.order("Aida", 1))));
		assertThat(beds()).isZero();
	}

	@Test
	void whenNobodyHasLoggedInThenUnauthenticated() throws Exception {
		try (OrdersClient anonymous = new OrdersClient(this.server.getPort())) {
			assertStatus(FlightStatusCode.UNAUTHENTICATED, () -> anonymous.rows("orders"));
			assertStatus(FlightStatusCode.UNAUTHENTICATED,
					() -> anonymous.upload(ORDERS, List.of(OrdersClient.order("Aida", 1))));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "customers/Chloe/orders" })
	void whenAClientLeavesInTheMiddleThenItsConnectionIsFree(String path) throws Exception {
		fill();
		// more often than the pool has connections
		for (int download = 0; download < 6; download++) {
			try (FlightStream stream = this.reader.open(path.split("/"))) {
				assertThat(stream.next()).isTrue();
				assertThat(pool().getActiveConnections()).isPositive();
				stream.cancel("The client leaves", null);
			}
		}
		assertAtRest();
	}

	@Test
	void whenAClientOverHttpLeavesInTheMiddleThenItsConnectionIsFree() throws Exception {
		fill();
		String credentials = Base64.getEncoder().encodeToString("reader:reading".getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/flight/orders?format=csv"))
			.header("Authorization", "Basic " + credentials)
			.build();
		for (int download = 0; download < 6; download++) {
			try (InputStream rows = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
				assertThat(rows.read()).isPositive();
				assertThat(pool().getActiveConnections()).isPositive();
			}
		}
		assertAtRest();
	}

	@Test
	void whenAnUploadIsBrokenOffThenNothingIsStored() throws Exception {
		this.writer.breakOff(ORDERS, List.of(OrdersClient.order("Aida", 1)));
		this.writer.breakOff(BULK, List.of(OrdersClient.order("Aida", 1)));
		assertAtRest();
		assertThat(beds()).isZero();
	}

	// 2^17 orders: more than the buffers between the database and the client hold
	/**
	 * Store more rows than the windows and buffers between server and client hold.
	 */
	private void fill() {
		String insert = "insert into orders (customer, product, quantity, price) ";
		this.jdbc.sql(insert + "values ('Chloe', 'bed', 1, 300.00)").update();
		for (int doubled = 0; doubled < 19; doubled++) {
			this.jdbc.sql(insert + "select customer, product, quantity, price from orders where product = 'bed'")
				.update();
		}
	}

	private long beds() {
		return this.jdbc.sql("select count(*) from orders where product = 'bed'").query(Long.class).single();
	}

	private HikariPoolMXBean pool() {
		return this.dataSource.getHikariPoolMXBean();
	}

	private void assertAtRest() {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(pool().getActiveConnections()).isZero();
			assertThat(this.allocator.getAllocatedMemory()).isZero();
		});
	}

	private static void assertRefused(ThrowingCallable call, String message) {
		assertStatus(FlightStatusCode.INVALID_ARGUMENT, call).withMessageContaining(message);
	}

	private static ThrowableAssertAlternative<FlightRuntimeException> assertStatus(FlightStatusCode status,
			ThrowingCallable call) {
		return assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(status));
	}

}
