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

package io.github.flightspring.query;

/**
 * Tells how far a query is: a parameter of a
 * {@link io.github.flightspring.annotation.FlightQuery FlightQuery} method. Clients that
 * poll see it; they are told of changes of a percent or more, or after a second. It is 0
 * before the first update, and 1 at the end.
 */
public interface FlightProgress {

	/**
	 * Tell how far the query is.
	 * @param fraction the part that is done, from 0 to 1; it need not grow
	 * @throws IllegalArgumentException if it is not from 0 to 1
	 */
	void update(double fraction);

	/**
	 * Tell how far the query is.
	 * @param done how many steps are done
	 * @param total how many steps there are, more than 0
	 * @throws IllegalArgumentException if done is not from 0 to total
	 */
	default void update(long done, long total) {
		if (total <= 0 || done < 0 || done > total) {
			throw new IllegalArgumentException("%d of %d is no progress".formatted(done, total));
		}
		update((double) done / total);
	}

}
