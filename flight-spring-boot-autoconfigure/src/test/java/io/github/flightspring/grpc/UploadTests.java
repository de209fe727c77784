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

package io.github.flightspring.grpc;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Relay;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Uploads of clients that behave, and of clients that do not.
 */
class UploadTests {

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer("flight.server.slow-producer-timeout=3s");

	private VectorSchemaRoot batch;

	@BeforeEach
	void makeBatch() {
		this.batch = Batches.numbers(server.application().clientAllocator(), 100_000);
	}

	@AfterEach
	void closeBatch() {
		this.batch.close();
	}

	@Test
	void whenBatchesAreAcknowledgedThenTheClientSeesItAsTheyGo() throws Exception {
		server.scripted().play(UploadTests::countAndAcknowledge);
		try (WireCall<PutResult> upload = put()) {
			upload.start(this.batch);
			for (int i = 1; i <= 20; i++) {
				upload.write(this.batch);
				assertThat(upload.next()).extracting((result) -> result.getAppMetadata().toStringUtf8())
					.isEqualTo(Integer.toString(i * 100_000));
			}
			upload.halfClose();
			assertThat(upload.next()).isNull();
		}
	}

	@Test
	void whenTheClientReadsItsFiveThousandAnswersAtTheEndThenNobodyWaitsForEver() throws Exception {
		server.scripted().play(UploadTests::countAndAcknowledge);
		try (WireCall<PutResult> upload = put();
				VectorSchemaRoot small = Batches.numbers(server.application().clientAllocator(), 10)) {
			upload.start(small);
			for (int i = 0; i < 5000; i++) {
				upload.write(small);
			}
			upload.halfClose();
			int answers = 0;
			for (PutResult result = upload.next(); result != null; result = upload.next()) {
				answers++;
			}
			assertThat(answers).isEqualTo(5000);
		}
	}

