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

package io.github.flightspring.arrow.read;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads booleans.
 */
public final class BooleanReader extends ColumnReader {

	private final FieldVector vector;

	public BooleanReader(ReadSource source) {
		super(source);
		if (!(source.type() instanceof ArrowType.Bool)) {
			throw source.refuse("a boolean");
		}
		this.vector = source.vector();
	}

	@Override
	long getLong(int row) {
		return (this.vector.getDataBuffer().getByte(row >> 3) >> (row & 7)) & 1;
	}

	@Override
	long size() {
		return 0;
	}

	@Override
	Object get(int row) {
		return getLong(row) != 0;
	}

}
