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

package io.github.flightspring.arrow.write;

/**
 * The size of a batch while it is written. All columns of the batch share it.
 */
public final class Tally {

	private long bits;

	/**
	 * Add to the size. The unit is bits, because a flag takes one bit.
	 */
	void add(long bits) {
		this.bits += bits;
	}

	/**
	 * Return the size so far.
	 * @return the size in bits
	 */
	public long bits() {
		return this.bits;
	}

	/**
	 * Reset to an earlier size.
	 * @param bits the size in bits
	 */
	public void set(long bits) {
		this.bits = bits;
	}

}
