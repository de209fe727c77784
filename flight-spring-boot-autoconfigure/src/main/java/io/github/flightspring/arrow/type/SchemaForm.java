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

package io.github.flightspring.arrow.type;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * The form of a schema. In the form of messages a dictionary-encoded field has the type
 * of its values. In the form of vectors it has the type of its indices. The form counts
 * the dictionaries, so that both forms give them the same ids.
 */
public final class SchemaForm {

	private final boolean message;

	private long dictionaries;

	private SchemaForm(boolean message) {
		this.message = message;
	}

	/**
	 * Return a new form of messages.
	 * @return the form
	 */
	public static SchemaForm ofMessages() {
		return new SchemaForm(true);
	}

	/**
	 * Return a new form of vectors.
	 * @return the form
	 */
	public static SchemaForm ofVectors() {
		return new SchemaForm(false);
	}

	DictionaryEncoding nextDictionary(ArrowType.Int indexType) {
		return new DictionaryEncoding(this.dictionaries++, false, indexType);
	}

	ArrowType type(ArrowType valueType, DictionaryEncoding encoding) {
		return this.message ? valueType : encoding.getIndexType();
	}

}
