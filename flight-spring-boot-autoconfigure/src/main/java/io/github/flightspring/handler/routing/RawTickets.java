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

package io.github.flightspring.handler.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that this server did not create and that handlers serve. They are matched
 * by their text, by a pattern of it, or by the name of the message that they hold, which
 * is read like a command. A ticket with the prefix of this server's tickets is never one
 * of them.
 */
public final class RawTickets {

	private final Map<String, FlightHandlerMethod> byText = new HashMap<>();

	private final Map<FlightPathPattern, FlightHandlerMethod> byPattern = new TreeMap<>(
			FlightPathPattern.SPECIFICITY.thenComparing(FlightPathPattern::shape));

	private final FlightCommands commands;

	public RawTickets(List<FlightHandlerMethod> handlers, FlightCommands commands) {
		this.commands = commands;
		for (FlightHandlerMethod handler : handlers) {
			FlightPathPattern pattern = handler.mapping().ticketPattern();
			String ticket = handler.mapping().ticket();
			if (pattern != null) {
				this.byPattern.put(pattern, handler);
			}
			else if (ticket != null) {
				this.byText.put(ticket, handler);
			}
		}
	}

	/**
	 * Find the handler for a ticket.
	 * @param ticket the ticket as a client sent it
	 * @return the match, or {@code null} if no handler serves it
	 */
	public @Nullable Match find(byte[] ticket) {
		boolean none = this.byText.isEmpty() && this.byPattern.isEmpty();
		if (none || TicketCodec.isSigned(ticket) || ticket.length > FlightCommands.MAX_LENGTH) {
			return null;
		}
		String text = text(ticket);
		Match match = (text != null) ? byText(text, ticket) : null;
		return (match != null) ? match : byName(ticket);
	}

	private @Nullable Match byText(String text, byte[] ticket) {
		FlightHandlerMethod handler = this.byText.get(text);
		if (handler != null) {
			return new Match(handler, Map.of(), (handler.mapping().command() == null) ? decode(ticket) : null);
		}
		List<String> parts = List.of(text.split("/", -1));
		if (this.byPattern.isEmpty() || parts.contains(".") || parts.contains("..")) {
			return null;
		}
		for (Map.Entry<FlightPathPattern, FlightHandlerMethod> candidate : this.byPattern.entrySet()) {
			Map<String, String> variables = candidate.getKey().match(parts);
			if (variables != null) {
				return new Match(candidate.getValue(), variables, null);
			}
		}
		return null;
	}

	private @Nullable Match byName(byte[] ticket) {
		CommandMessage message = this.byText.isEmpty() ? null : decode(ticket);
		if (message != null) {
			for (String name : message.names()) {
				FlightHandlerMethod handler = this.byText.get(name);
				if (handler != null) {
					return new Match(handler, Map.of(), message);
				}
			}
		}
		return null;
	}

	private @Nullable CommandMessage decode(byte[] ticket) {
		try {
			return this.commands.decode(ticket);
		}
		catch (FlightRuntimeException ex) {
			return null;
		}
	}

	private static @Nullable String text(byte[] ticket) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ticket)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * The handler for a ticket.
	 *
	 * @param handler the handler
	 * @param variables the values of the variables of the ticket's pattern
	 * @param message the message that the ticket holds, or {@code null} if it holds none
	 */
	public record Match(FlightHandlerMethod handler, Map<String, String> variables, @Nullable CommandMessage message) {

	}

}
