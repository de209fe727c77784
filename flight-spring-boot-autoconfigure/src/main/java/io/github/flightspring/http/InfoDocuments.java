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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.handler.mapping.FlightPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Location;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Flight information as JSON documents. An unknown total is left out.
 */
final class InfoDocuments {

	private final FlightUris uris;

	private final FlightCommands commands;

	private final JsonMapper mapper;

	InfoDocuments(FlightHttpServices services) {
		this.uris = services.uris();
		this.commands = services.commands();
		this.mapper = services.mapper();
	}

	/**
	 * A flight as an entry of the list, with its address if it has one.
	 */
	Map<String, Object> listed(FlightInfo info, HttpServletRequest request) {
		RequestedFlight flight = requested(info.getDescriptor());
		Map<String, Object> document = common(info, flight);
		URI uri = (flight != null) ? this.uris.listed(request, flight) : null;
		if (uri != null) {
			document.put("uri", uri.toString());
		}
		return document;
	}

	/**
	 * A flight with everything that a client needs to download it.
	 */
	Map<String, Object> info(FlightInfo info, RequestedFlight flight, HttpServletRequest request) {
		Map<String, Object> document = common(info, flight);
		document.put("uri", this.uris.flight(request, flight).toString());
		document.put("ordered", info.getOrdered());
		List<Object> endpoints = new ArrayList<>();
		for (FlightEndpoint endpoint : info.getEndpoints()) {
			endpoints.add(endpoint(endpoint, flight, request));
		}
		document.put("endpoints", endpoints);
		return document;
	}

	private Map<String, Object> endpoint(FlightEndpoint endpoint, RequestedFlight flight, HttpServletRequest request) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("uri", this.uris.ticket(request, flight, endpoint.getTicket()).toString());
		List<String> locations = endpoint.getLocations().stream().map(Location::getUri).map(Object::toString).toList();
		if (!locations.isEmpty()) {
			document.put("locations", locations);
		}
		endpoint.getExpirationTime().ifPresent((expiry) -> document.put("expirationTime", expiry.toString()));
		put(document, "appMetadata", endpoint.getAppMetadata());
		return document;
	}

	private Map<String, Object> common(FlightInfo info, @Nullable RequestedFlight flight) {
		Map<String, Object> document = new LinkedHashMap<>();
		if (flight != null && flight.command() != null) {
			document.put("command", flight.command());
		}
		else if (!info.getDescriptor().isCommand()) {
			document.put("path", String.join("/", info.getDescriptor().getPath()));
		}
		if (info.getRecords() >= 0) {
			document.put("records", info.getRecords());
		}
		if (info.getBytes() >= 0) {
			document.put("bytes", info.getBytes());
		}
		put(document, "appMetadata", info.getAppMetadata());
		info.getSchemaOptional().ifPresent((schema) -> document.put("schema", schema(schema)));
		return document;
	}

	private @Nullable RequestedFlight requested(FlightDescriptor descriptor) {
		try {
			if (!descriptor.isCommand()) {
				// servers and proxies drop empty path segments
				List<String> path = FlightPaths.normalize(descriptor.getPath());
				return path.contains("") ? null : new RequestedFlight(path, null);
			}
			return new RequestedFlight(List.of(), this.commands.decode(descriptor.getCommand()).name());
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	JsonNode schema(Schema schema) {
		return this.mapper.readTree(schema.toJson());
	}

	/**
	 * Add metadata as JSON if it is JSON, otherwise in Base64.
	 */
	private void put(Map<String, Object> document, String name, byte @Nullable [] metadata) {
		if (metadata == null || metadata.length == 0) {
			return;
		}
		document.put(name, json(this.mapper, metadata));
	}

	static Object json(JsonMapper mapper, byte[] bytes) {
		try {
			return mapper.readTree(bytes);
		}
		catch (JacksonException ex) {
			return Base64.getEncoder().encodeToString(bytes);
		}
	}

}
