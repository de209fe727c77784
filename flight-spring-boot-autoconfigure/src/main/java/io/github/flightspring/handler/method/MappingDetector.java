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

package io.github.flightspring.handler.method;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightMapping;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightMappingInfo.Execution;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.StringUtils;

/**
 * The reader of a method's mappings from its annotations, or from those of the method
 * that it overrides in an interface or class.
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
	 * Read the mappings of a method. There is one for each annotated RPC and each of its
	 * paths or commands.
	 * @param beanType the bean's class
	 * @param method the method
	 * @return the mappings
	 * @throws IllegalArgumentException if an annotation is invalid
	 */
	List<FlightMappingInfo> detect(Class<?> beanType, Method method) {
		String basePath = MergedAnnotations.from(beanType, SearchStrategy.TYPE_HIERARCHY)
			.get(FlightEndpoint.class)
			.getValue("path", String.class)
			.orElse("");
		Map<FlightRpc, List<FlightMappingInfo>> mappings = new EnumMap<>(FlightRpc.class);
		Map<FlightRpc, Integer> levels = new EnumMap<>(FlightRpc.class);
		MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(FlightMapping.class)
			.forEach((annotation) -> {
				FlightRpc rpc = annotation.getEnum("rpc", FlightRpc.class);
				Integer level = levels.putIfAbsent(rpc, annotation.getAggregateIndex());
				if (level == null) {
					mappings.put(rpc, mappings(rpc, resolve(basePath), method, annotation));
				}
				else if (level == annotation.getAggregateIndex()) {
					throw new IllegalArgumentException(
							"Two annotations map it to %s. Name all paths or commands of an RPC in one annotation"
								.formatted(rpc.methodName()));
				}
			});
		return mappings.values().stream().flatMap(List::stream).toList();
	}

	private List<FlightMappingInfo> mappings(FlightRpc rpc, String basePath, Method method,
			MergedAnnotation<FlightMapping> annotation) {
		String description = annotation.getString("description");
		MergedAnnotation<?> source = annotation.getMetaSource();
		return switch (rpc) {
			case LIST_FLIGHTS -> List.of(new FlightMappingInfo(rpc, null, null, null, null, null, description));
			case DO_ACTION ->
				List.of(new FlightMappingInfo(rpc, null, null, actionType(source, method), null, null, description));
			case HANDSHAKE, LIST_ACTIONS ->
				throw new IllegalArgumentException("%s has no handler methods".formatted(rpc.methodName()));
			default -> {
				MappingNames names = MappingNames.of(basePath, texts(annotation, "path"), texts(annotation, "command"),
						text(source, "ticket"));
				yield names.map((path, command, ticket) -> new FlightMappingInfo(rpc, path, command, null, ticket,
						schemaType(source), description, TimeToLive.parse(text(source, "expiresAfter")),
						execution(source), names.variables()));
			}
		};
	}

	private List<String> texts(MergedAnnotation<?> annotation, String name) {
		return Arrays.stream(annotation.getStringArray(name)).map(this::resolve).toList();
	}

	private static Execution execution(@Nullable MergedAnnotation<?> annotation) {
		if (annotation == null || annotation.getType() != FlightQuery.class) {
			return Execution.ON_DOWNLOAD;
		}
		return annotation.getBoolean("shared") ? Execution.AS_SHARED_QUERY : Execution.AS_QUERY;
	}

	private String actionType(@Nullable MergedAnnotation<?> annotation, Method method) {
		String type = (annotation != null) ? annotation.getValue("type", String.class).orElse(DoAction.METHOD_NAME)
				: DoAction.METHOD_NAME;
		return type.equals(DoAction.METHOD_NAME) ? method.getName() : resolve(type);
	}

	private @Nullable String text(@Nullable MergedAnnotation<?> annotation, String name) {
		String text = (annotation != null) ? annotation.getValue(name, String.class).orElse("") : "";
		return StringUtils.hasText(text) ? resolve(text) : null;
	}

	private static @Nullable Class<?> schemaType(@Nullable MergedAnnotation<?> annotation) {
		Class<?> type = (annotation != null) ? annotation.getValue("schema", Class.class).orElse(null) : null;
		return (type != void.class) ? type : null;
	}

	private String resolve(String text) {
		return this.placeholders.apply(text);
	}

}
