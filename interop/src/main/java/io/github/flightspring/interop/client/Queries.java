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

package io.github.flightspring.interop.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.vector.IntVector;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;
import static io.github.flightspring.interop.client.Report.fails;

/**
 * Queries, expiry, renewal, cancellation, sessions.
 */
final class Queries {

	private final Connection connection;

	Queries(Connection connection) {
		this.connection = connection;
	}

	void addTo(Report report) {
		report.add("query-poll", this::poll);
		report.add("query-early", () -> {
			PollInfo early = poll(steps(unique(), 8), (poll) -> !poll.getFlightInfo().getEndpoints().isEmpty());
			FlightDescriptor next = early.getFlightDescriptor().orElseThrow();
			equal(ids(early.getFlightInfo().getEndpoints()).get(0), 0);
			equal(ids(poll(next, (poll) -> false).getFlightInfo().getEndpoints()), numbers(8));
		});
		report.add("query-info", () -> {
			FlightInfo info = this.connection.client().getInfo(steps(unique(), 3));
			equal(ids(info.getEndpoints()), numbers(3));
			equal(ids(info.getEndpoints()), numbers(3));
		});
		report.add("query-cancel", this::cancelQuery);
		report.add("cancel-info", this::cancelDownload);
		report.add("renew", this::renew);
		report.add("read-until-expiry", () -> {
			FlightEndpoint endpoint = soonExpired();
			equal(ids(List.of(endpoint, endpoint)), List.of(0, 1, 2, 0, 1, 2));
			Thread.sleep(6100);
			expired(endpoint);
		});
		report.add("session", this::session);
	}

	private void poll() throws Exception {
		Set<Double> progress = new HashSet<>();
		PollInfo last = poll(steps(unique(), 5), (poll) -> {
			poll.getProgress().ifPresent(progress::add);
			return false;
		});
		check(progress.size() >= 3, progress);
		equal(ids(last.getFlightInfo().getEndpoints()), numbers(5));
	}

	private void cancelQuery() throws Exception {
		String id = unique();
		PollInfo early = poll(steps(id, 100), (poll) -> !poll.getFlightInfo().getEndpoints().isEmpty());
		equal(cancel(early.getFlightInfo()), CancelStatus.CANCELLED);
		equal(this.connection.act("query-became", id), List.of("interrupted"));
		fails(FlightRuntimeException.class,
				() -> this.connection.client().pollInfo(early.getFlightDescriptor().orElseThrow()));
		ended(FlightStatusCode.CANCELLED, early.getFlightInfo().getEndpoints().get(0).getTicket());
	}

	private void cancelDownload() throws Exception {
		FlightInfo info = this.connection.info("endless", unique());
		Ticket ticket = info.getEndpoints().get(0).getTicket();
		try (FlightStream stream = this.connection.client().getStream(ticket)) {
			stream.next();
			equal(cancel(info), CancelStatus.CANCELLED);
			FlightRuntimeException ex = fails(FlightRuntimeException.class, () -> {
				while (stream.next()) {
					stream.getRoot();
				}
			});
			equal(ex.status().code(), FlightStatusCode.CANCELLED);
		}
		ended(FlightStatusCode.CANCELLED, ticket);
	}

	private void renew() throws Exception {
		FlightEndpoint endpoint = soonExpired();
		Thread.sleep(3500);
		FlightEndpoint renewed = this.connection.client().renewFlightEndpoint(new RenewFlightEndpointRequest(endpoint));
		Thread.sleep(3000);
		equal(ids(List.of(endpoint, renewed)), List.of(0, 1, 2, 0, 1, 2));
		Thread.sleep(3600);
		expired(renewed);
	}

	private void session() throws Exception {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert("cookie", "balancer=node-1");
		CallOption header = new HeaderCallOption(headers);
		try (FlightClient client = this.connection
			.another((builder) -> builder.intercept(new ClientCookieMiddleware.Factory()))) {
			Map<String, SessionOptionValue> options = Map.of("text",
					SessionOptionValueFactory.makeSessionOptionValue("value"), "flag",
					SessionOptionValueFactory.makeSessionOptionValue(true), "number",
					SessionOptionValueFactory.makeSessionOptionValue(1L << 40), "share",
					SessionOptionValueFactory.makeSessionOptionValue(0.25), "list",
					SessionOptionValueFactory.makeSessionOptionValue(new String[] { "a", "b" }));
			check(!client.setSessionOptions(new SetSessionOptionsRequest(options), header).hasErrors(), "errors");
			client.setSessionOptions(new SetSessionOptionsRequest(
					Map.of("list", SessionOptionValueFactory.makeEmptySessionOptionValue())), header);
			Map<String, SessionOptionValue> found = client.getSessionOptions(new GetSessionOptionsRequest(), header)
				.getSessionOptions();
			equal(found.keySet(), Set.of("text", "flag", "number", "share"));
			found.forEach((name, value) -> equal(value, options.get(name)));
			equal(client.closeSession(new CloseSessionRequest(), header).getStatus(), CloseSessionResult.Status.CLOSED);
		}
	}

	private PollInfo poll(FlightDescriptor descriptor, Predicate<PollInfo> enough) {
		PollInfo poll = this.connection.client().pollInfo(descriptor);
		while (!enough.test(poll) && poll.getFlightDescriptor().isPresent()) {
			poll = this.connection.client().pollInfo(poll.getFlightDescriptor().get());
		}
		return poll;
	}

	private CancelStatus cancel(FlightInfo info) {
		return this.connection.client().cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus();
	}

	private FlightEndpoint soonExpired() {
		return this.connection.info("soon-expired").getEndpoints().get(0);
	}

	private void expired(FlightEndpoint endpoint) throws Exception {
		CallStatus status = ended(FlightStatusCode.NOT_FOUND, endpoint.getTicket());
		check(String.valueOf(status.description()).contains("expired"), status);
	}

	private CallStatus ended(FlightStatusCode code, Ticket ticket) throws Exception {
		FlightRuntimeException ex = fails(FlightRuntimeException.class, () -> addIds(ticket, new ArrayList<>()));
		equal(ex.status().code(), code);
		return ex.status();
	}

	private List<Integer> ids(List<FlightEndpoint> endpoints) throws Exception {
		List<Integer> ids = new ArrayList<>();
		for (FlightEndpoint endpoint : endpoints) {
			addIds(endpoint.getTicket(), ids);
		}
		return ids;
	}

	private void addIds(Ticket ticket, List<Integer> ids) throws Exception {
		try (FlightStream stream = this.connection.client().getStream(ticket)) {
			while (stream.next()) {
				IntVector vector = (IntVector) stream.getRoot().getVector("id");
				IntStream.range(0, stream.getRoot().getRowCount()).forEach((row) -> ids.add(vector.get(row)));
			}
		}
	}

	private static FlightDescriptor steps(String id, int count) {
		return FlightDescriptor.path("steps", id, Integer.toString(count));
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	private static String unique() {
		return UUID.randomUUID().toString();
	}

}
