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

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

/**
 * A customer. The orders are loaded when they are read.
 */
@Entity
@Table(name = "customers")
class Customer {

	@Id
	private String name;

	private String city;

	// a customer that is detached takes the orders along
	@OneToMany(mappedBy = "customer", cascade = CascadeType.DETACH)
	@OrderBy("id")
	private List<Order> orders = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Customer() {
	}

	String getName() {
		return this.name;
	}

	String getCity() {
		return this.city;
	}

	List<Order> getOrders() {
		return this.orders;
	}

}
