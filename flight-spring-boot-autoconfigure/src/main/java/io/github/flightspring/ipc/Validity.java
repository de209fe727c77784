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

package io.github.flightspring.ipc;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * The validity of a column's values: whether each is not null.
 *
 * @param bits the validity bitmap, or {@code null} if there is none
 * @param without the validity of every value if there is no bitmap
 */
record Validity(@Nullable ArrowBuf bits, boolean without) {

	static final Validity ALL = new Validity(null, true);

	static final Validity NONE = new Validity(null, false);

	Validity(ArrowBuf bits) {
		this(bits, true);
	}

	boolean isValid(int index) {
		if (this.bits == null) {
			return this.without;
		}
		return ((this.bits.getByte(index >> 3) >> (index & 7)) & 1) != 0;
	}

}
