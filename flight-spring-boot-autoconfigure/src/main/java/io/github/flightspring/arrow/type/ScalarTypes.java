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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.arrow.read.BooleanReader;
import io.github.flightspring.arrow.read.BytesReader;
import io.github.flightspring.arrow.read.DoubleReader;
import io.github.flightspring.arrow.read.IntegerReader;
import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.arrow.write.BinaryWriter;
import io.github.flightspring.arrow.write.BooleanWriter;
import io.github.flightspring.arrow.write.ByteWriter;
import io.github.flightspring.arrow.write.CharWriter;
import io.github.flightspring.arrow.write.DoubleWriter;
import io.github.flightspring.arrow.write.FixedBytesWriter;
import io.github.flightspring.arrow.write.FloatWriter;
import io.github.flightspring.arrow.write.IntWriter;
import io.github.flightspring.arrow.write.LongWriter;
import io.github.flightspring.arrow.write.ShortWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.jspecify.annotations.Nullable;

/**
 * The column types of values without children.
 */
final class ScalarTypes {

	private static final Map<Class<?>, Function<Site, ColumnType>> TYPES = new HashMap<>();

	static {
		number(boolean.class, Boolean.class,
				new ScalarType(new ArrowType.Bool(), BooleanWriter.class, BooleanWriter::new, BooleanReader::new));
		number(byte.class, Byte.class, new ScalarType(new ArrowType.Int(8, true), ByteWriter.class, ByteWriter::new,
				(source) -> IntegerReader.of(source, 8, (value) -> (byte) value)));
		number(short.class, Short.class, new ScalarType(new ArrowType.Int(16, true), ShortWriter.class,
				ShortWriter::new, (source) -> IntegerReader.of(source, 16, (value) -> (short) value)));
		number(char.class, Character.class, new ScalarType(new ArrowType.Int(16, false), CharWriter.class,
				CharWriter::new, IntegerReader::ofCharacters));
		number(int.class, Integer.class,
				new ScalarType(new ArrowType.Int(32, true), IntWriter.class,
						(target) -> new IntWriter(target, (value) -> (Integer) value),
						(source) -> IntegerReader.of(source, 32, (value) -> (int) value)));
		number(long.class, Long.class,
				new ScalarType(new ArrowType.Int(64, true), LongWriter.class,
						(target) -> new LongWriter(target, (value) -> (Long) value),
						(source) -> IntegerReader.of(source, 64, (value) -> value)));
		number(float.class, Float.class, new ScalarType(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
				FloatWriter.class, FloatWriter::new, DoubleReader::ofFloat));
		number(double.class, Double.class, new ScalarType(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
				DoubleWriter.class, DoubleWriter::new, DoubleReader::ofDouble));
		TYPES.put(String.class, (site) -> new TextType(site.hints().isEncoded(false)));
		TYPES.put(byte[].class, (site) -> new ScalarType(new ArrowType.Binary(), BinaryWriter.class, BinaryWriter::new,
				BytesReader.OfBinary::of));
		TYPES.put(UUID.class, (site) -> uuid());
		TYPES.put(BigDecimal.class, (site) -> decimal(site, false));
		TYPES.put(BigInteger.class, (site) -> decimal(site, true));
		TYPES.put(Instant.class, (site) -> TemporalTypes.instant(site.hints().unit()));
		TYPES.put(OffsetDateTime.class, (site) -> TemporalTypes.offsetDateTime(site.hints().unit()));
		TYPES.put(ZonedDateTime.class, (site) -> TemporalTypes.zonedDateTime(site.hints().unit()));
		TYPES.put(LocalDateTime.class, (site) -> TemporalTypes.localDateTime(site.hints().unit()));
		TYPES.put(LocalTime.class, (site) -> TemporalTypes.localTime(site.hints().unit()));
		TYPES.put(Duration.class, (site) -> TemporalTypes.duration(site.hints().unit()));
		TYPES.put(LocalDate.class, (site) -> TemporalTypes.localDate());
		TYPES.put(Period.class, (site) -> TemporalTypes.period());
	}

	private ScalarTypes() {
	}

	static @Nullable ColumnType of(Class<?> type, Site site) {
		if (type.isEnum()) {
			EnumType constants = new EnumType(type);
			return site.hints().isEncoded(true) ? constants : new EnumTextType(constants);
		}
		Function<Site, ColumnType> factory = TYPES.get(type);
		return (factory != null) ? factory.apply(site) : null;
	}

	private static void number(Class<?> primitive, Class<?> box, ColumnType type) {
		TYPES.put(primitive, (site) -> type);
		TYPES.put(box, (site) -> type);
	}

	private static ColumnType uuid() {
		// by metadata and not by type, so that the extension type need not be registered
		Map<String, String> metadata = Map.of(ExtensionType.EXTENSION_METADATA_KEY_NAME, "arrow.uuid",
				ExtensionType.EXTENSION_METADATA_KEY_METADATA, "");
		return new ScalarType(new ArrowType.FixedSizeBinary(16), metadata, FixedBytesWriter.OfUuid.class,
				FixedBytesWriter.OfUuid::new, BytesReader.OfUuid::of);
	}

	private static ColumnType decimal(Site site, boolean integers) {
		ArrowDecimal decimal = site.hints().decimal();
		if (decimal == null) {
			throw site.unmappable("a decimal needs its number of digits; add @ArrowDecimal(precision = …, scale = "
					+ (integers ? "0" : "…") + ")");
		}
		if (decimal.precision() < 1 || decimal.precision() > DecimalDigits.MAX_PRECISION) {
			throw site.unmappable("@ArrowDecimal has the precision " + decimal.precision()
					+ ", but Arrow's are from 1 to " + DecimalDigits.MAX_PRECISION);
		}
		if (integers && decimal.scale() != 0) {
			throw site.unmappable("a BigInteger has no digits after the point; use @ArrowDecimal(scale = 0)");
		}
		return new DecimalType(new DecimalDigits(decimal.precision(), decimal.scale()), integers);
	}

}
