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

import java.math.BigDecimal;
import java.time.Instant;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import org.jspecify.annotations.Nullable;

/**
 * A row of the flight {@code orders}: the columns that clients need of two entities.
 *
 * @param id the number of the order
 * @param customer the name of the customer
 * @param city the city of the customer
 * @param product the product
 * @param quantity the number of pieces
 * @param price the price of a piece
 * @param placedAt the time of the order
 */
record OrderRow(@Nullable Long id, String customer, String city, String product, int quantity,
		@ArrowDecimal(precision = 12, scale = 2) BigDecimal price, @ArrowField(name = "placed_at") Instant placedAt) {

	static OrderRow of(Order order) {
		Customer customer = order.getCustomer();
		return new OrderRow(order.getId(), customer.getName(), customer.getCity(), order.getProduct(),
				order.getQuantity(), order.getPrice(), order.getPlacedAt());
	}

}
