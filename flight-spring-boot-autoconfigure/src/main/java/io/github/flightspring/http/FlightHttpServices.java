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

package io.github.flightspring.http;

import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.http.coding.BodyLimits;
import io.github.flightspring.http.representation.RowsWriters;
import io.github.flightspring.ipc.FlightDataLimits;
import tools.jackson.databind.json.JsonMapper;

/**
 * The services that answer HTTP requests.
 *
 * @param basePath the path of all flights, starting with a slash and not ending with one
 * @param dispatcher the dispatcher of calls
 * @param commands the decoders of commands
 * @param mapper the JSON mapper
 * @param writers the factory of row writers
 * @param bodies the limits of an upload's body
 * @param messages the heap limits of one message of an upload
 */
public record FlightHttpServices(String basePath, FlightDispatcher dispatcher, FlightCommands commands,
		JsonMapper mapper, RowsWriters writers, BodyLimits bodies, FlightDataLimits messages) {

	FlightUris uris() {
		return new FlightUris(this.basePath);
	}

}
