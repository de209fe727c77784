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

import java.util.Arrays;

/**
 * Reads nested rows.
 */
public final class RecordColumnReader extends ColumnReader {

	private final ColumnReader[] children;

	private final RowReader rows;

	private final long size;

	public RecordColumnReader(ReadSource source, ColumnReader[] children, RowReader rows) {
		super(source);
		this.children = children;
		this.rows = rows;
		this.size = super.size() + Arrays.stream(children).mapToLong((child) -> REFERENCE + child.size()).sum();
	}

	@Override
	long size() {
		return this.size;
	}

	@Override
	Object get(int row) {
		return this.rows.read(this.children, row);
	}

}
