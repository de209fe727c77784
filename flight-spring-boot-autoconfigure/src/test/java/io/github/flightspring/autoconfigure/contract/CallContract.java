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

package io.github.flightspring.autoconfigure.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.GracefulShutdownResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements about a call, whatever its transport: to the client, to what watches calls,
 * and in the log.
 */
abstract class CallContract {

	private static @Nullable HttpApplication defaults;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private HttpApplication application;

	private ContractFlights.Ends ends;

	/**
	 * Prepare the download of a flight to its end.
	 * @return downloads it and returns what the client was told
	 */
	abstract Callable<FlightStatusCode> prepare(String flight) throws Exception;

	private FlightStatusCode download(String flight) throws Exception {
		return prepare(flight).call();
	}

	/**
	 * Start to download a flight.
	 * @return ends the call from the client's side
	 */
	abstract AutoCloseable start(String flight, boolean awaitBatch) throws Exception;

	HttpApplication application() {
		return this.application;
	}

	@BeforeEach
	void start() {
		if (defaults == null) {
			defaults = run(List.of());
		}
		use(defaults);
	}

	/**
	 * Start an application for this test alone.
	 */
	private void startOwn(String... properties) {
		startOwn(List.of(), properties);
	}

	private void startOwn(List<Class<?>> more, String... properties) {
		logger().detachAppender(this.log);
		use(run(more, properties));
	}

	private static HttpApplication run(List<Class<?>> more, String... properties) {
		return HttpApplication.start(
				Stream.concat(Stream.of(ContractFlights.class, ContractFlights.Parts.class), more.stream())
					.toArray(Class<?>[]::new),
				Stream.concat(Stream.of(properties), Stream.of("server.http2.enabled=true")).toArray(String[]::new));
	}

	private void use(HttpApplication application) {
		this.application = application;
		this.ends = application.context().getBean(ContractFlights.Ends.class);
		this.ends.forget();
		// a start may set the logging up anew, and logs more than calls do
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void stop() {
		logger().detachAppender(this.log);
		if (this.application == defaults) {
			this.application.awaitNoCalls();
		}
		else {
			stopApplication();
		}
	}

	@AfterAll
	static void stopDefaults() throws Exception {
		if (defaults != null) {
			HttpApplication closed = defaults;
			defaults = null;
			closed.close();
		}
	}

	/**
	 * Stop the application as it is, though calls run or memory was leaked.
	 */
	private void stopApplication() {
		this.application.context().close();
	}

	@Test
	void whenTheDescriptionLeaksThenItsMethodIsNamed() throws Exception {
		startOwn();
		assertThat(download("leaks-early")).isEqualTo(FlightStatusCode.OK);
		// the rows are stopped for their schema, and then have some seconds
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(logged()).singleElement()
				.asString()
				.contains("leaked 64 bytes", "describeAndLeak")
				.doesNotContain("rows("));
	}

	@Test
	void whenTheRowsLeakThenTheirMethodIsNamed() throws Exception {
		startOwn();
		assertThat(download("leaks-late")).isEqualTo(FlightStatusCode.OK);
		assertThat(logged()).singleElement().asString().contains("leaked 64 bytes", "leak(").doesNotContain("describe");
	}

