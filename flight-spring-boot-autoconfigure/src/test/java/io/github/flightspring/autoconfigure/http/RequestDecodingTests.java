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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import io.github.flightspring.support.HttpApplication;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Coded bodies for the application's own controllers.
 */
class RequestDecodingTests {

	private static final byte[] TEXT = "a text that is sent ".repeat(100).getBytes(StandardCharsets.US_ASCII);

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(new Class<?>[] { NumberFlights.class, Texts.class },
				"flight.http.request-decoding.enabled=true", "flight.http.upload.max-decoded-size=1MB");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenABodyIsCodedThenAControllerGetsItDecoded() throws Exception {
		byte[] two = concat(gzip(TEXT), gzip(TEXT));
		assertThat(put("/text", "gzip", two)).isEqualTo("200 null 4000");
		assertThat(put("/text", "deflate", deflate(false))).isEqualTo("200 null 2000");
		assertThat(put("/text", "deflate", deflate(true))).isEqualTo("200 null 2000");
		assertThat(put("/text", "zstd", Zstd.compress(TEXT))).isEqualTo("200 null 2000");
		assertThat(put("/text", "identity", TEXT)).isEqualTo("200 identity 2000");
		assertThat(put("/bytes", "gzip", two)).isEqualTo("200 null 4000");
	}

	@Test
	void whenABodyCannotBeDecodedThenTheStatusSaysWhy() throws Exception {
		assertThat(put("/text", "br", TEXT)).isEqualTo("415 gzip, deflate, zstd");
		assertThat(put("/bytes", "gzip", TEXT)).startsWith("400");
		assertThat(put("/text", "gzip", TEXT)).startsWith("400");
		assertThat(put("/bytes", "gzip", Arrays.copyOf(gzip(TEXT), 30))).startsWith("400");
		assertThat(put("/bytes", "gzip", gzip(new byte[2 << 20]))).startsWith("413");
	}

	@Test
	void whenABodyGrowsBetweenItsCodingsThenItIsRefusedThoughNothingComesOfIt() throws Exception {
		byte[] members = gzip(repeat(gzip(new byte[0]), 50_000));
		byte[] body = gzip(repeat(members, 200));
		assertThat(body).hasSizeLessThan(10_000);
		assertThat(put("/bytes", "gzip, gzip, gzip", body)).startsWith("413");
		assertThat(put("/bytes", "gzip, gzip", gzip(repeat(gzip(new byte[0]), 60_000)))).startsWith("413");
		assertThat(put("/bytes", "gzip, gzip, gzip", gzip(gzip(gzip(TEXT))))).isEqualTo("200 null 2000");
	}

	@Test
	void whenNothingIsSaidThenBodiesAreAsTheyWereSent() throws Exception {
		try (HttpApplication other = HttpApplication.start(new Class<?>[] { NumberFlights.class, Texts.class })) {
			byte[] body = gzip(TEXT);
			assertThat(put(other, "/bytes", "gzip", body)).isEqualTo("200 gzip " + body.length);
		}
	}

	private static String put(String path, String coding, byte[] body) throws Exception {
		return put(application, path, coding, body);
	}

	private static String put(HttpApplication application, String path, String coding, byte[] body) throws Exception {
		HttpResponse<byte[]> response = application.send(application.request(path)
			.header("Content-Encoding", coding)
			.header("Content-Type", "text/plain")
			.PUT(BodyPublishers.ofByteArray(body)));
		return response.statusCode() + " "
				+ response.headers()
					.firstValue("Accept-Encoding")
					.orElseGet(() -> new String(response.body(), StandardCharsets.UTF_8));
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream coded = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(coded)) {
			out.write(bytes);
		}
		return coded.toByteArray();
	}

	private static byte[] deflate(boolean raw) throws IOException {
		ByteArrayOutputStream coded = new ByteArrayOutputStream();
		try (OutputStream out = new DeflaterOutputStream(coded, new Deflater(6, raw))) {
			out.write(TEXT);
		}
		return coded.toByteArray();
	}

	private static byte[] repeat(byte[] bytes, int times) {
		byte[] all = new byte[bytes.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
		}
		return all;
	}

	private static byte[] concat(byte[] first, byte[] second) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.write(first);
		all.write(second);
		return all.toByteArray();
	}

	@RestController
	static class Texts {

		@PutMapping("/text")
		String text(@RequestBody String text, HttpServletRequest request) {
			return request.getHeader("Content-Encoding") + " " + text.length();
		}

		@PutMapping("/bytes")
		String bytes(InputStream body, HttpServletRequest request) throws IOException {
			return request.getHeader("Content-Encoding") + " " + body.readAllBytes().length;
		}

	}

}
