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

import java.time.Instant;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.jdbc.FlightJdbc;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Uploads into the database, for writers. An upload is stored as a whole or not at all.
 */
@FlightEndpoint("orders")
@PreAuthorize("hasRole('WRITER')")
class OrderUploads {

	private final OrderRepository orders;

	private final CustomerRepository customers;

	private final EntityManager entities;

	private final FlightJdbc jdbc;

	OrderUploads(OrderRepository orders, CustomerRepository customers, EntityManager entities, FlightJdbc jdbc) {
		this.orders = orders;
		this.customers = customers;
		this.entities = entities;
		this.jdbc = jdbc;
	}

	@DoPut
	@Transactional
	long store(Stream<@Valid NewOrder> rows) {
		return rows.mapToLong(this::store).sum();
	}

	private long store(NewOrder row) {
		Customer customer = this.customers.findById(row.customer())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT,
					"There is no customer '" + row.customer() + "'"));
		Instant placedAt = (row.placedAt() != null) ? row.placedAt() : Instant.now();
		Order order = new Order(customer, row.product(), row.quantity(), row.price(), placedAt);
		// the row is inserted here; the session would keep every order until the last row
		this.entities.detach(this.orders.save(order));
		return 1;
	}

	/**
	 * The fast way for many rows: the columns of the upload are those of the table, and
	 * the constraints are those of the database.
	 */
	@DoPut("bulk")
	long load(FlightReader rows) {
		return this.jdbc.insertInto("orders").rows(rows);
	}

}
