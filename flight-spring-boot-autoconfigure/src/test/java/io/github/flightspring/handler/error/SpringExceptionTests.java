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

package io.github.flightspring.handler.error;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The statuses of the exceptions that Spring developers throw, over gRPC and over HTTP.
 */
class SpringExceptionTests {

	private static FlightCalls calls;

	private static HttpApplication http;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Throwing.class);
		http = HttpApplication.start(Throwing.class);
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
		http.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "400 | INVALID_ARGUMENT", "401 | UNAUTHENTICATED", "403 | UNAUTHORIZED", "404 | NOT_FOUND",
					"405 | UNIMPLEMENTED", "408 | TIMED_OUT", "409 | ALREADY_EXISTS", "410 | NOT_FOUND",
					"412 | INVALID_ARGUMENT", "413 | RESOURCE_EXHAUSTED", "415 | UNIMPLEMENTED",
					"422 | INVALID_ARGUMENT", "423 | UNAVAILABLE", "429 | RESOURCE_EXHAUSTED", "451 | UNAUTHORIZED",
					"500 | INTERNAL", "501 | UNIMPLEMENTED", "502 | UNAVAILABLE", "503 | UNAVAILABLE",
					"504 | TIMED_OUT", "507 | RESOURCE_EXHAUSTED" })
	void whenAnExceptionHasAnHttpStatusThenHttpKeepsItAndGrpcHasItsFlightStatus(int status, FlightStatusCode code)
			throws Exception {
		assertStatus("status-" + status, code, status, "because of it");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "no-reason | NOT_FOUND | 404 | Not Found", "annotated | ALREADY_EXISTS | 409 | taken",
					"merged | NOT_FOUND | 410 | gone", "annotated-cause | ALREADY_EXISTS | 409 | taken",
					"inherited | ALREADY_EXISTS | 409 | taken", "annotated-silent | INVALID_ARGUMENT | 422 | ",
					"wrapped | NOT_FOUND | 404 | Not Found", "later | INVALID_ARGUMENT | 400 | because of it" })
	void whenAnExceptionDeclaresAStatusThenItsReasonIsTheMessage(String what, FlightStatusCode code, int status,
			String message) throws Exception {
		assertStatus(what, code, status, Objects.requireNonNullElse(message, "Unprocessable"));
	}

	@Test
	void whenAProblemCannotBeReadThenTheCallFails() throws Exception {
		assertThat(grpc("broken-problem").code()).isEqualTo(FlightStatusCode.INTERNAL);
		HttpResponse<byte[]> response = http.get("/flight/throw/broken-problem");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(text(response)).contains("The server failed");
	}

	@Test
	void whenAProblemHasMembersAndHeadersThenTheyAreSent() throws Exception {
		HttpResponse<byte[]> response = http.get("/flight/throw/problem");
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
		assertThat(text(response)).contains("\"type\":\"https://example.org/quota\"", "\"title\":\"Quota\"",
				"\"detail\":\"too much\"", "\"code\":\"RESOURCE_EXHAUSTED\"", "\"left\":0", "\"status\":429");
		CallStatus status = grpc("problem");
		assertThat(status.code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
		assertThat(status.description()).isEqualTo("too much");
		byte[] details = status.metadata().getByte("grpc-status-details-bin");
		assertThat(com.google.rpc.Status.parseFrom(details)
			.getDetails(0)
			.unpack(com.google.rpc.RetryInfo.class)
			.getRetryDelay()
			.getSeconds()).isEqualTo(Duration.ofSeconds(7).toSeconds());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "empty | NOT_FOUND | 404 | The data does not exist",
					"retrieval | NOT_FOUND | 404 | The data does not exist",
					"entity | NOT_FOUND | 404 | The data does not exist",
					"entity-exists | ALREADY_EXISTS | 409 | Data with the same key exists already",
					"entity-lock | UNAVAILABLE | 503 | Another call uses or changed the same data. Repeat the call",
					"entity-timeout | TIMED_OUT | 504 | The database did not answer in time",
					"duplicate | ALREADY_EXISTS | 409 | Data with the same key exists already",
					"integrity | INVALID_ARGUMENT | 400 | The data violates a constraint of the database",
					"optimistic | UNAVAILABLE | 503 | Another call uses or changed the same data. Repeat the call",
					"optimistic-orm | UNAVAILABLE | 503 | Another call uses or changed the same data. Repeat the call",
					"lock | UNAVAILABLE | 503 | Another call uses or changed the same data. Repeat the call",
					"timeout | TIMED_OUT | 504 | The database did not answer in time",
					"tx-timeout | TIMED_OUT | 504 | The database did not answer in time",
					"transient | UNAVAILABLE | 503 | The database is not available",
					"connection | UNAVAILABLE | 503 | The database is not available",
					"memory | RESOURCE_EXHAUSTED | 429 | The database has not enough memory for the call",
					"memory-raw | RESOURCE_EXHAUSTED | 429 | The database has not enough memory for the call",
					"connections | UNAVAILABLE | 503 | The database is not available",
					"no-transaction | UNAVAILABLE | 503 | The database is not available",
					"db-wrapped | NOT_FOUND | 404 | The data does not exist",
					"db-later | ALREADY_EXISTS | 409 | Data with the same key exists already" })
	void whenADatabaseFailsThenItsExceptionHasAStatusAndNoWordOfTheStatement(String what, FlightStatusCode code,
			int status, String message) throws Exception {
		assertStatus(what, code, status, message);
	}

	@ParameterizedTest
	@CsvSource({ "grammar", "several", "permission", "redirect", "silent-500", "chosen" })
	void whenAnExceptionIsTheServersFaultThenItIsInternalWithAnId(String what) throws Exception {
		assertThat(grpc(what).code()).isEqualTo(FlightStatusCode.INTERNAL);
		HttpResponse<byte[]> response = http.get("/flight/throw/" + what);
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(text(response)).doesNotContain("select", "secret");
		if (!what.equals("chosen")) {
			assertThat(grpc(what).description()).contains("error id");
			assertThat(text(response)).contains("error id");
		}
	}

	@Test
	void whenAnUploadFailsThenTheStatusIsTheSame() throws Exception {
		HttpResponse<byte[]> response = http.send(http.request("/flight/store")
			.header("Content-Type", "application/x-ndjson")
			.PUT(BodyPublishers.ofString("{\"value\":\"a\"}\n")));
		assertThat(response.statusCode()).isEqualTo(409);
		http.awaitNoCalls();
	}

	private static void assertStatus(String what, FlightStatusCode code, int http, String message) throws Exception {
		CallStatus status = grpc(what);
		assertThat(status.code()).isEqualTo(code);
		assertThat(status.description()).startsWith(message).doesNotContain("select", "secret");
		HttpResponse<byte[]> response = SpringExceptionTests.http.get("/flight/throw/" + what);
		assertThat(response.statusCode()).isEqualTo(http);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(text(response)).contains("\"detail\":\"" + message, "\"code\":\"" + code.name() + "\"")
			.doesNotContain("select", "secret");
		SpringExceptionTests.http.awaitNoCalls();
	}

	private static CallStatus grpc(String what) {
		return FlightCalls.status(catchThrowable(() -> calls.rows(path("throw", what))));
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@ResponseStatus(code = HttpStatus.CONFLICT, reason = "taken")
	static class Taken extends RuntimeException {

		Taken() {
			super("secret");
		}

	}

	static class TakenTwice extends Taken {

	}

	@ResponseStatus(code = HttpStatus.GONE, reason = "gone")
	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface Gone {

	}

	@Gone
	static class Missing extends Exception {

	}

	@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
	static class Silent extends RuntimeException {

		Silent() {
			super("secret");
		}

	}

	record Row(String value) {
	}

	@FlightEndpoint
	static class Throwing {

		@DoGet("throw/{what}")
		Stream<Row> fail(String what) throws Exception {
			if (what.endsWith("later")) {
				return Stream.of("x").map((value) -> {
					throw what.equals("db-later") ? new DuplicateKeyException("secret")
							: new ResponseStatusException(HttpStatus.BAD_REQUEST, "because of it");
				});
			}
			throw exception(what);
		}

		@DoPut("store")
		void store(Stream<Row> rows) {
			rows.forEach((row) -> {
				throw new DuplicateKeyException("secret", new SQLException("insert secret"));
			});
		}

		private static Exception exception(String what) {
			SQLException cause = new SQLException("select secret from driver");
			return switch (what) {
				case "no-reason" -> new ResponseStatusException(HttpStatus.NOT_FOUND);
				case "wrapped" -> new CompletionException(new ResponseStatusException(HttpStatus.NOT_FOUND));
				case "annotated" -> new Taken();
				case "inherited" -> new TakenTwice();
				case "annotated-cause" -> new IllegalStateException("secret", new Taken());
				case "annotated-silent" -> new Silent();
				case "merged" -> new Missing();
				case "problem" -> problem();
				case "broken-problem" -> new BrokenProblem();
				case "redirect" -> new ResponseStatusException(HttpStatus.FOUND, "secret");
				case "silent-500" -> new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR);
				case "chosen" -> CallStatus.INTERNAL.withDescription("chosen")
					.withCause(new ResponseStatusException(HttpStatus.NOT_FOUND))
					.toRuntimeException();
				case "empty", "db-wrapped" -> new IllegalStateException(new EmptyResultDataAccessException(1));
				case "several" -> new IncorrectResultSizeDataAccessException("secret", 1, 2);
				case "retrieval" -> new ObjectRetrievalFailureException("secret", "id");
				case "entity" -> new EntityNotFoundException("secret");
				case "entity-exists" -> new IllegalStateException(new EntityExistsException("secret"));
				case "entity-lock" -> new OptimisticLockException("secret");
				case "entity-timeout" -> new jakarta.persistence.QueryTimeoutException("secret");
				case "duplicate" -> new DuplicateKeyException("secret", cause);
				case "integrity" -> new DataIntegrityViolationException("secret", cause);
				case "optimistic" -> new OptimisticLockingFailureException("secret");
				case "optimistic-orm" -> new ObjectOptimisticLockingFailureException("secret", "id");
				case "lock" -> new CannotAcquireLockException("secret", cause);
				case "timeout" -> new QueryTimeoutException("secret", cause);
				case "tx-timeout" -> new TransactionTimedOutException("secret");
				case "transient" -> new TransientDataAccessResourceException("secret", cause);
				case "connection" -> new CannotGetJdbcConnectionException("secret", cause);
				case "memory" -> new DataAccessResourceFailureException("secret", new SQLException("secret", "53200"));
				case "memory-raw" -> new SQLException("secret", "53200");
				case "connections" -> new SQLException("secret", "53300");
				case "no-transaction" -> new CannotCreateTransactionException("secret", cause);
				case "grammar" -> new BadSqlGrammarException("task", "select secret", cause);
				case "permission" -> new PermissionDeniedDataAccessException("secret", cause);
				default -> new ResponseStatusException(HttpStatusCode.valueOf(Integer.parseInt(what.substring(7))),
						"because of it");
			};
		}

		private static Exception problem() {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, "too much");
			problem.setType(URI.create("https://example.org/quota"));
			problem.setTitle("Quota");
			problem.setProperties(Map.of("left", 0));
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
			exception.getHeaders().set(HttpHeaders.RETRY_AFTER, "7");
			return exception;
		}

	}

	/**
	 * A problem whose body cannot be read.
	 */
	private static final class BrokenProblem extends RuntimeException implements ErrorResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.NOT_FOUND;
		}

		@Override
		public ProblemDetail getBody() {
			throw new IllegalStateException("The problem of a test");
		}

	}

}
