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

package io.github.flightspring.samples.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The flights of the sample over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.grpc.server.port=0")
class OrdersHttpTests {

	private static final String BED = """
			{"customer": "Aida", "product": "bed", "quantity": %d, "price": 300}
			""";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void delete() {
		this.jdbc.sql("delete from orders where product = 'bed'").update();
	}

	@Test
	void whenOrdersAreDownloadedAsCsvThenEachRowHasItsCustomersCity() throws Exception {
		HttpResponse<String> response = send(request("reader:reading", "orders?format=csv"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("id,customer,city,product,quantity,price,placed_at")
			.contains("Bram,Ghent,chair,4,45.00,2026-01-06T14:00");
	}

	@Test
	void whenRowsAreUploadedThenAllAreStored() throws Exception {
		HttpResponse<String> response = upload("writer:writing", BED.formatted(1) + BED.formatted(2));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("2");
		assertThat(beds()).isEqualTo(2);
	}

	@Test
	void whenALineIsInvalidThenItsNumberIsNamedAndNothingIsStored() throws Exception {
		HttpResponse<String> response = upload("writer:writing", BED.formatted(1) + BED.formatted(0));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("quantity", "must be greater than 0", "\"line\":2");
		assertThat(beds()).isZero();
	}

	@Test
	void whenACustomerIsUnknownThenUnprocessable() throws Exception {
		HttpResponse<String> response = upload("writer:writing", BED.formatted(1).replace("Aida", "Dora"));
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).contains("There is no customer 'Dora'");
	}

	@Test
	void whenAReaderUploadsThenForbiddenAndNothingIsStored() throws Exception {
		assertThat(upload("reader:reading", BED.formatted(1)).statusCode()).isEqualTo(403);
		assertThat(beds()).isZero();
	}

	@Test
	void whenAPasswordIsWrongThenUnauthorized() throws Exception {
		assertThat(send(request("reader:wrong", "orders?format=csv")).statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> upload(String user, String rows) throws IOException, InterruptedException {
		return send(request(user, "orders").header("Content-Type", "application/x-ndjson")
			.PUT(BodyPublishers.ofString(rows)));
	}

	private HttpRequest.Builder request(String user, String flight) {
		String credentials = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/flight/" + flight))
			.header("Authorization", "Basic " + credentials);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private long beds() {
		return this.jdbc.sql("select count(*) from orders where product = 'bed'").query(Long.class).single();
	}

}
