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

package io.github.flightspring.autoconfigure.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;

/**
 * Calls of a caller with credentials, and their answers.
 */
final class SecuredCalls {

	private SecuredCalls() {
	}

	/**
	 * List the flights.
	 * @return the paths of those that the caller sees
	 */
	static List<String> listed(FlightClient client, CallOption caller) {
		return StreamSupport.stream(client.listFlights(Criteria.ALL, caller).spliterator(), false)
			.map((info) -> String.join("/", info.getDescriptor().getPath()))
			.toList();
	}

	/**
	 * Download the first endpoint.
	 * @return the number of its rows
	 */
	static long rows(FlightClient client, FlightInfo info, CallOption caller) throws Exception {
		long rows = 0;
		try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), caller)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

	/**
	 * Ask a {@link SecuredService} who the caller is.
	 * @return the whole answer
	 */
	static String who(FlightClient client, CallOption... options) {
		return new String(client.doAction(new Action("who"), options).next().getBody(), StandardCharsets.UTF_8);
	}

}
