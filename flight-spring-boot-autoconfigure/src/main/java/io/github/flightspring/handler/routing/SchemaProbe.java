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

package io.github.flightspring.handler.routing;

import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.ipc.MessageSchema;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sink that takes only the schema of a handler. The first thing that the handler sends
 * ends it.
 */
public final class SchemaProbe implements FlightSink {

	private @Nullable Schema schema;

	/**
	 * The schema that was sent.
	 * @return the schema, or {@code null} if none was sent
	 */
	public @Nullable Schema schema() {
		return this.schema;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		this.schema = MessageSchema.of(root.getSchema(), dictionaries);
		throw new SchemaFoundException();
	}

	@Override
	public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
		if (this.schema != null) {
			throw new SchemaFoundException();
		}
		start(batch, null);
	}

	@Override
	public void writeMetadata(byte[] appMetadata) {
		if (this.schema != null) {
			throw new SchemaFoundException();
		}
	}

	@Override
	public boolean isStarted() {
		return this.schema != null;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	/**
	 * The exception that ends a handler whose schema is known.
	 */
	static final class SchemaFoundException extends RuntimeException {

		SchemaFoundException() {
			super("The schema is known; the rows were not asked for", null, false, false);
		}

	}

}
