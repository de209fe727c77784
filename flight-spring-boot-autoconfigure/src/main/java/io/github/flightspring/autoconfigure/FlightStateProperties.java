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

package io.github.flightspring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the state that is kept between calls.
 *
 * @param maxEntries Maximum number of entries of each kind (cancelled tickets, renewed
 * tickets, sessions) in memory. Further entries are refused until others expire.
 * @param maxSize Maximum memory of the entries of each kind. Further entries are refused
 * until others expire.
 */
@ConfigurationProperties(prefix = "flight.state", ignoreUnknownFields = false)
public record FlightStateProperties(@DefaultValue("100000") int maxEntries, @DefaultValue("32MB") DataSize maxSize) {

	public FlightStateProperties {
		PropertyValues.positive("flight.state.max-entries", maxEntries);
		PropertyValues.positive("flight.state.max-size", maxSize);
	}

}
