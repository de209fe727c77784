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

import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;

/**
 * Tickets as a client makes them itself.
 */
final class RawTickets {

	private RawTickets() {
	}

	static Ticket ticket(String text) {
		return new Ticket(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Use a ticket.
	 * @return the first value of the first row, or the code of the refusal
	 */
	static String get(FlightClient client, Ticket ticket, CallOption caller) {
		try (FlightStream stream = client.getStream(ticket, caller)) {
			stream.next();
			return String.valueOf(stream.getRoot().getVector(0).getObject(0));
		}
		catch (FlightRuntimeException ex) {
			return ex.status().code().name();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
