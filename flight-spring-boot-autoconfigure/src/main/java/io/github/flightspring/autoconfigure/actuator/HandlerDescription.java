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

package io.github.flightspring.autoconfigure.actuator;

import java.util.List;

import io.github.flightspring.arrow.value.TypeNames;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.running.FlightNames;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A handler as the actuator shows it.
 *
 * @param flight the flight or action that it serves
 * @param rpc the RPC that it serves
 * @param bean the name of the handler's bean
 * @param method the handler's method
 * @param description the description in its mapping
 * @param query whether the handler is a query
 * @param schema the schema of its rows if it is known without a call, or {@code null}
 */
public record HandlerDescription(String flight, String rpc, String bean, String method, String description,
		boolean query, @Nullable List<Column> schema) {

	static All all(FlightHandlerMapping mapping) {
		return new All(mapping.handlers().stream().map(HandlerDescription::of).toList());
	}

	private static HandlerDescription of(FlightHandlerMethod handler) {
		Schema schema = handler.schema();
		return new HandlerDescription(FlightNames.of(handler.mapping()), handler.mapping().rpc().methodName(),
				handler.beanName(), handler.toString(), handler.mapping().description(), handler.mapping().isQuery(),
				(schema != null) ? schema.getFields().stream().map(Column::of).toList() : null);
	}

	/**
	 * All handlers.
	 *
	 * @param handlers the handlers, in the order in which they were found
	 */
	public record All(List<HandlerDescription> handlers) {
	}

	/**
	 * A column of a schema.
	 *
	 * @param name the name
	 * @param type the name of its type in the Arrow format, such as {@code int64}
	 * @param nullable whether the column may be null
	 * @param children the child columns
	 */
	public record Column(String name, String type, boolean nullable, List<Column> children) {

		static Column of(Field field) {
			return new Column(field.getName(), TypeNames.of(field.getType()), field.isNullable(),
					field.getChildren().stream().map(Column::of).toList());
		}

	}

}
