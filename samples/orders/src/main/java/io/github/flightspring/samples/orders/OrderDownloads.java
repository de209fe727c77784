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

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.jdbc.FlightJdbc;
import jakarta.persistence.EntityManager;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;

/**
 * Flights out of the database, for readers.
 */
@FlightEndpoint
@PreAuthorize("hasRole('READER')")
class OrderDownloads {

	private final OrderRepository orders;

	private final CustomerRepository customers;

	private final EntityManager entities;

	private final JdbcClient jdbc;

	private final FlightJdbc flightJdbc;

	OrderDownloads(OrderRepository orders, CustomerRepository customers, EntityManager entities, JdbcClient jdbc,
			FlightJdbc flightJdbc) {
		this.orders = orders;
		this.customers = customers;
		this.entities = entities;
		this.jdbc = jdbc;
		this.flightJdbc = flightJdbc;
	}

	@DoGet("orders")
	@Transactional(readOnly = true)
	Stream<OrderRow> orders() {
		return this.orders.streamAllByOrderById().map(this::row);
	}

	private OrderRow row(Order order) {
		OrderRow row = OrderRow.of(order);
		// the session would keep every order until the last row
		this.entities.detach(order);
		return row;
	}

	@DoGet("customers")
	@Transactional(readOnly = true)
	Stream<CustomerRow> customers() {
		return this.customers.streamAllByOrderByName().map(this::row);
	}

	private CustomerRow row(Customer customer) {
		CustomerRow row = CustomerRow.of(customer);
		this.entities.detach(customer);
		return row;
	}

	@DoGet("sales")
	@Transactional(readOnly = true)
	Stream<Sales> sales() {
		return this.jdbc.sql("""
				select product, count(*) as orders, sum(quantity * price) as total
				from orders group by product order by product""").query(Sales.class).stream();
	}

	@DoGet("customers/{customer}/orders")
	FlightJdbc.Query ordersOf(String customer) {
		return this.flightJdbc.sql("select * from orders where customer = :customer order by id")
			.param("customer", customer);
	}

}
