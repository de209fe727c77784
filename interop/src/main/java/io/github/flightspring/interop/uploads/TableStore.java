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

package io.github.flightspring.interop.uploads;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

import org.springframework.stereotype.Component;

/**
 * The uploaded tables, in memory.
 */
@Component
public final class TableStore implements AutoCloseable {

	private final BufferAllocator allocator;

	private final Map<String, StoredTable> tables = new ConcurrentSkipListMap<>();

	TableStore(BufferAllocator allocator) {
		this.allocator = allocator.newChildAllocator("stored tables", 0, Long.MAX_VALUE);
	}

	StoredTable create(Schema schema) {
		return new StoredTable(this.allocator, schema);
	}

	void put(String name, StoredTable table) {
		StoredTable old = this.tables.put(name, table);
		if (old != null) {
			old.close();
		}
	}

	StoredTable get(String name) {
		StoredTable table = this.tables.get(name);
		if (table == null) {
			throw CallStatus.NOT_FOUND.withDescription("Nothing was uploaded to 'store/%s'".formatted(name))
				.toRuntimeException();
		}
		return table;
	}

	Set<String> names() {
		return this.tables.keySet();
	}

	/**
	 * Forget all tables.
	 */
	public void clear() {
		this.tables.values().removeIf((table) -> {
			table.close();
			return true;
		});
	}

	/**
	 * The memory that the tables take.
	 * @return the bytes
	 */
	public long bytes() {
		return this.allocator.getAllocatedMemory();
	}

	@Override
	public void close() {
		clear();
		this.allocator.close();
	}

}
