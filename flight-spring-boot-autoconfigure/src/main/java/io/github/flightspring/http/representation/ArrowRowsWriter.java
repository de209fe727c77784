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

package io.github.flightspring.http.representation;

import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in the Arrow IPC formats.
 */
final class ArrowRowsWriter implements RowsWriter {

	private final IpcEncoder encoder;

	ArrowRowsWriter(IpcEncoder encoder) {
		this.encoder = encoder;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		this.encoder.start(root, dictionaries);
	}

	@Override
	public void write(VectorSchemaRoot root) {
		this.encoder.write(root);
	}

	@Override
	public void finish() {
		this.encoder.finish();
	}

	@Override
	public void breakOff() {
		this.encoder.breakOff();
	}

	@Override
	public void close() {
		this.encoder.close();
	}

}
