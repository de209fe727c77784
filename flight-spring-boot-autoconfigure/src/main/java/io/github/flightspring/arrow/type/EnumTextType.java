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

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.TextWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Enum constants by name, without a dictionary.
 *
 * @param constants the constants
 */
record EnumTextType(EnumType constants) implements ColumnType {

	private static final TextType TEXT = new TextType(false);

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		return TEXT.field(name, nullable, form);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return TextWriter.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return new TextWriter(target);
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		return this.constants.reader(source);
	}

}
