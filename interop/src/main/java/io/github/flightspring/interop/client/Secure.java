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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.auth.BasicClientAuthHandler;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;
import static io.github.flightspring.interop.client.Report.fails;

/**
 * Each way to authenticate over TLS, with right and wrong credentials, and the flights
 * that each caller may use.
 */
@SuppressWarnings("deprecation")
final class Secure {

	private static final Map<String, String> PASSWORDS = Map.of("reader", "read:ing €", "writer", "writing");

	private static final FlightDescriptor CALLER = FlightDescriptor.path("caller");

	private static final FlightDescriptor HIDDEN = FlightDescriptor.path("hidden", "caller");

	private final BufferAllocator allocator;

	private final String address;

	private final Path certificates;

	Secure(BufferAllocator allocator, String address, Path certificates) {
		this.allocator = allocator;
		this.address = address;
		this.certificates = certificates;
	}

	void addTo(Report report) {
		add(report, "tls-basic", (client) -> {
			PASSWORDS.keySet().forEach((name) -> equal(caller(client, as(name)), name));
			refused(() -> caller(client, basic("reader", "wrong")));
			refused(() -> caller(client, basic("nobody", "writing")));
		});
		add(report, "tls-handshake", (client) -> {
			equal(caller(client, client.authenticateBasicToken("reader", PASSWORDS.get("reader")).orElseThrow()),
					"reader");
			refused(() -> client.authenticateBasicToken("reader", "wrong"));
		});
		add(report, "tls-payload", (client) -> {
			refused(() -> client.authenticate(new BasicClientAuthHandler("reader", "wrong")));
			client.authenticate(new BasicClientAuthHandler("reader", PASSWORDS.get("reader")));
			equal(caller(client), "reader");
		});
		report.add("tls-altered", this::altered);
		report.add("tls-certificate", this::certificate);
		add(report, "tls-rights", this::rights);
		add(report, "tls-ticket", (client) -> {
			Ticket ticket = client.getInfo(CALLER, as("reader")).getEndpoints().get(0).getTicket();
			read(client, ticket, as("reader"));
			unauthorized(() -> read(client, ticket, as("writer")));
		});
		add(report, "tls-anonymous", this::anonymous);
	}

	private void add(Report report, String name, Check check) {
		report.add(name, () -> {
			try (FlightClient client = builder().build()) {
				check.with(client);
			}
		});
	}

	private FlightClient.Builder builder() throws IOException {
		String[] parts = this.address.split(":");
		return FlightClient.builder(this.allocator, Location.forGrpcTls(parts[0], Integer.parseInt(parts[1])))
			.trustedCertificates(pem("server.pem"));
	}

	private InputStream pem(String name) throws IOException {
		return Files.newInputStream(this.certificates.resolve(name));
	}

	private void altered() throws Exception {
		AtomicReference<String> token = new AtomicReference<>("");
		try (FlightClient client = builder().intercept((info) -> new TokenKeeper(token)).build()) {
			client.authenticateBasicToken("reader", PASSWORDS.get("reader"));
			equal(caller(client, header(token.get())), "reader");
			String[] parts = token.get().substring("Bearer ".length()).split("\\.");
			String writer = swap(parts[1], "reader", "writer");
			for (String bad : List.of(parts[0] + "." + writer + "." + parts[2],
					swap(parts[0], "HS256", "none") + "." + writer + ".",
					parts[0] + "." + parts[1] + "." + parts[2].substring(1), "nonsense")) {
				refused(() -> caller(client, header("Bearer " + bad)));
			}
		}
	}

