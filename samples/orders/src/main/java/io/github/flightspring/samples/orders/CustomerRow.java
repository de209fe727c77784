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

import java.util.List;

/**
 * A row of the flight {@code customers}, with a list of structs.
 *
 * @param name the name of the customer
 * @param city the city of the customer
 * @param items what the customer has ordered
 */
record CustomerRow(String name, String city, List<Item> items) {

	/**
	 * An element of the list.
	 *
	 * @param product the product
	 * @param quantity the number of pieces
	 */
	record Item(String product, int quantity) {
	}

	static CustomerRow of(Customer customer) {
		List<Item> items = customer.getOrders()
			.stream()
			.map((order) -> new Item(order.getProduct(), order.getQuantity()))
			.toList();
		return new CustomerRow(customer.getName(), customer.getCity(), items);
	}

}
