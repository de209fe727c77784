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

package io.github.flightspring.jdbc.copy;

import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * The readers of texts, bytes and UUIDs.
 */
final class BytesReaders {

	private static final int UUID_BYTES = 16;

	private BytesReaders() {
	}

	static @Nullable CopyReader text(FieldVector vector) {
		return (vector instanceof VarCharVector texts) ? bytes(texts) : null;
	}

	static @Nullable CopyReader binary(FieldVector vector) {
		return (vector instanceof VarBinaryVector binaries) ? bytes(binaries) : null;
	}

	private static CopyReader bytes(BaseVariableWidthVector vector) {
		return (value, index) -> {
			vector.setSafe(index, value.bytes(), value.offset(), value.length());
			return value.length() * 8L;
		};
	}

	static @Nullable CopyReader jsonb(FieldVector vector) {
		if (!(vector instanceof VarCharVector texts)) {
			return null;
		}
		return (value, index) -> {
			int length = value.length() - 1;
			if (length < 0 || value.bytes()[value.offset()] != CopyFormat.JSONB_VERSION) {
				throw new UnreadableValueException("the value has an unknown form of jsonb");
			}
			texts.setSafe(index, value.bytes(), value.offset() + 1, length);
			return length * 8L;
		};
	}

	static @Nullable CopyReader uuid(FieldVector vector) {
		if (!(vector instanceof FixedSizeBinaryVector ids) || ids.getByteWidth() != UUID_BYTES) {
			return null;
		}
		byte[] id = new byte[UUID_BYTES];
		return (value, index) -> {
			value.checkLength(UUID_BYTES);
			System.arraycopy(value.bytes(), value.offset(), id, 0, UUID_BYTES);
			ids.setSafe(index, id);
			return 0;
		};
	}

}
