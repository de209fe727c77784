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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.flightspring.arrow.read.BytesReader;
import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.EnumWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Enum constants, as indices into a dictionary of all their names in ordinal order.
 */
final class EnumType implements ColumnType {

	private final Enum<?>[] constants;

	private final Map<String, Enum<?>> byName = new LinkedHashMap<>();

	private final int width;

	EnumType(Class<?> type) {
		this.constants = (Enum<?>[]) Objects.requireNonNull(type.getEnumConstants());
		for (Enum<?> constant : this.constants) {
			this.byName.put(constant.name(), constant);
		}
		this.width = (this.constants.length <= 1 << 7) ? 1 : (this.constants.length <= 1 << 15) ? 2 : 4;
	}

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		DictionaryEncoding encoding = form.nextDictionary(new ArrowType.Int(this.width * 8, true));
		return new Field(name, new FieldType(nullable, form.type(TextType.UTF8, encoding), encoding), null);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return EnumWriter.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return new EnumWriter(target, this.constants, this.width,
				Objects.requireNonNull(target.vector().getField().getDictionary()));
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		return new BytesReader.OfEnum(source, this.byName);
	}

}
