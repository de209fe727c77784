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
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.Zstd;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows to a handler, whole, coded, cut off and hostile.
 */
class UploadTests {

	private static final long SUM = 4950;

	private static HttpApplication application;

	private static byte[] stream;

	private static byte[] file;

	@BeforeAll
	static void start() throws Exception {
		application = HttpApplication.start(NumberFlights.class, "flight.http.upload.max-size=2MB",
				"flight.http.upload.max-decoded-size=64MB", "flight.server.call-memory-limit=32MB",
				"flight.server.slow-producer-timeout=3s");
		stream = application.get("/flight/numbers").body();
		file = application.get("/flight/numbers?format=arrow").body();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@BeforeEach
	void forget() {
		NumberFlights.stored.set(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST" })
	void whenRowsAreUploadedThenTheResultsAreJson(String method) throws Exception {
		HttpResponse<byte[]> response = application
			.send(application.request("/flight/numbers/sum").method(method, BodyPublishers.ofByteArray(stream)));
		assertThat(text(response)).isEqualTo("{\"results\":[4950]}");
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void whenTheBodyIsChunkedOrAFileThenItIsTaken() throws Exception {
		assertSum(application.request("/flight/numbers/sum")
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(stream))));
		assertSum(application.request("/flight/numbers/sum")
			.header("Content-Type", "application/vnd.apache.arrow.file")
			.PUT(BodyPublishers.ofByteArray(file)));
	}

	@Test
	void whenTheBodyIsCodedThenItIsDecoded() throws Exception {
		byte[] first = Arrays.copyOf(stream, 100);
		byte[] second = Arrays.copyOfRange(stream, 100, stream.length);
		assertSum("gzip", gzip(stream));
		assertSum("gzip", concat(gzip(first), gzip(second)));
		assertSum("deflate", deflate(stream, false));
		assertSum("deflate", deflate(stream, true));
		assertSum("zstd", Zstd.compress(stream));
		assertSum("zstd", concat(Zstd.compress(first), Zstd.compress(second)));
		assertSum("gzip, zstd", Zstd.compress(gzip(stream)));
		assertSum("identity", stream);
	}

	@Test
	void whenTheCodingOrTypeIsUnknownThenTheAnswerNamesThoseThatAre() throws Exception {
		HttpResponse<byte[]> response = put("sum", "br", stream);
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("gzip, deflate, zstd");
		HttpResponse<byte[]> type = application.send(application.request("/flight/numbers/sum")
			.header("Content-Type", "image/png")
			.PUT(BodyPublishers.ofByteArray(stream)));
		assertThat(type.statusCode()).isEqualTo(415);
		assertThat(text(type)).contains("\"code\":\"UNIMPLEMENTED\"");
		assertThat(type.headers().firstValue("Accept")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "not arrow at all", "\u0000\u0000\u0000\u0080 and more", "PK\u0003\u0004 and more" })
	void whenTheBodyIsNothingOfArrowThenThatIsSaid(String body) throws Exception {
		HttpResponse<byte[]> response = put("sum", "identity", body.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(text(response)).contains("neither an Arrow stream nor an Arrow file");
		assertThat(response.statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST" })
	void whenTheBodyIsSaidToBeAFormThenItIsRefusedUnread(String method) throws Exception {
		HttpResponse<byte[]> response = application.send(application.request("/flight/numbers/sum")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.method(method, BodyPublishers.ofByteArray(stream)));
		assertThat(response.statusCode()).as(text(response)).isEqualTo(415);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void whenTheBodyIsCutOffThenNothingIsStored() throws Exception {
		UnaryOperator<byte[]> withoutEnd = (bytes) -> Arrays.copyOf(bytes, bytes.length - 8);
		assertRefused("identity", withoutEnd.apply(stream), 400, "end-of-stream");
		assertRefused("identity", Arrays.copyOf(stream, stream.length - 20), 400, "");
		assertRefused("gzip", withoutEnd.apply(gzip(stream)), 400, "");
		assertRefused("gzip", gzip(withoutEnd.apply(stream)), 400, "end-of-stream");
		assertRefused("deflate", withoutEnd.apply(deflate(stream, false)), 400, "");
		assertRefused("zstd", withoutEnd.apply(Zstd.compress(stream)), 400, "");
		assertRefused("identity", withoutEnd.apply(file), 400, "footer");
		assertRefused("identity", concat(stream, new byte[] { 1 }), 400, "follow");
		assertRefused("gzip", concat(gzip(stream), new byte[] { 1, 2, 3 }), 400, "");
		assertRefused("gzip", stream, 400, "");
		assertRefused("identity", new byte[0], 400, "");
	}

	@Test
	void whenTheBodyIsTooLargeThenItIsRefused() throws Exception {
		assertRefused("identity", new byte[3 << 20], 413, "2097152");
		HttpRequest.Builder chunked = application.request("/flight/numbers/all-or-nothing")
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large(3 << 20))));
		assertThat(status(chunked)).isEqualTo(413);
		assertThat(NumberFlights.stored).isFalse();
	}

	@Test
	void whenTheBodyIsABombThenItIsRefused() throws Exception {
		assertRefused("gzip", gzip(large(40 << 20)), 413, "times");
		assertRefused("zstd", Zstd.compress(large(40 << 20)), 413, "");
	}

	@Test
	void whenTheBodyIsABombBetweenItsCodingsOnlyThenItIsRefused() throws Exception {
		byte[] empty = gzip(new byte[0]);
		byte[] members = empty;
		for (int i = 0; i < 16; i++) {
			members = concat(members, members);
		}
		byte[] bomb = gzip(members);
		assertRefused("gzip, gzip", bomb, 413, "Between its codings");
		for (int i = 0; i < 8; i++) {
			bomb = concat(bomb, bomb);
		}
		assertRefused("gzip, gzip, gzip", gzip(bomb), 413, "Between its codings");
	}

	@Test
	void whenAHeaderOrBatchIsHostileThenNoMemoryIsTakenForIt() throws Exception {
		byte[] hostile = { -1, -1, -1, -1, -16, -1, -1, 0x7F, 0, 0, 0, 0 };
		assertRefused("identity", hostile, 413, "header");
		byte[] negative = { -1, -1, -1, -1, -16, -1, -1, -1, 0, 0, 0, 0 };
		assertRefused("identity", negative, 400, "");
	}

	@Test
	void whenChunksAreCutOffThenNothingIsStored() throws Exception {
		try (Socket socket = new Socket("localhost", application.port())) {
			OutputStream out = socket.getOutputStream();
			out.write(("PUT /flight/numbers/all-or-nothing HTTP/1.1\r\nHost: localhost\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(stream.length) + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			out.write(stream);
			out.flush();
			socket.shutdownOutput();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).doesNotContain(" 200 ");
		}
		application.awaitNoCalls();
		assertThat(NumberFlights.stored).isFalse();
	}

	@Test
	void whenTheClientSendsNothingThenItIsTold() throws Exception {
		try (Socket socket = new Socket("localhost", application.port())) {
			socket.getOutputStream()
				.write("PUT /flight/numbers/wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 408");
		}
	}

	@Test
	void whenTheClientHasConsentThenItsRowsAreTaken() throws Exception {
		assertSum(application.request("/flight/numbers/sum")
			.expectContinue(true)
			.PUT(BodyPublishers.ofByteArray(stream)));
		assertSum(application.request("/flight/numbers/sum")
			.expectContinue(true)
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(stream))));
		assertSum(application.request("/flight/numbers/sum")
			.expectContinue(true)
			.header("Content-Encoding", "gzip")
			.PUT(BodyPublishers.ofByteArray(gzip(file))));
	}

	@Test
	void whenTheClientWaitsForConsentThenItIsRefusedBeforeItsBody() throws Exception {
		assertThat(expecting("numbers/nothing", 1000)).startsWith("HTTP/1.1 404");
		assertThat(expecting("numbers/sum", 3 << 20)).startsWith("HTTP/1.1 413");
		assertThat(expecting("numbers/sum", 1000)).startsWith("HTTP/1.1 100");
	}

	private static String expecting(String path, int length) throws Exception {
		try (Socket socket = new Socket("localhost", application.port())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream()
				.write(("PUT /flight/%s HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
					.formatted(path, length)).getBytes(StandardCharsets.US_ASCII));
			byte[] line = socket.getInputStream().readNBytes(12);
			return new String(line, StandardCharsets.US_ASCII);
		}
	}

	private static void assertSum(HttpRequest.Builder request) throws Exception {
		HttpResponse<byte[]> response = application.send(request);
		assertThat(text(response)).isEqualTo("{\"results\":[%d]}".formatted(SUM));
	}

	private static void assertSum(String coding, byte[] body) throws Exception {
		HttpResponse<byte[]> response = put("sum", coding, body);
		assertThat(text(response)).as(coding).isEqualTo("{\"results\":[%d]}".formatted(SUM));
	}

	private static void assertRefused(String coding, byte[] body, int status, String detail) throws Exception {
		HttpResponse<byte[]> response = put("all-or-nothing", coding, body);
		assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
		assertThat(text(response)).contains(detail);
		assertThat(NumberFlights.stored).isFalse();
		application.awaitNoCalls();
	}

	private static int status(HttpRequest.Builder request) throws Exception {
		return application.send(request).statusCode();
	}

	private static HttpResponse<byte[]> put(String flight, String coding, byte[] body) throws Exception {
		return application.send(application.request("/flight/numbers/" + flight)
			.header("Content-Encoding", coding)
			.PUT(BodyPublishers.ofByteArray(body)));
	}

	/**
	 * A stream whose body says that it is long, and is.
	 */
	private static byte[] large(int size) {
		byte[] bytes = Arrays.copyOf(stream, size);
		// the metadata of the schema, then a header whose body never ends
		return bytes;
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static byte[] deflate(byte[] bytes, boolean raw) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflate = new DeflaterOutputStream(out,
				new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
			deflate.write(bytes);
		}
		return out.toByteArray();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	@Test
	void whenAFileHasItsSchemaInItsFooterAloneThenTheAnswerSaysToSendAStream() throws Exception {
		int schema = 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
		ByteArrayOutputStream without = new ByteArrayOutputStream();
		without.write(file, 0, 8);
		without.write(file, 8 + schema, file.length - 8 - schema);
		assertRefused("identity", without.toByteArray(), 400, "send an Arrow stream instead");
		ByteArrayOutputStream empty = new ByteArrayOutputStream();
		empty.write(file, 0, 8);
		empty.writeBytes(new byte[] { -1, -1, -1, -1, 0, 0, 0, 0 });
		assertRefused("identity", empty.toByteArray(), 400, "send an Arrow stream instead");
	}

}
