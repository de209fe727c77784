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
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.flightspring.arrow.value.NumberLiteral;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.LogicalType;

import org.springframework.util.ClassUtils;

/**
 * Makes Jackson read numbers, booleans and strings strictly. A number is never read as a
 * string or a boolean. A string is read as a number only if all of it is a number, and
 * then like the same number without quotes. The application's own deserializers are not
 * changed.
 */
final class StrictScalars extends ValueDeserializerModifier {

	private static final long serialVersionUID = 1L;

	private static final CoercionInputShape[] TEXTS = { CoercionInputShape.String, CoercionInputShape.EmptyString };

	private static final CoercionInputShape[] NUMBERS = { CoercionInputShape.Integer, CoercionInputShape.Float };

	// each type with the type that messages name
	private static final Map<Class<?>, Class<?>> SCALARS = Map.ofEntries(Map.entry(Byte.class, Byte.class),
			Map.entry(Short.class, Short.class), Map.entry(Integer.class, Integer.class),
			Map.entry(Long.class, Long.class), Map.entry(Float.class, Float.class),
			Map.entry(Double.class, Double.class), Map.entry(BigInteger.class, BigInteger.class),
			Map.entry(BigDecimal.class, BigDecimal.class), Map.entry(Number.class, Number.class),
			Map.entry(Boolean.class, Boolean.class), Map.entry(AtomicInteger.class, Integer.class),
			Map.entry(AtomicLong.class, Long.class), Map.entry(AtomicBoolean.class, Boolean.class));

	private final transient ObjectReader literals;

	private StrictScalars(ObjectReader literals) {
		this.literals = literals;
	}

	/**
	 * Return a strict copy of a mapper.
	 * @param mapper the application's mapper, which is not changed
	 * @return the copy
	 */
	static JsonMapper strict(JsonMapper mapper) {
		ObjectReader literals = UnquotedScalars.literals(mapper.reader());
		SimpleModule module = new SimpleModule(StrictScalars.class.getName());
		return mapper.rebuild()
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.withCoercionConfig(LogicalType.Integer, refuse(TEXTS))
			.withCoercionConfig(LogicalType.Float, refuse(TEXTS))
			.withCoercionConfig(LogicalType.Boolean, refuse(TEXTS).andThen(refuse(NUMBERS)))
			.withCoercionConfig(LogicalType.Textual, refuse(NUMBERS).andThen(refuse(CoercionInputShape.Boolean)))
			.withCoercionConfig(LogicalType.Enum, refuse(NUMBERS))
			.addModule(module.setDeserializerModifier(new StrictScalars(literals)))
			.build();
	}

	private static Consumer<MutableCoercionConfig> refuse(CoercionInputShape... shapes) {
		return (config) -> Arrays.stream(shapes).forEach((shape) -> config.setCoercion(shape, CoercionAction.Fail));
	}

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		Class<?> type = deserializer.handledType();
		Class<?> scalar = (type != null) ? SCALARS.get(ClassUtils.resolvePrimitiveIfNecessary(type)) : null;
		return (scalar != null && isOfJackson(deserializer))
				? new UnquotingDeserializer(deserializer, scalar, this.literals) : deserializer;
	}

	@Override
	public ValueDeserializer<?> modifyArrayDeserializer(DeserializationConfig config, ArrayType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		Class<?> element = type.getContentType().getRawClass();
		return (element.isPrimitive() && element != char.class && isOfJackson(deserializer))
				? new UnquotingDeserializer(deserializer, element, this.literals) : deserializer;
	}

	@Override
	public KeyDeserializer modifyKeyDeserializer(DeserializationConfig config, JavaType type,
			KeyDeserializer deserializer) {
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.getRawClass());
		return (NumberLiteral.isNumberType(target) && isOfJackson(deserializer)) ? new NumberKeys(deserializer, target)
				: deserializer;
	}

	private static boolean isOfJackson(Object deserializer) {
		return deserializer.getClass().getName().startsWith("tools.jackson.databind.");
	}

}
