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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.grpc.Context;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;
import static io.github.flightspring.interop.client.Report.fails;

/**
 * Actions, headers, failures, deadlines and cancellation.
 */
final class Ends {

	private final Connection connection;

	Ends(Connection connection) {
		this.connection = connection;
	}

	void addTo(Report report) {
		report.add("action-none", () -> equal(this.connection.act("none", ""), List.of()));
		report.add("action-one", () -> equal(this.connection.act("one", "body"), List.of("body")));
		report.add("action-many", () -> equal(this.connection.act("many", ""),
				IntStream.range(0, 1000).mapToObj(Integer::toString).toList()));
		report.add("list-actions", () -> {
			StringBuilder descriptions = new StringBuilder();
			this.connection.client().listActions().forEach((action) -> descriptions.append(action.getDescription()));
			check(descriptions.indexOf("Answers with a thousand numbers") >= 0, descriptions);
		});
		addFailures(report);
		addDeadlines(report);
		addCancellations(report);
		report.add("headers-in", () -> equal(headers(), List.of("hello", "[0, 1, -1]")));
		report.add("headers-out", () -> {
			headers();
			equal(this.connection.received().get("x-interop-header"), "header hello");
			equal(this.connection.received().get("x-interop-header-bin"), "[0, 1, -1]");
		});
		report.notAvailable("FlightClient shows trailers only of calls that fail", "trailers-out");
		report.notAvailable("FlightClient makes no gRPC calls but Flight's", "reflection", "health");
		report.notAvailable("FlightClient writes well-formed streams only", "edge-no-schema", "edge-second-schema",
				"edge-dictionary-first", "edge-short-body", "edge-negative-length", "edge-huge-length", "edge-version",
				"edge-trailing");
		report.add("edge-ticket",
				() -> equal(
						fails(FlightRuntimeException.class, () -> read(new Ticket(new byte[1 << 20]))).status().code(),
						FlightStatusCode.INVALID_ARGUMENT));
	}

	private List<String> headers() {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert("x-interop-text", "hello");
		headers.insert("x-interop-bin", new byte[] { 0, 1, -1 });
		return this.connection.act("headers", "", new HeaderCallOption(headers));
	}

	private void read(Ticket ticket, CallOption... options) throws Exception {
		try (FlightStream stream = this.connection.client().getStream(ticket, options)) {
			while (stream.next()) {
				stream.getRoot();
			}
		}
	}

	private void addFailures(Report report) {
		for (FlightStatusCode code : FlightStatusCode.values()) {
			if (code != FlightStatusCode.OK) {
				report.add("error-" + code, () -> {
					ErrorFlightMetadata metadata = failed(code, () -> this.connection.act("fail", code.name()));
					equal(metadata.get("x-interop-reason"), "reason " + code);
					equal(Connection.utf8(metadata.getByte("x-interop-reason-bin")), "bytes " + code);
				});
			}
		}
		report.add("error-get", () -> {
			try (FlightStream stream = this.connection.open("fail", "UNAUTHORIZED")) {
				check(stream.next() && stream.getRoot().getRowCount() == 10, "no batch");
				failed(FlightStatusCode.UNAUTHORIZED, stream::next);
			}
		});
		report.add("error-put", () -> {
			try (VectorSchemaRoot root = this.connection.longs()) {
				FlightClient.ClientStreamListener stream = start(root, "fail", "UNAUTHORIZED");
				failed(FlightStatusCode.UNAUTHORIZED, stream::getResult);
			}
		});
	}

	private static ErrorFlightMetadata failed(FlightStatusCode code, Report.Feature call) throws Exception {
		FlightRuntimeException ex = fails(FlightRuntimeException.class, call);
		equal(ex.status().code(), code);
		check(String.valueOf(ex.getMessage()).contains("message " + code), ex);
		return ex.status().metadata();
	}

	private FlightClient.ClientStreamListener start(VectorSchemaRoot root, String... path) {
		FlightClient.ClientStreamListener stream = this.connection.client()
			.startPut(FlightDescriptor.path(path), root, new AsyncPutListener());
		Connection.fill(root, 10);
		stream.putNext();
		return stream;
	}

	private void addDeadlines(Report report) {
		CallOption soon = CallOptions.timeout(300, TimeUnit.MILLISECONDS);
		report.add("deadline-action", () -> {
			long left = Long
				.parseLong(this.connection.act("time-left", "", CallOptions.timeout(30, TimeUnit.SECONDS)).get(0));
			check(left > 20_000 && left <= 30_000, left);
			String id = UUID.randomUUID().toString();
			late(() -> this.connection.act("slow", id, soon));
			became(id);
		});
		report.add("deadline-get", () -> {
			String id = UUID.randomUUID().toString();
			Ticket ticket = this.connection.info("slow", id).getEndpoints().get(0).getTicket();
			late(() -> read(ticket, soon));
			became(id);
		});
	}

	private static void late(Report.Feature call) throws Exception {
		equal(fails(FlightRuntimeException.class, call).status().code(), FlightStatusCode.TIMED_OUT);
	}

	private void became(String id) {
		equal(this.connection.act("became", id), List.of("cancelled"));
	}

	private void addCancellations(Report report) {
		report.add("cancel-get", () -> {
			String id = UUID.randomUUID().toString();
			try (FlightStream stream = this.connection.open("endless", id)) {
				check(stream.next(), "no batch");
				stream.cancel("enough", null);
				became(id);
			}
		});
		cancel(report, "put", (id) -> {
			try (VectorSchemaRoot root = this.connection.longs()) {
				start(root, "endless", id);
				Thread.sleep(200);
			}
		});
		cancel(report, "exchange", this::exchange);
		cancel(report, "action",
				(id) -> this.connection.client()
					.doAction(new Action("endless", id.getBytes(StandardCharsets.UTF_8)))
					.next());
		cancel(report, "list",
				(id) -> this.connection.client()
					.listFlights(new Criteria(("endless:" + id).getBytes(StandardCharsets.UTF_8)))
					.iterator()
					.next());
	}

	private void exchange(String id) throws Exception {
		FlightClient.ExchangeReaderWriter exchange = this.connection.client()
			.doExchange(FlightDescriptor.path("endless", id));
		try (VectorSchemaRoot root = this.connection.longs()) {
			exchange.getWriter().start(root);
			Connection.fill(root, 10);
			exchange.getWriter().putNext();
			check(exchange.getReader().next(), "no batch");
		}
	}

	/**
	 * FlightClient can cancel downloads only; gRPC's context can cancel any call.
	 */
	private void cancel(Report report, String name, Call call) {
		report.add("cancel-" + name, () -> {
			String id = UUID.randomUUID().toString();
			Context.CancellableContext context = Context.current().withCancellation();
			context.call(() -> {
				call.start(id);
				return null;
			});
			context.cancel(null);
			became(id);
		});
	}

	/**
	 * A call that does not end by itself.
	 */
	private interface Call {

		/**
		 * Start the call and wait until it is under way.
		 * @param id what to call it
		 * @throws Exception if it does not start
		 */
		void start(String id) throws Exception;

	}

}
