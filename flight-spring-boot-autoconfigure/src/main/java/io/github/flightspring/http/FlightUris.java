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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.negotiation.Representation;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Conversion between request URIs and the flights and commands that they name.
 */
final class FlightUris {

	static final String TICKET = "ticket";

	static final String INFO = "info";

	static final String SCHEMA = "schema";

	static final String FORMAT = "format";

	static final String FOOTNOTES = "include_footnotes";

	static final String CRITERIA = "criteria";

	private static final Set<String> RESERVED = Set.of(TICKET, INFO, SCHEMA, FORMAT, FOOTNOTES);

	private static final String COMMANDS = "commands";

	private final String basePath;

	FlightUris(String basePath) {
		this.basePath = basePath;
	}

	/**
	 * Read the path of a request. The extension of an Arrow stream is not part of the
	 * flight's name.
	 */
	RequestedFlight requested(HttpServletRequest request) {
		String prefix = request.getContextPath() + this.basePath;
		String rest = request.getRequestURI().substring(Math.min(prefix.length(), request.getRequestURI().length()));
		List<String> segments = new ArrayList<>();
		for (String segment : rest.split("/")) {
			if (!segment.isEmpty()) {
				segments.add(decode(segment));
			}
		}
		if (segments.isEmpty()) {
			return new RequestedFlight(segments, null);
		}
		int last = segments.size() - 1;
		String extension = Representation.ARROW_STREAM.extension();
		if (segments.get(last).endsWith(extension) && segments.get(last).length() > extension.length()) {
			segments.set(last, segments.get(last).substring(0, segments.get(last).length() - extension.length()));
		}
		return (segments.size() == 2 && segments.get(0).equals(COMMANDS))
				? new RequestedFlight(List.of(), segments.get(1)) : new RequestedFlight(segments, null);
	}

	private static String decode(String segment) {
		try {
			return UriUtils.decode(segment, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new HttpProblem(400,
					"The path has '%s', which is not a valid escape".formatted(InvalidMessages.shown(segment)));
		}
	}

	/**
	 * The address of a flight, from the client's point of view.
	 * @throws HttpProblem 400 if the request's headers, such as those of a proxy, make no
	 * valid address
	 */
	URI flight(HttpServletRequest request, RequestedFlight flight) {
		return uri(builder(request, flight));
	}

	/**
	 * The address of a flight in a list.
	 * @return the address, or {@code null} if no address leads to the flight
	 */
	@Nullable URI listed(HttpServletRequest request, RequestedFlight flight) {
		return isAddressable(flight) ? flight(request, flight) : null;
	}

	/**
	 * Whether a path survives the round trip through a URI. Containers and firewalls
	 * refuse slashes and unprintable characters in a segment, even if they are escaped.
	 * They drop empty segments.
	 */
	private static boolean isAddressable(RequestedFlight flight) {
		boolean taken = flight.path().size() == 2 && flight.path().get(0).equals(COMMANDS);
		return !flight.isRoot() && !taken && segments(flight).stream().allMatch(FlightUris::isAddressable);
	}

	private static boolean isAddressable(String segment) {
		return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..")
				&& segment.codePoints().noneMatch((c) -> c == '/' || c == '\\' || InvalidMessages.isUnprintable(c));
	}

	/**
	 * The address of the rows of a ticket, with the parameters of the request.
	 */
	URI ticket(HttpServletRequest request, RequestedFlight flight, Ticket ticket) {
		UriComponentsBuilder builder = builder(request, flight);
		if (request.getQueryString() != null) {
			UriComponentsBuilder.newInstance()
				.query(request.getQueryString())
				.build()
				.getQueryParams()
				.forEach((name, values) -> {
					if (!RESERVED.contains(name)) {
						builder.queryParam(name, values);
					}
				});
		}
		builder.queryParam(TICKET, Base64.getUrlEncoder().withoutPadding().encodeToString(ticket.getBytes()));
		return uri(builder);
	}

	private static URI uri(UriComponentsBuilder builder) {
		try {
			return builder.build(true).toUri();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new HttpProblem(400, "The address of a flight cannot be derived from the request: check its Host, "
					+ "X-Forwarded-Host, X-Forwarded-Prefix or Forwarded header, and at its parameters");
		}
	}

	private UriComponentsBuilder builder(HttpServletRequest request, RequestedFlight flight) {
		StringBuilder path = new StringBuilder(this.basePath);
		segments(flight)
			.forEach((segment) -> path.append('/').append(UriUtils.encode(segment, StandardCharsets.UTF_8)));
		return ServletUriComponentsBuilder.fromContextPath(request).path(path.toString());
	}

	/**
	 * The segments of the address. If the last one ends with the extension of an Arrow
	 * stream, the extension is appended once more, because it is removed when the path is
	 * read.
	 */
	private static List<String> segments(RequestedFlight flight) {
		List<String> segments = new ArrayList<>(
				(flight.command() != null) ? List.of(COMMANDS, flight.command()) : flight.path());
		String extension = Representation.ARROW_STREAM.extension();
		int last = segments.size() - 1;
		if (last >= 0 && segments.get(last).endsWith(extension) && !segments.get(last).equals(extension)) {
			segments.set(last, segments.get(last) + extension);
		}
		return segments;
	}

	static Ticket ticket(String text) {
		try {
			return new Ticket(Base64.getUrlDecoder().decode(text));
		}
		catch (IllegalArgumentException ex) {
			throw new HttpProblem(400, "The ticket is not Base64 for URLs");
		}
	}

	/**
	 * The first value of a parameter.
	 */
	static @Nullable String first(@Nullable List<String> values) {
		return (values == null || values.isEmpty()) ? null : values.get(0);
	}

}