	private static String swap(String part, String old, String replacement) {
		String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
		check(text.contains(old), text);
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(text.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
	}

	private void certificate() throws Exception {
		try (FlightClient client = builder().clientCertificate(pem("client.pem"), pem("client.key")).build()) {
			equal(caller(client), "reader");
			equal(caller(client, as("writer")), "writer");
		}
		try (FlightClient client = builder().clientCertificate(pem("server.pem"), pem("server.key")).build()) {
			fails(FlightRuntimeException.class, () -> caller(client));
		}
	}

	private void rights(FlightClient client) throws Exception {
		upload(client, as("writer"));
		unauthorized(() -> upload(client, as("reader")));
		equal(client.getInfo(HIDDEN, as("writer")).getEndpoints().size(), 1);
		equal(fails(FlightRuntimeException.class, () -> client.getInfo(HIDDEN, as("reader"))).status().code(),
				FlightStatusCode.NOT_FOUND);
		check(listed(client, as("writer")).containsAll(List.of("caller", "hidden/caller")), "not listed");
		List<String> readers = listed(client, as("reader"));
		check(readers.contains("caller") && !readers.contains("hidden/caller"), readers);
	}

	private static List<String> listed(FlightClient client, CallOption... options) {
		List<String> paths = new ArrayList<>();
		client.listFlights(Criteria.ALL, options)
			.forEach((info) -> paths.add(String.join("/", info.getDescriptor().getPath())));
		return paths;
	}

	private void anonymous(FlightClient client) throws Exception {
		refused(() -> listed(client));
		refused(() -> client.getInfo(CALLER));
		refused(() -> client.pollInfo(CALLER));
		refused(() -> client.getSchema(CALLER));
		refused(() -> read(client, new Ticket(new byte[] { 1 })));
		refused(() -> caller(client));
		refused(() -> client.listActions().forEach((action) -> {
		}));
		refused(() -> upload(client));
		refused(() -> {
			try (FlightClient.ExchangeReaderWriter exchange = client.doExchange(CALLER)) {
				exchange.getReader().next();
			}
		});
		refused(() -> client.handshake());
	}

	private void upload(FlightClient client, CallOption... options) throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of()), this.allocator)) {
			FlightClient.ClientStreamListener stream = client.startPut(FlightDescriptor.path("store", "secure"), root,
					new AsyncPutListener(), options);
			stream.completed();
			stream.getResult();
		}
	}

	private static void read(FlightClient client, Ticket ticket, CallOption... options) throws Exception {
		try (FlightStream stream = client.getStream(ticket, options)) {
			while (stream.next()) {
				stream.getRoot();
			}
		}
	}

	private static String caller(FlightClient client, CallOption... options) {
		Result result = client.doAction(new Action("caller"), options).next();
		return new String(result.getBody(), StandardCharsets.UTF_8);
	}

	private static CallOption as(String name) {
		return basic(name, String.valueOf(PASSWORDS.get(name)));
	}

	private static CallOption basic(String name, String password) {
		return header("Basic "
				+ Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	private static CallOption header(String authorization) {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert("authorization", authorization);
		return new HeaderCallOption(headers);
	}

	private static void refused(Report.Feature feature) throws Exception {
		equal(fails(FlightRuntimeException.class, feature).status().code(), FlightStatusCode.UNAUTHENTICATED);
	}

	private static void unauthorized(Report.Feature feature) throws Exception {
		equal(fails(FlightRuntimeException.class, feature).status().code(), FlightStatusCode.UNAUTHORIZED);
	}

	/**
	 * Keeps the token that a handshake answers with.
	 */
	private record TokenKeeper(AtomicReference<String> token) implements FlightClientMiddleware {

		@Override
		public void onBeforeSendingHeaders(CallHeaders outgoingHeaders) {
		}

		@Override
		public void onHeadersReceived(CallHeaders incomingHeaders) {
			if (incomingHeaders.containsKey("authorization")) {
				this.token.set(incomingHeaders.get("authorization"));
			}
		}

		@Override
		public void onCallCompleted(CallStatus status) {
		}

	}

	/**
	 * What is tried with a connection of its own.
	 */
	private interface Check {

		void with(FlightClient client) throws Exception;

	}

}
