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

package io.github.flightspring.autoconfigure.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import com.github.luben.zstd.ZstdInputStream;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The representation of a response, by the headers of the request.
 */
class NegotiationTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(NumberFlights.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "*/*|application/vnd.apache.arrow.stream",
			"application/json|application/json", "text/*|text/csv;header=present;charset=UTF-8",
			"application/json;q=0.5, text/csv|text/csv;header=present;charset=UTF-8",
			"text/csv;q=0.2, */*;q=0.9|application/vnd.apache.arrow.stream",
			"text/html, application/xhtml+xml, */*;q=0.8|application/vnd.apache.arrow.stream",
			"application/vnd.apache.arrow.file|application/vnd.apache.arrow.file",
			"application/x-ndjson|application/x-ndjson",
			"application/vnd.apache.arrow.stream;q=0, */*|application/vnd.apache.arrow.file",
			"application/vnd.apache.arrow.stream;codecs=lz4|application/vnd.apache.arrow.stream",
			"application/vnd.apache.arrow.stream;codecs=\"lz4,zstd\"|application/vnd.apache.arrow.stream;codecs=zstd" })
	void whenAClientAcceptsThenItGetsWhatItLikesBest(String accept, String expected) throws Exception {
		HttpResponse<byte[]> response = application.get("/flight/numbers", "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", "")).isEqualTo(expected);
	}

	@Test
	void whenNothingIsAcceptableThenTheAnswerNamesWhatThereIs() throws Exception {
		for (HttpResponse<byte[]> response : new HttpResponse[] {
				application.get("/flight/numbers", "Accept", "image/png"),
				application.get("/flight/numbers?format=xlsx") }) {
			assertThat(response.statusCode()).isEqualTo(406);
			assertThat(text(response)).contains("ndjson", "application/vnd.apache.arrow.stream");
		}
		assertThat(application.get("/flight/numbers", "Accept", "what").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "gzip|gzip", "deflate|deflate", "zstd|zstd", "gzip, deflate|gzip",
			"gzip;q=0.5, zstd;q=0.1|gzip", "identity, gzip;q=0.5|", "*|", "br|", "gzip;q=0|", "x-gzip|gzip" })
	void whenACodingIsAcceptedThenItDecodesToTheRows(String accept, String expected) throws Exception {
		HttpResponse<byte[]> response = application.get("/flight/numbers", "Accept-Encoding", accept);
		assertThat(response.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(expected);
		byte[] body = decode(response.body(), expected);
		assertThat(HttpApplication.values(body)).hasSize(100);
	}

	@Test
	void whenIdentityIsRefusedThenSomethingElseMustBeTaken() throws Exception {
		assertThat(application.get("/flight/numbers", "Accept-Encoding", "identity;q=0").statusCode()).isEqualTo(406);
		assertThat(application.get("/flight/numbers", "Accept-Encoding", "*;q=0").statusCode()).isEqualTo(406);
		assertThat(application.get("/flight/numbers", "Accept-Encoding", "br, *;q=0").statusCode()).isEqualTo(406);
		assertThat(application.get("/flight/numbers", "Accept-Encoding", "gzip, *;q=0").statusCode()).isEqualTo(200);
		assertThat(application.get("/flight/numbers", "Accept-Encoding", "gzip;q=2").statusCode()).isEqualTo(400);
	}

	@Test
	void whenBodiesOfBatchesAreCompressedThenTheResponseIsNot() throws Exception {
		HttpResponse<byte[]> response = application.get("/flight/numbers", "Accept",
				"application/vnd.apache.arrow.stream;codecs=zstd", "Accept-Encoding", "gzip, zstd");
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
		assertThat(HttpApplication.values(response.body())).hasSize(100);
	}

	@Test
	void whenTextIsAskedForThenItIsTheRows() throws Exception {
		assertThat(text(application.get("/flight/numbers/from/5?count=3&format=json")).strip())
			.isEqualTo("[{\"value\":5},{\"value\":6},{\"value\":7}]");
		assertThat(text(application.get("/flight/numbers/from/5?count=2&format=ndjson")))
			.isEqualTo("{\"value\":5}\n{\"value\":6}\n");
		assertThat(text(application.get("/flight/numbers/from/5?count=2&format=csv"))).isEqualTo("value\r\n5\r\n6\r\n");
		assertThat(text(application.get("/flight/numbers/none?format=json")).strip()).isEqualTo("[]");
		assertThat(text(application.get("/flight/numbers/none?format=csv"))).isEqualTo("value\r\n");
	}

	@Test
	void whenMultipartIsAskedForThenItHasItsParts() throws Exception {
		HttpResponse<byte[]> response = application.get("/flight/numbers/parts?format=multipart&include_footnotes",
				"Accept-Encoding", "gzip");
		String type = response.headers().firstValue("Content-Type").orElseThrow();
		assertThat(type).startsWith("multipart/mixed").contains("boundary=");
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
		String boundary = type.substring(type.indexOf("boundary=") + 9);
		assertThat(boundary).hasSizeGreaterThanOrEqualTo(27);
		String body = new String(response.body(), StandardCharsets.ISO_8859_1);
		String[] parts = body.split("--" + boundary);
		assertThat(parts).hasSize(5);
		assertThat(parts[1]).startsWith("\r\nContent-Type: application/json\r\n\r\n[")
			.contains("\"Gr\\u00F6\\u00DFe\"");
		assertThat(parts[2]).startsWith("\r\nContent-Type: application/vnd.apache.arrow.stream\r\n\r\n");
		assertThat(parts[3]).startsWith("\r\nContent-Type: text/plain\r\n\r\n2 batches");
		assertThat(parts[4]).isEqualTo("--\r\n");
		byte[] stream = parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4, parts[2].length() - 2)
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(HttpApplication.values(stream)).hasSize(100);
		HttpResponse<byte[]> again = application.get("/flight/numbers/parts?format=multipart");
		assertThat(text(again)).doesNotContain(boundary).doesNotContain("text/plain");
	}

	static byte[] decode(byte[] body, String coding) throws Exception {
		if (coding == null) {
			return body;
		}
		ByteArrayInputStream bytes = new ByteArrayInputStream(body);
		try (InputStream in = switch (coding) {
			case "gzip" -> new GZIPInputStream(bytes);
			case "deflate" -> new InflaterInputStream(bytes);
			default -> new ZstdInputStream(bytes);
		}) {
			return in.readAllBytes();
		}
	}

}