	@Test
	void whenTheRowsFailThenTheirMethodIsNamed() throws Exception {
		startOwn();
		assertThat(download("fails")).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(logged()).filteredOn((message) -> message.contains("failed"))
			.singleElement()
			.asString()
			.contains("fail(")
			.doesNotContain("describe");
		assertThat(this.ends.statuses).last().isEqualTo(FlightStatusCode.INTERNAL);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "OK" })
	void whenAMethodFailsThenItsStatusIsTold(FlightStatusCode code) throws Exception {
		assertThat(download("status/" + code)).isEqualTo(code);
		assertEnded(code);
		assertThat(logged()).isEmpty();
	}

	@Test
	void whenACallIsNotAdmittedThenTheRefusalIsCounted() throws Exception {
		startOwn("flight.server.max-concurrent-calls=1", "flight.admission.max-queued=0");
		Callable<FlightStatusCode> download = prepare("status/UNKNOWN");
		try (AutoCloseable first = start("one-batch", true)) {
			assertThat(download.call()).isEqualTo(FlightStatusCode.UNAVAILABLE);
			assertThat(this.ends.refused).hasSize(1);
			assertEnded(FlightStatusCode.UNAVAILABLE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "watch", "open", "close", "routed", "firstBatch", "ended" })
	void whenAWatchThrowsAnErrorThenTheCallEnds(String step) throws Exception {
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = step;
		assertThat(download.call()).isEqualTo(FlightStatusCode.OK);
		assertThat(logged()).isNotEmpty();
		if (!step.equals("watch")) {
			assertEnded(FlightStatusCode.OK);
		}
	}

	@Test
	void whenAPlaceCannotBeReleasedThenTheCallEnds() throws Exception {
		startOwn(List.of(BrokenAdmission.class));
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = "release";
		assertThat(download.call()).isEqualTo(FlightStatusCode.OK);
		assertThat(logged()).hasSize(1);
		assertEnded(FlightStatusCode.OK);
	}

	@Test
	void whenAWaitingCallCannotReleaseItsPlaceThenItIsAnswered() throws Exception {
		startOwn(List.of(BrokenAdmission.class));
		this.ends.failing = "release";
		assertThat(download("slow")).isEqualTo(FlightStatusCode.OK);
		// over gRPC, a call for the info and one for the rows
		assertThat(logged()).hasSizeBetween(1, 2);
		assertEnded(FlightStatusCode.OK);
	}

	@Test
	void whenTheAdmissionFailsThenTheCallFails() throws Exception {
		startOwn(List.of(BrokenAdmission.class));
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = "admit";
		assertThat(download.call()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(logged()).hasSize(1);
		assertEnded(FlightStatusCode.INTERNAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refuse", "refuse later", "enter", "enter wrapped" })
	void whenTheApplicationsAdmissionRefusesACallThenTheRefusalIsCounted(String step) throws Exception {
		startOwn(List.of(BrokenAdmission.class));
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = step;
		assertThat(download.call()).isEqualTo(FlightStatusCode.UNAVAILABLE);
		assertEnded(FlightStatusCode.UNAVAILABLE);
		assertThat(this.ends.refused).containsExactly("ADMISSION");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cancel", "enter cancelled" })
	void whenTheApplicationsAdmissionCancelsACallThenNoRefusalIsCounted(String step) throws Exception {
		startOwn(List.of(BrokenAdmission.class));
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = step;
		assertThat(download.call()).isEqualTo(FlightStatusCode.CANCELLED);
		assertEnded(FlightStatusCode.CANCELLED);
		assertThat(this.ends.refused).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "decorate", "no task", "before", "drop" })
	void whenATaskDecoratorDoesNotRunTheHandlerThenTheCallFails(String step) throws Exception {
		startOwn("flight.server.max-concurrent-calls=1", "flight.admission.max-queued=0");
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = step;
		assertThat(download.call()).isEqualTo(FlightStatusCode.INTERNAL);
		assertEnded(FlightStatusCode.INTERNAL);
		assertThat(logged()).singleElement().asString().contains("DoGet failed");
		this.ends.failing = "";
		assertThat(download("rows")).isEqualTo(FlightStatusCode.OK);
	}

	@Test
	void whenATaskDecoratorFailsAfterTheHandlerThenTheCallIsAnswered() throws Exception {
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = "after";
		assertThat(download.call()).isEqualTo(FlightStatusCode.OK);
		assertEnded(FlightStatusCode.OK);
		// the decorator of a call before may still be at work
		Awaitility.await()
			.untilAsserted(() -> assertThat(logged()).filteredOn((message) -> message.contains("DoGet")).hasSize(1));
	}

	/**
	 * The part of an application whose requests fail while their call is opened.
	 */
	abstract Class<?> brokenRequests();

	@ParameterizedTest
	@ValueSource(strings = { "open", "request" })
	void whenACallCannotBeOpenedThenNothingOfItIsLeft(String step) throws Exception {
		startOwn(List.of(brokenRequests()));
		Callable<FlightStatusCode> download = prepare("rows");
		this.ends.failing = step;
		assertThat(download.call()).isNotEqualTo(FlightStatusCode.OK);
		Awaitility.await().untilAsserted(() -> assertThat(this.ends.statuses).hasSize(1));
		assertThat(running().list()).isEmpty();
		assertThat(this.application.context().getBean(BufferAllocator.class).getChildAllocators()).isEmpty();
		this.ends.failing = "";
		assertThat(download("rows")).isEqualTo(FlightStatusCode.OK);
		GracefulShutdownResult shutdown = shutDown();
		assertThat(shutdown).isEqualTo(GracefulShutdownResult.IDLE);
	}

	private GracefulShutdownResult shutDown() throws Exception {
		CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();
		this.application.context().getWebServer().shutDownGracefully(result::complete);
		return result.get(60, TimeUnit.SECONDS);
	}

	@Test
	void whenTheClientLeavesAfterTheFirstBatchThenTheCallIsCancelled() throws Exception {
		start("one-batch", true).close();
		cancelWhatHttp1CannotSee();
		assertEnded(FlightStatusCode.CANCELLED);
	}

	@Test
	void whenTheCallIsCancelledBeforeTheFirstBatchThenItIsCancelled() throws Exception {
		try (AutoCloseable call = start("silent", false)) {
			awaitRunning();
			running().list().forEach((one) -> one.cancel(CallStatus.CANCELLED.withDescription("Enough")));
			assertEnded(FlightStatusCode.CANCELLED);
		}
	}

	@Test
	void whenACallTakesTooLongThenItIsTimedOut() throws Exception {
		startOwn("flight.server.call-timeout=1s");
		assertThat(download("silent")).isEqualTo(FlightStatusCode.TIMED_OUT);
		assertEnded(FlightStatusCode.TIMED_OUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "silent", "one-batch" })
	void whenTheServerShutsDownThenACallIsUnavailable(String flight) throws Exception {
		startOwn("flight.server.drain-timeout=1ms");
		try (AutoCloseable call = start(flight, flight.equals("one-batch"))) {
			awaitRunning();
			ContractFlights.Ends known = this.ends;
			stopApplication();
			assertThat(known.statuses).containsExactly(FlightStatusCode.UNAVAILABLE);
		}
	}

	/**
	 * Have a client of HTTP/2 take the first bytes of a flight and leave.
	 * @param closing whether it closes its connection, and does not reset its stream
	 */
	abstract void leave(String flight, boolean closing) throws Exception;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenTheClientLeavesThenTheAccessLogAloneSaysSo(boolean closing) throws Exception {
		startOwn("flight.access-log.enabled=true");
		leave("endless", closing);
		assertOnlyAccessLog();
	}

	@Test
	void whenTheClientClosesItsDownloadThenTheAccessLogAloneSaysSo() throws Exception {
		startOwn("flight.access-log.enabled=true");
		start("endless", true).close();
		assertOnlyAccessLog();
	}

	private void assertOnlyAccessLog() {
		assertEnded(FlightStatusCode.CANCELLED);
		assertThat(downloads()).singleElement()
			.asString()
			.startsWith("io.github.flightspring.access DoGet")
			.endsWith("CANCELLED");
		assertThat(logged()).isEmpty();
	}

	@Test
	void whenTheClientTakesNothingThenOneRecordSaysSo() throws Exception {
		startOwn("flight.server.slow-consumer-timeout=500ms", "flight.access-log.enabled=true");
		try (AutoCloseable call = start("endless", false)) {
			assertEnded(FlightStatusCode.TIMED_OUT);
			assertThat(downloads()).hasSize(2);
			assertThat(logged())
				.containsExactly("The response to DoGet is broken off: The client took nothing for PT0.5S");
		}
	}

	private List<String> downloads() {
		Awaitility.await().until(() -> running().list().isEmpty());
		return List.copyOf(this.log.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.filter((event) -> event.getFormattedMessage().contains("DoGet"))
			.map((event) -> event.getLoggerName() + " " + event.getFormattedMessage())
			.toList();
	}

	private void cancelWhatHttp1CannotSee() {
		running().list().forEach((one) -> one.cancel(CallStatus.CANCELLED.withDescription("The client left")));
	}

	void assertEnded(FlightStatusCode status) {
		Awaitility.await().untilAsserted(() -> assertThat(this.ends.statuses).containsExactly(status));
	}

	void awaitRunning() {
		Awaitility.await()
			.until(() -> running().list().stream().anyMatch((call) -> call.flight().startsWith("contract/")));
	}

	private RunningCalls running() {
		return this.application.context().getBean(RunningCalls.class);
	}

	private List<String> logged() {
		Awaitility.await().until(() -> running().list().isEmpty());
		return List.copyOf(this.log.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.github.flightspring");
	}

}
