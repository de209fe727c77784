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

package io.github.flightspring.sample.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import io.github.flightspring.sample.client.FlightCommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.grpc.server.port=0", "sample.web.stocks=10000" })
class WebTests {

	@TempDir
	private static Path folder;

	private static final byte[] CONTENT = content();

	@LocalServerPort
	private int port;

	private final HttpClient client = HttpClient.newHttpClient();

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry properties) {
		properties.add("sample.database", () -> folder.resolve("uploads.duckdb"));
		properties.add("sample.web.files", () -> folder.resolve("files"));
	}

	private static byte[] content() {
		byte[] bytes = new byte[500_000];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	@BeforeEach
	void clear() throws Exception {
		if (Files.exists(files())) {
			try (var all = Files.list(files())) {
				for (Path file : all.toList()) {
					Files.delete(file);
				}
			}
		}
	}

	@Test
	void whenAClientKnowsOnlyTheServerThenItGetsTheStocksInParts() throws Exception {
		HttpResponse<byte[]> response = send(request("/?include_footnotes").header("Accept-Language", "en").GET());
		String type = response.headers().firstValue("Content-Type").orElseThrow();
		assertThat(type).startsWith("multipart/mixed").doesNotContain("charset");
		assertThat(response.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
		String body = new String(response.body(), StandardCharsets.ISO_8859_1);
		String[] parts = body.split("--" + type.replaceAll(".*boundary=\"?([^;\"]+).*", "$1"));
		assertThat(parts[1].split("ticker")).hasSize(61);
		assertThat(parts[3]).contains("2 batches");
	}

	@Test
	void whenAClientAcceptsAnythingThenItGetsTheListOfFlights() throws Exception {
		for (String accept : new String[] { "*/*", "application/json, */*;q=0.5", "application/*" }) {
			HttpResponse<byte[]> response = send(request("/").header("Accept", accept).GET());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
			assertThat(response.headers().allValues("Vary")).contains("Accept");
			assertThat(response.body()).hasSizeLessThan(100_000);
			assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("/flight/stocks");
		}
		for (String accept : new String[] { "multipart/mixed", "application/vnd.apache.arrow.stream", "multipart/*" }) {
			HttpResponse<byte[]> response = send(request("/").header("Accept", accept).GET());
			assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(accept.replace("*", ""));
		}
		assertThat(
				new String(send(request("/?format=csv").header("Accept", "*/*").GET()).body(), StandardCharsets.UTF_8))
			.startsWith("ticker,price,volume");
	}

	@Test
	void whenABrowserComesThenItGetsThePage() throws Exception {
		HttpResponse<byte[]> page = send(request("/").header("Accept", "text/html,*/*").GET());
		assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("page.js");
		assertThat(page.headers().allValues("Vary")).contains("Accept");
		assertThat(send(request("/page.js").GET()).statusCode()).isEqualTo(200);
		assertThat(send(request("/vendor/apache-arrow/Arrow.es2015.min.js").GET()).statusCode()).isEqualTo(200);
	}

	@Test
	void whenAFileIsDroppedThenItIsStoredAsItWas() throws Exception {
		assertStored("plain", "identity", BodyPublishers.ofByteArray(CONTENT));
		assertStored("chunked", "identity", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(CONTENT)));
		assertStored("gzip", "gzip", BodyPublishers.ofByteArray(gzip(CONTENT)));
		assertStored("zstd", "zstd", BodyPublishers.ofByteArray(Zstd.compress(CONTENT)));
		ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
			out.write(CONTENT);
		}
		assertStored("deflate", "deflate", BodyPublishers.ofByteArray(deflated.toByteArray()));
	}

	@Test
	void whenTheNameIsInAHeaderThenThePathDoesNotMatter() throws Exception {
		for (String path : new String[] { "/", "/hello", "/hello.md" }) {
			HttpResponse<byte[]> response = send(
					request(path).header("X-Filename", "NAMED.md").PUT(BodyPublishers.ofByteArray(CONTENT)));
			assertThat(response.statusCode()).isEqualTo(201);
			assertThat(Files.readAllBytes(files().resolve("NAMED.md"))).isEqualTo(CONTENT);
		}
	}

	@Test
	void whenANameIsUnsafeOrABodyIsBrokenThenNothingIsLeft() throws Exception {
		for (String name : new String[] { "../x", ".hidden", "a/b", "a\\b", "" }) {
			HttpResponse<byte[]> response = send(
					request("/").header("X-Filename", name).PUT(BodyPublishers.ofByteArray(CONTENT)));
			assertThat(response.statusCode()).as(name).isEqualTo(400);
		}
		byte[] cut = Arrays.copyOf(gzip(CONTENT), 1000);
		HttpResponse<byte[]> response = send(
				request("/files/cut").header("Content-Encoding", "gzip").PUT(BodyPublishers.ofByteArray(cut)));
		assertThat(response.statusCode()).isEqualTo(400);
		HttpResponse<byte[]> unknown = send(
				request("/files/x").header("Content-Encoding", "br").PUT(BodyPublishers.ofByteArray(cut)));
		assertThat(unknown.statusCode()).isEqualTo(415);
		if (Files.exists(files())) {
			try (var left = Files.list(files())) {
				assertThat(left).isEmpty();
			}
		}
	}

	@Test
	void whenTheClientSendsAFileThenItArrives() throws Exception {
		Path file = Files.write(folder.resolve("to send.bin"), CONTENT);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
		assertThat(FlightCommandLine.run(print, print, "send", file.toString(), "http://localhost:" + this.port))
			.as(out.toString(StandardCharsets.UTF_8))
			.isZero();
		assertThat(out.toString(StandardCharsets.UTF_8)).contains("100 %");
		assertThat(Files.readAllBytes(files().resolve("to send.bin"))).isEqualTo(CONTENT);
	}

	@Test
	void whenAFileIsRefusedThenTheClientSaysWhy() throws Exception {
		byte[] large = new byte[20_000_000];
		new Random(2).nextBytes(large);
		Path file = Files.write(folder.resolve("\u00fc;x"), large);
		assertThat(failure(file)).contains("The server answered 400");
		assertThat(failure(folder.resolve("nosuch.bin"))).contains("There is no file '").contains("nosuch.bin'");
		assertThat(failure(folder)).contains("is a directory");
	}

	private String failure(Path file) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
		assertThat(FlightCommandLine.run(print, print, "send", file.toString(), "http://localhost:" + this.port))
			.isEqualTo(1);
		return out.toString(StandardCharsets.UTF_8);
	}

	private void assertStored(String name, String coding, BodyPublisher body) throws Exception {
		HttpResponse<byte[]> response = send(request("/files/" + name).header("Content-Encoding", coding).PUT(body));
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("OK");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(Files.readAllBytes(files().resolve(name))).isEqualTo(CONTENT);
	}

	private static byte[] gzip(byte[] bytes) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	private Path files() {
		return folder.resolve("files");
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofByteArray());
	}

}
