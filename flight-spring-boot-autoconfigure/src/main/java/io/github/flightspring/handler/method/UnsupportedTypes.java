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

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import io.github.flightspring.internal.ReturnedRows;

/**
 * The messages for parameters and return types that nothing serves: what would be served
 * in their place.
 */
final class UnsupportedTypes {

	private static final String WEB = "org.springframework.web.bind.annotation.";

	private static final Map<String, String> COUNTERPARTS = Map.of("PathVariable", "@FlightPathVariable",
			"RequestParam", "@FlightParam", "RequestHeader", "@FlightHeader", "CookieValue",
			"@FlightHeader(\"cookie\")", "RequestBody", "@FlightCommand", "RequestPart",
			"a Stream of records for uploaded rows", "ModelAttribute", "@FlightCommand", "RequestAttribute",
			"a FlightArgumentResolver bean", "SessionAttribute", "a FlightSession", "MatrixVariable", "@FlightParam");

	private UnsupportedTypes() {
	}

	static InvalidDeclarationException parameter(FlightParameter parameter) {
		String problem = "No resolver serves it for %s".formatted(parameter.mapping());
		for (Annotation annotation : parameter.parameter().getParameterAnnotations()) {
			Class<?> type = annotation.annotationType();
			String counterpart = type.getName().startsWith(WEB) ? COUNTERPARTS.get(type.getSimpleName()) : null;
			if (counterpart != null) {
				return new InvalidDeclarationException(
						"%s. @%s is an annotation of Spring MVC, and is not read here".formatted(problem,
								type.getSimpleName()),
						"Use %s instead of @%s".formatted(body(counterpart, parameter), type.getSimpleName()));
			}
		}
		UnservedParameter unserved = UnservedParameter.of(parameter);
		return (unserved != null)
				? new InvalidDeclarationException(problem + ". " + unserved.reason(), unserved.action())
				: new InvalidDeclarationException(problem,
						"Use one of these: %s. Or add a FlightArgumentResolver bean".formatted(supported(parameter)));
	}

	/**
	 * What to use in place of a body: a command has one only where the method is mapped
	 * to a command.
	 */
	private static String body(String counterpart, FlightParameter parameter) {
		if (!counterpart.equals("@FlightCommand") || parameter.mapping().command() != null) {
			return counterpart;
		}
		return switch (parameter.rpc()) {
			case DO_ACTION -> "a parameter without annotation, of a type that JSON maps to,";
			case DO_PUT, DO_EXCHANGE -> "a Stream or a List of records for uploaded rows";
			default -> "variables of the path, @FlightParam, or a command (command = \"name\") with @FlightCommand";
		};
	}

	private static String supported(FlightParameter parameter) {
		Set<String> variables = new TreeSet<>(parameter.mapping().variables());
		String named = variables.isEmpty() ? "" : "a parameter with the name of a variable, %s; "
			.formatted(variables.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", ")));
		String own = switch (parameter.rpc()) {
			case DO_PUT ->
				"a Stream, Iterator, Iterable, publisher, List or array of records or of classes with properties; "
						+ "a Stream of VectorSchemaRoot; ArrowReader; FlightReader; PutResults; ";
			case DO_EXCHANGE -> "a Stream, Iterator, Iterable or publisher of records or of classes with properties; "
					+ "a Stream of VectorSchemaRoot; ArrowReader; FlightReader; FlightSink; ";
			case DO_GET -> "@FlightPartition; FlightSink; Ticket; ";
			case DO_ACTION -> "a type that JSON maps to, as the body; Action; ";
			case LIST_FLIGHTS -> "Criteria; ";
			default -> "";
		};
		String command = (parameter.mapping().command() != null) ? "@FlightCommand; " : "";
		return named + command + own + "@FlightHeader; @FlightParam; FlightCall; Principal; BufferAllocator";
	}

	static InvalidDeclarationException returned(FlightReturnType returnType) {
		return new InvalidDeclarationException("No handler serves it for %s".formatted(returnType.mapping()),
				"Return one of these: %s. Or add a FlightReturnValueHandler bean".formatted(supported(returnType)));
	}

	private static String supported(FlightReturnType returnType) {
		return switch (returnType.rpc()) {
			case DO_GET, DO_EXCHANGE -> ReturnedRows.types() + "; void, with a FlightSink parameter";
			case DO_PUT, DO_ACTION -> "void; a number, String, byte[], protobuf message or a type that JSON maps to; "
					+ "a Stream, Iterator, Iterable, publisher or Optional of them";
			case LIST_FLIGHTS -> "a Stream, Iterator, Iterable, publisher or Optional of Flight or FlightInfo";
			case GET_SCHEMA -> "Schema; SchemaResult; the Class of the rows";
			default -> "Flight; FlightInfo; FlightPoll; PollInfo";
		};
	}

}
