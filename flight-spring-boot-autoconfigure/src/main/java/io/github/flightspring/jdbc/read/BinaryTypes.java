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

package io.github.flightspring.jdbc.read;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Bytes and UUIDs.
 */
final class BinaryTypes {

	private static final int BITS = 33;

	private BinaryTypes() {
	}

	static ColumnType binary(int column) {
		return ColumnType.of(new ArrowType.Binary(), BITS, VarBinaryVector.class, (vector) -> (rows, index) -> {
			byte[] bytes = rows.getBytes(column);
			if (bytes == null) {
				vector.setNull(index);
				return 0;
			}
			vector.setSafe(index, bytes);
			return bytes.length * 8L;
		});
	}

	/**
	 * Large byte strings, which are read piece by piece.
	 */
	static ColumnType blob(int column) {
		return ColumnType.of(new ArrowType.Binary(), BITS, VarBinaryVector.class, (vector) -> {
			LargeValue value = new LargeValue(vector);
			return (rows, index) -> {
				Object large = rows.getObject(column);
				if (large == null) {
					vector.setNull(index);
					return 0;
				}
				// some drivers have the bytes at hand
				if (large instanceof byte[] bytes) {
					vector.setSafe(index, bytes);
					return bytes.length * 8L;
				}
				Blob blob = (Blob) large;
				try (InputStream bytes = blob.getBinaryStream()) {
					return value.write(index, bytes);
				}
				finally {
					blob.free();
				}
			};
		});
	}

	static ColumnType uuid(int column) {
		// the field that RecordMapper writes for java.util.UUID
		Map<String, String> metadata = Map.of(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME, "arrow.uuid",
				ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA, "");
		return new ColumnType(new ArrowType.FixedSizeBinary(16), metadata, List.of(), 129, (vector) -> {
			FixedSizeBinaryVector target = (FixedSizeBinaryVector) vector;
			return (rows, index) -> {
				Object value = rows.getObject(column);
				if (value == null) {
					target.setNull(index);
				}
				else {
					UUID uuid = (value instanceof UUID known) ? known : UUID.fromString(value.toString());
					target.setSafe(index,
							ByteBuffer.allocate(16)
								.putLong(uuid.getMostSignificantBits())
								.putLong(uuid.getLeastSignificantBits())
								.array());
				}
				return 0;
			};
		});
	}

}
