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

package io.github.flightspring.handler.dispatch;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightMapping;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightMappingInfo.Running;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * Reads what a method is mapped to from its annotations, its own or those of the
 * interface or class that it overrides.
 */
final class MappingDetector {

	private final UnaryOperator<String> placeholders;

	MappingDetector(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	static boolean isMapped(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(FlightMapping.class);
	}

	/**
	 * Read the mappings of a method, one for each RPC that it is annotated with.
	 * @param beanType the bean's class
	 * @param method the method
	 * @return the mappings
	 * @throws IllegalArgumentException if an annotation makes no sense
	 */
	List<FlightMappingInfo> detect(Class<?> beanType, Method method) {
		String basePath = MergedAnnotations.from(beanType, SearchStrategy.TYPE_HIERARCHY)
			.get(FlightEndpoint.class)
			.getValue("path", String.class)
			.orElse("");
		List<FlightMappingInfo> mappings = new ArrayList<>();
		MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(FlightMapping.class)
			.forEach((annotation) -> {
				FlightMappingInfo mapping = mapping(basePath, method, annotation);
				if (mappings.stream().noneMatch((known) -> known.rpc() == mapping.rpc())) {
					mappings.add(mapping);
				}
			});
		return mappings;
	}

	private FlightMappingInfo mapping(String basePath, Method method, MergedAnnotation<FlightMapping> annotation) {
		FlightRpc rpc = annotation.getEnum("rpc", FlightRpc.class);
		String path = resolve(annotation.getString("path"));
		String command = resolve(annotation.getString("command"));
		String description = annotation.getString("description");
		MergedAnnotation<?> source = annotation.getMetaSource();
		String ticket = attribute(source, "ticket", String.class);
		Class<?> schemaType = attribute(source, "schema", Class.class);
		return switch (rpc) {
			case LIST_FLIGHTS -> new FlightMappingInfo(rpc, null, null, null, null, null, description);
			case DO_ACTION -> {
				String type = resolve(StringUtils.hasText(attribute(source, "type", String.class))
						? String.valueOf(attribute(source, "type", String.class)) : "");
				yield new FlightMappingInfo(rpc, null, null, type.isEmpty() ? method.getName() : type, null, null,
						description);
			}
			case HANDSHAKE, LIST_ACTIONS ->
				throw new IllegalArgumentException("%s has no handler methods".formatted(rpc.methodName()));
			default -> {
				if (StringUtils.hasText(command) && StringUtils.hasText(path)) {
					throw new IllegalArgumentException(
							"It has the path '%s' and the command '%s'. A method serves one of them".formatted(path,
									command));
				}
				FlightPathPattern pattern = StringUtils.hasText(command) ? null
						: FlightPathPattern.parse(resolve(basePath) + "/" + path);
				yield new FlightMappingInfo(rpc, pattern, StringUtils.hasText(command) ? command : null, null,
						StringUtils.hasText(ticket) ? ticket : null,
						(schemaType != null && schemaType != void.class) ? schemaType : null, description,
						duration(attribute(source, "expiresAfter", String.class)), running(source));
			}
		};
	}

	private static Running running(@Nullable MergedAnnotation<?> annotation) {
		if (annotation == null || annotation.getType() != FlightQuery.class) {
			return Running.ON_DOWNLOAD;
		}
		return annotation.getBoolean("shared") ? Running.AS_SHARED_QUERY : Running.AS_QUERY;
	}

	private @Nullable Duration duration(@Nullable String text) {
		String resolved = (text != null) ? resolve(text).strip() : "";
		if (resolved.isEmpty()) {
			return null;
		}
		Duration duration;
		try {
			duration = DurationFormatterUtils.detectAndParse(resolved);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"Its expiresAfter '%s' is not a duration such as '10m' or 'PT10M'".formatted(resolved), ex);
		}
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException("Its expiresAfter '%s' is not more than nothing".formatted(resolved));
		}
		return duration;
	}

	private static <T> @Nullable T attribute(@Nullable MergedAnnotation<?> annotation, String name, Class<T> type) {
		return (annotation != null) ? annotation.getValue(name, type).orElse(null) : null;
	}

	private String resolve(String text) {
		return this.placeholders.apply(text);
	}

}
