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

package io.github.flightspring.command.message;

import java.math.BigDecimal;

import io.github.flightspring.arrow.value.NumberLiteral;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Rejects numbers that Jackson would silently change, such as 200 as a byte or 1e39 as a
 * float. A number beyond the range of a double is rejected for every target type, so that
 * a large exponent cannot be costly. The sign of zero is preserved.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, Numbers</a>
 */
final class ExactNumbers extends JsonParserDelegate {

	// a literal without an exponent must have more characters than this to exceed the
	// range
	private static final int SHORT = 300;

	ExactNumbers(JsonParser parser) {
		super(parser);
	}

	@Override
	public byte getByteValue() {
		int value = super.getIntValue();
		// the elements of an array of bytes may also be unsigned
		if (value < Byte.MIN_VALUE || (value > Byte.MAX_VALUE && !this.delegate.streamReadContext().inArray())) {
			throw outOfRange(Byte.class);
		}
		return super.getByteValue();
	}

	@Override
	public float getFloatValue() {
		requireRange();
		float value = super.getFloatValue();
		if (Float.isInfinite(value) || (value == 0 && new NumberLiteral(super.getString()).toFloat() == null)) {
			throw outOfRange(Float.class);
		}
		return (value == 0 && isNegative()) ? -0f : value;
	}

	@Override
	public double getDoubleValue() {
		requireRange();
		double value = super.getDoubleValue();
		return (value == 0 && isNegative()) ? -0.0 : value;
	}

	@Override
	public BigDecimal getDecimalValue() {
		requireRange();
		return super.getDecimalValue();
	}

	@Override
	public Number getNumberValue() {
		requireRange();
		return super.getNumberValue();
	}

	@Override
	public Number getNumberValueExact() {
		requireRange();
		return super.getNumberValueExact();
	}

	@Override
	public Object getNumberValueDeferred() {
		requireRange();
		return super.getNumberValueDeferred();
	}

	private boolean isNegative() {
		return super.getString().startsWith("-");
	}

	private void requireRange() {
		if (currentToken() != JsonToken.VALUE_NUMBER_FLOAT && currentToken() != JsonToken.VALUE_NUMBER_INT) {
			return;
		}
		String literal = super.getString();
		if (literal.length() <= SHORT && literal.indexOf('e') < 0 && literal.indexOf('E') < 0) {
			return;
		}
		if (new NumberLiteral(literal).toDouble() == null) {
			throw outOfRange(Number.class);
		}
	}

	private InputCoercionException outOfRange(Class<?> target) {
		return new InputCoercionException(this, "out of range", currentToken(), target);
	}

}
