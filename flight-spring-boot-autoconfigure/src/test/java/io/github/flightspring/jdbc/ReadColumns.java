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

package io.github.flightspring.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/**
 * The columns that a reader returned, with the schema and the number of batches.
 *
 * @param schema the schema
 * @param values the values by column
 * @param batches the number of batches
 */
record ReadColumns(Schema schema, Map<String, List<Object>> values, int batches) {

	/**
	 * Read a query in a connection, which is then closed.
	 */
	static ReadColumns of(Connection connection, String sql) throws SQLException, IOException {
		return of(connection.createStatement().executeQuery(sql), ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	static ReadColumns of(ResultSet rows, long batchBytes) throws IOException {
		try (BufferAllocator allocator = new RootAllocator();
				ArrowReader reader = ResultSetReader.of(rows, allocator, batchBytes)) {
			return of(reader);
		}
	}

	static ReadColumns of(ArrowReader reader) throws IOException {
		Schema schema = reader.getVectorSchemaRoot().getSchema();
		Map<String, List<Object>> values = new LinkedHashMap<>();
		schema.getFields().forEach((field) -> values.put(field.getName(), new ArrayList<>()));
		int batches = 0;
		while (reader.loadNextBatch()) {
			batches++;
			for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
				for (int i = 0; i < vector.getValueCount(); i++) {
					values.get(vector.getName()).add(plain(vector, i));
				}
			}
		}
		return new ReadColumns(schema, values, batches);
	}

	private static Object plain(FieldVector vector, int index) {
		Object value = vector.getObject(index);
		if (value instanceof byte[] bytes && vector instanceof FixedSizeBinaryVector) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			return new UUID(buffer.getLong(), buffer.getLong());
		}
		return plain(value);
	}

	private static Object plain(Object value) {
		if (value instanceof List<?> list) {
			List<Object> plain = new ArrayList<>();
			list.forEach((element) -> plain.add(plain(element)));
			return plain;
		}
		return (value instanceof Text) ? value.toString() : value;
	}

	List<Object> of(String column) {
		return this.values.get(column);
	}

	Object first(String column) {
		return of(column).get(0);
	}

	String type(String column) {
		Field field = this.schema.findField(column);
		return field.getChildren().isEmpty() ? field.getType().toString()
				: field.getType() + "<" + field.getChildren().get(0).getType() + ">";
	}

}
