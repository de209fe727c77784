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

import java.util.Objects;

import io.github.flightspring.arrow.read.BytesReader;
import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.DictionaryTextWriter;
import io.github.flightspring.arrow.write.TextWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Strings, as plain text or as indices into a dictionary.
 *
 * @param encoded whether there is a dictionary
 */
record TextType(boolean encoded) implements ColumnType {

	static final ArrowType UTF8 = new ArrowType.Utf8();

	private static final ArrowType.Int INDEX = new ArrowType.Int(32, true);

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		if (!this.encoded) {
			return new Field(name, new FieldType(nullable, UTF8, null), null);
		}
		DictionaryEncoding encoding = form.nextDictionary(INDEX);
		return new Field(name, new FieldType(nullable, form.type(UTF8, encoding), encoding), null);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return this.encoded ? DictionaryTextWriter.class : TextWriter.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		if (!this.encoded) {
			return new TextWriter(target);
		}
		return new DictionaryTextWriter(target, Objects.requireNonNull(target.vector().getField().getDictionary()));
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		return BytesReader.OfText.of(source);
	}

}
