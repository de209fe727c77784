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

package io.github.flightspring.rules.broken.code;

import java.nio.ByteBuffer;
import java.util.function.Function;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarBinaryVector;

class UsesByteBuffers {

	ByteBuffer view(ArrowBuf buffer) {
		return buffer.nioBuffer();
	}

	Function<ArrowBuf, ByteBuffer> reference() {
		return ArrowBuf::nioBuffer;
	}

	void copy(ArrowBuf buffer, ByteBuffer from) {
		buffer.setBytes(0, from);
	}

	void vector(VarBinaryVector vector, ByteBuffer from) {
		vector.setSafe(0, from, 0, 1);
	}

	void array(ArrowBuf buffer, byte[] from) {
		buffer.setBytes(0, from);
	}

}
