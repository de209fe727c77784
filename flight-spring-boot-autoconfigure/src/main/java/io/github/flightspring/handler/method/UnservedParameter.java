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

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * The explanation of a parameter that no resolver serves.
 *
 * @param reason the reason why the parameter is not served
 * @param action the advice how to change the declaration
 */
record UnservedParameter(String reason, String action) {

	private static final Set<FlightRpc> UPLOADS = Set.of(FlightRpc.DO_PUT, FlightRpc.DO_EXCHANGE);

	/**
	 * Explain a parameter.
	 * @param parameter the parameter
	 * @return the explanation, or {@code null} for a type of which nothing is known
	 */
	static @Nullable UnservedParameter of(FlightParameter parameter) {
		Class<?> type = parameter.type();
		String name = parameter.parameter().getParameterName();
		if (name != null && parameter.mapping().variables().contains(name)) {
			return new UnservedParameter("The path variable '%s' is text, and does not convert to it".formatted(name),
					"Use String, a number, an enum, a UUID or a time, or add a Converter from String");
		}
		if (name == null && isValue(type)) {
			return new UnservedParameter("Its name is not known",
					"Compile with '-parameters', or name the value in @FlightPathVariable, @FlightParam or @FlightHeader");
		}
		UnservedParameter rows = rows(parameter);
		if (rows != null) {
			return rows;
		}
		if (parameter.mapping().command() != null && isBody(type)) {
			return new UnservedParameter("A parameter without an annotation is not the body of the command",
					"Add @FlightCommand to the parameter");
		}
		if (name != null && isValue(type)) {
			return new UnservedParameter("The path has no variable '%s'%s".formatted(name, others(parameter)),
					"%s, or annotate it with @FlightParam for a parameter of the query over HTTP, or @FlightHeader for a header"
						.formatted(variable(parameter, name)));
		}
		return null;
	}

	private static String others(FlightParameter parameter) {
		List<String> others = parameter.mapping()
			.variables()
			.stream()
			.sorted()
			.map((variable) -> "'" + variable + "'")
			.toList();
		return others.isEmpty() ? "" : ", but " + String.join(", ", others);
	}

	private static String variable(FlightParameter parameter, String name) {
		return parameter.mapping().variables().isEmpty() ? "Add '{%s}' to the path".formatted(name)
				: "Rename the parameter, or add '{%s}' to the path".formatted(name);
	}

	private static @Nullable UnservedParameter rows(FlightParameter parameter) {
		Class<?> type = parameter.type();
		boolean several = isContainer(type);
		if (!UPLOADS.contains(parameter.rpc())) {
			boolean rows = several && RecordMapper.isRowType(element(parameter.resolvableType()).toClass());
			return rows ? new UnservedParameter(parameter.rpc().methodName() + " has no uploaded rows",
					"Take the rows in a @DoPut or a @DoExchange method") : null;
		}
		if (type == VectorSchemaRoot.class) {
			return new UnservedParameter("An upload has any number of batches",
					"Take a Stream<VectorSchemaRoot>, or an ArrowReader");
		}
		if (several || type == Optional.class) {
			return new UnservedParameter("Uploaded rows do not come in this container",
					"Take a Stream, List, Collection or array of %s"
						.formatted(rowName(element(parameter.resolvableType()))));
		}
		if (Map.class.isAssignableFrom(type)) {
			return new UnservedParameter("An upload has any number of rows, and a map does not say which columns",
					"Take a Stream of records, or an ArrowReader where the columns are not known before");
		}
		return RecordMapper.isRowType(type) ? new UnservedParameter("An upload has any number of rows",
				"Take a Stream<%1$s> or a List<%1$s>".formatted(type.getSimpleName())) : null;
	}

	private static String rowName(ResolvableType element) {
		return RecordMapper.isRowType(element.toClass()) ? element.toClass().getSimpleName() : "records";
	}

	private static ResolvableType element(ResolvableType type) {
		return type.isArray() ? type.getComponentType() : type.getGeneric();
	}

	private static boolean isContainer(Class<?> type) {
		return type.isArray() || BaseStream.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type)
				|| Iterable.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)
				|| type.getName().startsWith("reactor.core.publisher.");
	}

	private static boolean isBody(Class<?> type) {
		return RecordMapper.isRowType(type) || Map.class.isAssignableFrom(type);
	}

	private static boolean isValue(Class<?> type) {
		return BeanUtils.isSimpleValueType(type);
	}

}
