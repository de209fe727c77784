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

import io.github.flightspring.annotation.ArrowDecimal;

/**
 * A row of the flight {@code sales}.
 *
 * @param product the product
 * @param orders the number of orders
 * @param total the sum of the orders
 */
record Sales(String product, long orders, @ArrowDecimal(precision = 18, scale = 2) BigDecimal total) {
}