	@Test
	void whenAnUploadEndsBeforeItsFirstMessageThenTheClientIsTold() {
		try (WireCall<PutResult> upload = put()) {
			upload.halfClose();
			assertThat(upload.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(upload.status().getDescription()).contains("before its first message");
		}
	}

	@Test
	void whenTheFirstMessageNeverComesThenTheCallEnds() {
		try (WireCall<PutResult> upload = put()) {
			assertThat(upload.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(upload.status().getDescription()).contains("sent nothing for PT3S");
		}
	}

	@Test
	void whenTheClientSendsNothingMoreThenTheHandlerEnds() throws Exception {
		server.scripted().play(UploadTests::count);
		try (WireCall<PutResult> upload = put()) {
			upload.start(this.batch);
			upload.write(this.batch);
			assertThat(upload.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(server.scripted().awaitEnd()).isInstanceOf(FlightRuntimeException.class);
		}
	}

	@Test
	void whenTheFirstMessageHasNoDescriptorThenTheClientIsTold() {
		try (WireCall<PutResult> upload = server.client().put(null)) {
			upload.start(this.batch);
			assertThat(upload.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(upload.status().getDescription()).contains("descriptor");
		}
	}

	@Test
	void whenTheFirstMessageIsNoFlightDataThenTheClientIsTold() {
		for (byte[] hostile : new byte[][] { { (byte) 0xFF, (byte) 0xFF, (byte) 0xFF }, { 0x12, 0x7F, 1 },
				{ (byte) 0xC2, 0x3E, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07 } }) {
			try (WireCall<PutResult> upload = put()) {
				upload.sendRaw(hostile);
				assertThat(upload.status().getCode()).isIn(Status.Code.INVALID_ARGUMENT,
						Status.Code.RESOURCE_EXHAUSTED);
			}
		}
	}

	@Test
	void whenALaterMessageIsNoFlightDataThenTheBatchesBeforeItArriveAndTheClientIsTold() throws Exception {
		AtomicLong sum = new AtomicLong();
		server.scripted().play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				sum.addAndGet(Batches.sum(exchange.in().getVectorSchemaRoot()));
			}
		});
		try (WireCall<PutResult> upload = put()) {
			upload.start(this.batch);
			upload.write(this.batch);
			upload.sendRaw(new byte[] { (byte) 0xFF, (byte) 0xFF });
			assertThat(upload.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			server.scripted().awaitEnd();
		}
		assertThat(sum).hasValue(100_000L * 99_999 / 2);
	}

	@Test
	void whenAnUploadHasNoBatchesThenItEndsWell() throws Exception {
		server.scripted().play(UploadTests::count);
		try (WireCall<PutResult> upload = put()) {
			upload.start(this.batch);
			upload.halfClose();
			assertThat(upload.status().isOk()).isTrue();
			assertThat(server.scripted().awaitEnd()).isNull();
		}
	}

	@Test
	void whenTheHandlerReturnsEarlyThenTheClientIsToldWhileItSends() throws Exception {
		server.scripted().play((exchange) -> exchange.in().loadNextBatch());
		try (WireCall<PutResult> upload = put()) {
			assertThat(sendUntilTheEnd(upload)).isEqualTo(Status.Code.OK);
			assertThat(server.scripted().awaitEnd()).isNull();
		}
	}

	@Test
	void whenTheHandlerNeverReadsThenTheUploadEndsWell() throws Exception {
		server.scripted().play((exchange) -> {
		});
		try (WireCall<PutResult> upload = put()) {
			assertThat(sendUntilTheEnd(upload)).isEqualTo(Status.Code.OK);
		}
	}

	@Test
	void whenTheHandlerFailsThenTheClientGetsTheStatusWhileItSends() throws Exception {
		server.scripted().play((exchange) -> {
			exchange.in().loadNextBatch();
			throw CallStatus.ALREADY_EXISTS.withDescription("it is there").toRuntimeException();
		});
		try (WireCall<PutResult> upload = put()) {
			assertThat(sendUntilTheEnd(upload)).isEqualTo(Status.Code.ALREADY_EXISTS);
			assertThat(upload.status().getDescription()).isEqualTo("it is there");
		}
	}

	@Test
	void whenTheHandlerIsSlowThenTheClientWaits() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		server.scripted().play((exchange) -> {
			exchange.in().loadNextBatch();
			go.await();
			while (exchange.in().loadNextBatch()) {
				exchange.in().getVectorSchemaRoot();
			}
		});
		try (WireCall<PutResult> upload = put()) {
			upload.start(this.batch);
			int sent = 0;
			while (sent < 1000 && isReadySoon(upload)) {
				upload.write(this.batch);
				sent++;
			}
			System.out.printf("a client sent %d batches of %d bytes before it had to wait; the server holds %d bytes%n",
					sent, 800_000, server.application().serverAllocator().getAllocatedMemory());
			assertThat(sent).isLessThan(30);
			assertThat(server.application().serverAllocator().getAllocatedMemory()).isLessThan(16 << 20);
			go.countDown();
			upload.halfClose();
			assertThat(upload.status().isOk()).isTrue();
		}
	}

	@Test
	void whenTheWireIsCutInTheMiddleOfABatchThenTheHandlerEnds() throws Exception {
		server.scripted().play(UploadTests::count);
		try (Relay relay = new Relay(server.application().port(), 400_000)) {
			WireClient cut = new WireClient(server.application().channel(relay.port()),
					server.application().clientAllocator());
			try (WireCall<PutResult> upload = cut.put(WireClient.path("scripted", "put"))) {
				upload.start(this.batch);
				upload.write(this.batch);
				server.scripted().awaitStart();
				relay.awaitFull();
				relay.close();
				assertThat(upload.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
				assertThat(server.scripted().awaitEnd()).isInstanceOfSatisfying(FlightRuntimeException.class,
						(ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
			}
		}
	}

	@Test
	void whenAReaderIsUsedAfterItsCallThenItFailsInsteadOfEnding() {
		UploadQueue queue = new UploadQueue(new CallCancellation(), (count) -> {
		}, Duration.ofSeconds(1), new RunningCalls(List.of(), Clock.systemUTC()).begin(FlightRpc.DO_PUT, "grpc",
				new FlightCallHeaders()));
		queue.complete();
		queue.close();
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(queue::next)
			.withMessageContaining("The call has ended");
	}

	private static WireCall<PutResult> put() {
		return server.client().put(WireClient.path("scripted", "put"));
	}

	private static void count(Scripted.Exchange exchange) throws IOException {
		while (exchange.in().loadNextBatch()) {
			exchange.in().getVectorSchemaRoot().getRowCount();
		}
	}

	private static void countAndAcknowledge(Scripted.Exchange exchange) throws IOException {
		long rows = 0;
		while (exchange.in().loadNextBatch()) {
			rows += exchange.in().getVectorSchemaRoot().getRowCount();
			exchange.results().acknowledge(rows);
		}
	}

	private Status.Code sendUntilTheEnd(WireCall<PutResult> upload) {
		upload.start(this.batch);
		upload.request();
		try {
			while (true) {
				upload.write(this.batch);
			}
		}
		catch (StatusRuntimeException ex) {
			return ex.getStatus().getCode();
		}
		catch (IllegalStateException ex) {
			// between the end of the call and the news of it
			return Objects.requireNonNull(upload.status()).getCode();
		}
	}

	private static boolean isReadySoon(WireCall<?> call) throws InterruptedException {
		for (int i = 0; i < 30 && !call.isReady(); i++) {
			Thread.sleep(10);
		}
		return call.isReady();
	}

}
