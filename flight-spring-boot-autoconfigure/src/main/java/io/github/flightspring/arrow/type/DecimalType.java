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

import java.math.BigDecimal;
import java.math.BigInteger;

import io.github.flightspring.arrow.read.ColumnReader;
import io.github.flightspring.arrow.read.DecimalReader;
import io.github.flightspring.arrow.read.IntegerReader;
import io.github.flightspring.arrow.read.ReadSource;
import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.FixedBytesWriter;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Decimals of a fixed precision and scale, in 128 bits or in 256.
 *
 * @param digits the precision and scale
 * @param integers whether the component is a {@link BigInteger}
 */
record DecimalType(DecimalDigits digits, boolean integers) implements ColumnType {

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		ArrowType type = new ArrowType.Decimal(this.digits.precision(), this.digits.scale(), this.digits.width() * 8);
		return new Field(name, new FieldType(nullable, type, null), null);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return FixedBytesWriter.OfDecimal.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return new FixedBytesWriter.OfDecimal(target, this.digits);
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		if (source.type() instanceof ArrowType.Int) {
			return IntegerReader.of(source, Long.SIZE, this::ofInteger);
		}
		return DecimalReader.of(source, this.digits, this.integers);
	}

	private Object ofInteger(long value) {
		BigDecimal decimal = BigDecimal.valueOf(value);
		if (this.digits.unscaled(decimal) == null) {
			throw new ArithmeticException("more digits than the decimal has");
		}
		return this.integers ? BigInteger.valueOf(value) : decimal;
	}

}
