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
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.flightspring.query.engine.Queries;
import io.github.flightspring.query.engine.Query;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.CallStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results of queries, as a whole and in parts.
 */
class QueryDownloadTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(NumberFlights.class, "flight.query.spool.segment-size=16KB",
				"flight.server.max-batch-size=16KB");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAQueryIsDownloadedThenItsLengthIsKnown() throws Exception {
		HttpResponse<byte[]> whole = application.get("/flight/numbers/query");
		assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
		assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(whole.body().length);
		assertThat(HttpApplication.values(whole.body())).hasSize(10_000);
	}

	@Test
	void whenTheHeadOfAQueryIsAskedForThenItDoesNotRunAndDeniesNoParts() throws Exception {
		int runs = NumberFlights.runs.get();
		HttpResponse<byte[]> head = application
			.send(application.request("/flight/numbers/query").method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Accept-Ranges")).isEmpty();
		assertThat(NumberFlights.runs).hasValue(runs);
	}

	@Test
	void whenADownloadWasInterruptedThenItGoesOnWithTheSameResult() throws Exception {
		HttpResponse<byte[]> whole = application.get("/flight/numbers/query");
		int runs = NumberFlights.runs.get();
		String etag = whole.headers().firstValue("ETag").orElseThrow();
		int half = whole.body().length / 2;
		HttpResponse<byte[]> rest = application.get("/flight/numbers/query", "Range", "bytes=" + half + "-");
		assertThat(rest.statusCode()).isEqualTo(206);
		assertThat(rest.headers().firstValue("Content-Range"))
			.hasValue("bytes %d-%d/%d".formatted(half, whole.body().length - 1, whole.body().length));
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.write(Arrays.copyOf(whole.body(), half));
		joined.write(rest.body());
		assertThat(joined.toByteArray()).isEqualTo(whole.body());
		HttpResponse<byte[]> some = application.get("/flight/numbers/query", "Range", "bytes=100-299", "If-Range",
				etag);
		assertThat(some.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 300));
		assertThat(application.get("/flight/numbers/query", "Range", "bytes=-8").body())
			.isEqualTo(Arrays.copyOfRange(whole.body(), whole.body().length - 8, whole.body().length));
		assertThat(NumberFlights.runs).hasValue(runs);
	}

	@Test
	void whenTheClientLeftInTheMiddleThenItGetsTheRestOfTheSameResult() throws Exception {
		try (HttpApplication large = HttpApplication.start(NumberFlights.class)) {
			int runs = NumberFlights.runs.get();
			byte[] first = start(large, "/flight/numbers/long-query", 1_000_000);
			// the server got to know it: it had more to send than anything between can
			// hold
			large.awaitNoCalls();
			HttpResponse<byte[]> rest = large.get("/flight/numbers/long-query", "Range", "bytes=" + first.length + "-");
			assertThat(rest.statusCode()).isEqualTo(206);
			ByteArrayOutputStream joined = new ByteArrayOutputStream();
			joined.write(first);
			joined.write(rest.body());
			assertThat(HttpApplication.values(joined.toByteArray())).hasSize(3_000_000)
				.startsWith(0L)
				.endsWith(2_999_999L);
			assertThat(NumberFlights.runs).hasValue(runs + 1);
		}
	}

	@Test
	void whenTheResultWasCancelledThenTheQueryRunsAnew() throws Exception {
		HttpResponse<byte[]> whole = application.get("/flight/numbers/query?cancelled");
		String etag = whole.headers().firstValue("ETag").orElseThrow();
		Queries queries = application.context().getBean(Queries.class);
		Query query = queries.find(etag.replace("\"", ""));
		queries.cancel(query, CallStatus.CANCELLED);
		HttpResponse<byte[]> anew = application.get("/flight/numbers/query?cancelled", "Range", "bytes=100-",
				"If-Range", etag);
		assertThat(anew.statusCode()).isEqualTo(200);
		assertThat(anew.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
		assertThat(anew.body()).hasSize(whole.body().length);
	}

	@Test
	void whenTheResultIsAnotherThenItIsSentAsAWhole() throws Exception {
		int length = application.get("/flight/numbers/query").body().length;
		HttpResponse<byte[]> other = application.get("/flight/numbers/query", "Range", "bytes=100-", "If-Range",
				"\"other\"");
		assertThat(other.statusCode()).isEqualTo(200);
		assertThat(other.body()).hasSize(length);
	}

	@Test
	void whenItIsNotKnownWhatTheClientHasThenItGetsTheWhole() throws Exception {
		HttpResponse<byte[]> whole = application.get("/flight/numbers/query?first", "Range", "bytes=100-");
		assertThat(whole.statusCode()).isEqualTo(200);
		assertThat(HttpApplication.values(whole.body())).hasSize(10_000);
		HttpResponse<byte[]> start = application.get("/flight/numbers/query?second", "Range", "bytes=0-99");
		assertThat(start.statusCode()).isEqualTo(206);
		assertThat(start.body()).hasSize(100);
		HttpResponse<byte[]> next = application.get("/flight/numbers/query?second", "Range", "bytes=100-199");
		assertThat(next.statusCode()).isEqualTo(206);
		assertThat(next.headers().firstValue("ETag")).isEqualTo(start.headers().firstValue("ETag"));
	}

	@Test
	void whenARangeMakesNoSenseThenTheAnswerSaysSo() throws Exception {
		int length = application.get("/flight/numbers/query").body().length;
		HttpResponse<byte[]> after = application.get("/flight/numbers/query", "Range", "bytes=" + length + "-");
		assertThat(after.statusCode()).isEqualTo(416);
		assertThat(after.headers().firstValue("Content-Range")).hasValue("bytes */" + length);
		assertThat(application.get("/flight/numbers/query", "Range", "rows=1-2").statusCode()).isEqualTo(200);
		assertThat(application.get("/flight/numbers/query", "Range", "bytes=1-2,4-5").statusCode()).isEqualTo(200);
	}

	@Test
	void whenAClientHasTheResultThenItIsNotSentAgain() throws Exception {
		String etag = application.get("/flight/numbers/query").headers().firstValue("ETag").orElseThrow();
		HttpResponse<byte[]> same = application.get("/flight/numbers/query", "If-None-Match", etag);
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
	}

	@Test
	void whenOtherFormsAreAskedForThenTheyAreMadeOfTheResult() throws Exception {
		assertThat(new String(application.get("/flight/numbers/query?format=csv").body()).lines()).hasSize(10_001);
		HttpResponse<byte[]> zipped = application.get("/flight/numbers/query", "Accept-Encoding", "gzip");
		assertThat(zipped.headers().firstValue("Accept-Ranges")).hasValue("none");
		assertThat(HttpApplication.values(NegotiationTests.decode(zipped.body(), "gzip"))).hasSize(10_000);
	}

	@Test
	void whenASegmentIsDownloadedThenItHasPartsToo() throws Exception {
		String info = new String(application.get("/flight/numbers/query?info").body());
		Matcher uris = Pattern.compile("http://localhost:\\d+(/flight[^\"]+ticket=[^\"]+)").matcher(info);
		assertThat(uris.find()).isTrue();
		byte[] segment = application.get(uris.group(1)).body();
		HttpResponse<byte[]> rest = application.get(uris.group(1), "Range", "bytes=50-");
		assertThat(rest.statusCode()).isEqualTo(206);
		assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(segment, 50, segment.length));
		assertThat(uris.find()).as("more than one segment").isTrue();
	}

	/**
	 * Begin a download and leave in its middle.
	 */
	private static byte[] start(HttpApplication application, String path, int length) throws Exception {
		try (Socket socket = new Socket("localhost", application.port())) {
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append((char) in.read());
			}
			assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("Content-Length: 24");
			return in.readNBytes(length);
		}
	}

}
