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

import java.math.BigDecimal;
import java.math.BigInteger;

import org.apache.arrow.vector.ValueVector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values that are not nested. Numbers that JSON cannot express are texts.
 *
 * @param vector the vector of values
 */
record ScalarWriter(ValueVector vector) implements ValueWriter {

	@Override
	public void write(JsonGenerator generator, int index) {
		Object value = value(index);
		if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof Boolean truth) {
			generator.writeBoolean(truth);
		}
		else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			generator.writeNumber(((Number) value).longValue());
		}
		else if (value instanceof Double number && Double.isFinite(number)) {
			generator.writeNumber(number.doubleValue());
		}
		else if (value instanceof Float number && Float.isFinite(number)) {
			generator.writeNumber(number.floatValue());
		}
		else if (value instanceof BigDecimal number) {
			generator.writeNumber(number);
		}
		else if (value instanceof BigInteger number) {
			generator.writeNumber(number);
		}
		else {
			generator.writeString(ScalarValues.text(value));
		}
	}

	@Override
	public @Nullable String text(JsonMapper mapper, int index) {
		Object value = value(index);
		return (value != null) ? ScalarValues.text(value) : null;
	}

	private @Nullable Object value(int index) {
		return this.vector.isNull(index) ? null : ScalarValues.value(this.vector, index);
	}

}
