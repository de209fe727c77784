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

package io.github.flightspring.handler.argument;

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.validation.ArgumentValidator;

import org.springframework.core.convert.ConversionService;

/**
 * The resolvers in the order in which they are asked: the application's own, those by
 * annotation, the call and its parts by type, path variables by name, uploaded rows by
 * type, and last the one for the remaining parameters.
 */
public final class ArgumentResolvers {

	private ArgumentResolvers() {
	}

	/**
	 * All resolvers in order.
	 * @param bodies the reader of bodies of commands, partitions and actions
	 * @param conversion the conversion of path variables and headers
	 * @param validator the validator of rows
	 * @param maxCollected the largest number of rows in a list or an array
	 * @param custom the application's own resolvers
	 * @return the resolvers
	 */
	public static List<FlightArgumentResolver> inOrder(MessageBodies bodies, ConversionService conversion,
			ArgumentValidator validator, int maxCollected, List<FlightArgumentResolver> custom) {
		List<FlightArgumentResolver> resolvers = new ArrayList<>(custom);
		resolvers.add(new CommandArgumentResolver(bodies));
		resolvers.add(new PartitionArgumentResolver(bodies));
		resolvers.add(new HeaderArgumentResolver(conversion));
		resolvers.add(new ParamArgumentResolver(conversion));
		resolvers.add(new CallArgumentResolver());
		resolvers.add(new PathVariableArgumentResolver(conversion));
		// after path variables, because the segments of a catch-all may be an Iterable
		resolvers.add(new RowsArgumentResolver(validator, maxCollected));
		resolvers.add(new ActionBodyArgumentResolver(bodies));
		return resolvers;
	}

}
