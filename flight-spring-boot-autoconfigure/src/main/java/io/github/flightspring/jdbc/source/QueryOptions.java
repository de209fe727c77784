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

package io.github.flightspring.jdbc.source;

/**
 * The options of a query. A negative value leaves the default.
 *
 * @param fetchSize the number of rows that the driver fetches at a time
 * @param maxRows the maximum number of rows
 * @param queryTimeout the time limit in seconds
 */
public record QueryOptions(int fetchSize, int maxRows, int queryTimeout) {

	/**
	 * Whether all options have their defaults.
	 */
	boolean isDefault() {
		return this.fetchSize < 0 && this.maxRows <= 0 && this.queryTimeout <= 0;
	}

}
