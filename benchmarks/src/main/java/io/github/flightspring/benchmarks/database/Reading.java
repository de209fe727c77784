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

package io.github.flightspring.benchmarks.database;

import java.math.BigDecimal;
import java.time.LocalDateTime;

import io.github.flightspring.annotation.ArrowDecimal;

/**
 * A row of the table.
 *
 * @param id the number of the row
 * @param station an integer
 * @param temperature a floating-point number
 * @param price a decimal
 * @param name a text
 * @param made a time
 * @param valid a truth value
 */
public record Reading(long id, int station, double temperature,
		@ArrowDecimal(precision = 12, scale = 2) BigDecimal price, String name, LocalDateTime made, boolean valid) {

}
