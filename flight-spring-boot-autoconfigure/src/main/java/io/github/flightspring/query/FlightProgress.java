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
 * Reports the progress of a query. A {@link io.github.flightspring.annotation.FlightQuery
 * FlightQuery} method takes it as a parameter. The progress is 0 before the first update
 * and 1 at the end. Clients that poll see it. They are notified of a change of one
 * percent or more, or of any change after one second.
 */
public interface FlightProgress {

	/**
	 * Report the progress of the query.
	 * @param fraction the completed fraction, from 0 to 1; it may decrease
	 * @throws IllegalArgumentException if the fraction is not from 0 to 1
	 */
	void update(double fraction);

	/**
	 * Report the progress of the query.
	 * @param done the number of completed steps
	 * @param total the number of all steps, more than 0
	 * @throws IllegalArgumentException if {@code done} is not from 0 to {@code total}
	 */
	default void update(long done, long total) {
		if (total <= 0 || done < 0 || done > total) {
			throw new IllegalArgumentException("%d of %d is no progress".formatted(done, total));
		}
		update((double) done / total);
	}

}
