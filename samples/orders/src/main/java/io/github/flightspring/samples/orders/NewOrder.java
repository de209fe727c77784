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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * A row of an upload.
 *
 * @param customer the name of a customer that is there
 * @param product the product
 * @param quantity the number of pieces
 * @param price the price of a piece
 * @param placedAt the time of the order. An upload may lack the column; the order is then
 * of now
 */
record NewOrder(@NotBlank String customer, @NotBlank String product, @Positive int quantity,
		@NotNull @PositiveOrZero @ArrowDecimal(precision = 12, scale = 2) BigDecimal price,
		@ArrowField(name = "placed_at", optional = true) @Nullable Instant placedAt) {
}
