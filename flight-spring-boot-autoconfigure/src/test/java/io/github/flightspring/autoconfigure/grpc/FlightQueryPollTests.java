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

package io.github.flightspring.autoconfigure.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.flightspring.admission.CallAdmission;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.Queries;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.impl.FlightServiceGrpc.FlightServiceFutureStub;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls that wait for a query hold neither a thread nor a place.
 */
class FlightQueryPollTests extends FlightQueryFixture {

	private static final int POLLS = 1000;

	private static final CallOption PATIENCE = CallOptions.timeout(60, TimeUnit.SECONDS);

	@Test
	void when1000PollsWaitThenOtherCallsAreServedAndAllPollsAreAnswered() throws Exception {
		start("flight.query.poll-timeout=10m", "flight.query.max-concurrent=2",
				"flight.server.max-concurrent-calls-per-connection=2000");
		QuerySteps.permits.release(1);
		Flight.FlightDescriptor descriptor = proto(settled());
		List<ListenableFuture<Flight.PollInfo>> polls = poll(descriptor, POLLS);
		Queries queries = bean(Queries.class);
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queries.waiting() == POLLS);
		Awaitility.await().until(() -> bean(CallAdmission.class).calls() == 0);
		// the one query
		Awaitility.await().until(() -> bean(FlightThreads.class).activeHandlers() == 1);
		assertThat(this.client.getInfo(FlightDescriptor.path("steps", "empty"), PATIENCE).getRecords()).isZero();
		assertThat(this.client.listFlights(Criteria.ALL, PATIENCE)).isNotEmpty();
		assertThat(polls).noneMatch(ListenableFuture::isDone);
		QuerySteps.permits.release(1);
		for (ListenableFuture<Flight.PollInfo> poll : polls) {
			assertThat(poll.get(60, TimeUnit.SECONDS).getInfo().getEndpointCount()).isBetween(1, 2);
		}
		awaitQuiet();
	}

	@Test
	void whenTheInfoOfAQueryIsAwaitedThenNoPlaceIsTakenForThat() throws Exception {
		start("flight.server.max-concurrent-calls=2");
		FlightServiceFutureStub stub = FlightServiceGrpc.newFutureStub(this.application.channel());
		Flight.FlightDescriptor polled = proto(this.client.pollInfo(steps()).getFlightDescriptor().orElseThrow());
		List<ListenableFuture<Flight.FlightInfo>> infos = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			infos.add(stub.getFlightInfo(polled));
			int waiting = i + 1;
			Awaitility.await().until(() -> bean(Queries.class).waiting() == waiting);
		}
		assertThat(this.client.getInfo(FlightDescriptor.path("steps", "empty"), PATIENCE).getRecords()).isZero();
		QuerySteps.permits.release(5);
		for (ListenableFuture<Flight.FlightInfo> info : infos) {
			assertThat(info.get(60, TimeUnit.SECONDS).getEndpointCount()).isEqualTo(5);
		}
		awaitQuiet();
	}

	@Test
	void whenTheSchemaOfARunningQueryIsAskedForThenItComesWithTheFirstBatch() throws Exception {
		start();
		FlightDescriptor path = FlightDescriptor.path("steps", "late-schema");
		Flight.FlightDescriptor polled = proto(this.client.pollInfo(path).getFlightDescriptor().orElseThrow());
		ListenableFuture<Flight.SchemaResult> schema = FlightServiceGrpc.newFutureStub(this.application.channel())
			.getSchema(polled);
		Awaitility.await().until(() -> bean(Queries.class).waiting() == 1);
		QuerySteps.permits.release(1);
		assertThat(schema.get(60, TimeUnit.SECONDS).getSchema().isEmpty()).isFalse();
		awaitQuiet();
	}

	@Test
	void whenWaitingPollsAreCancelledThenNothingOfThemIsLeft() throws Exception {
		start("flight.query.poll-timeout=10m");
		QuerySteps.permits.release(1);
		List<ListenableFuture<Flight.PollInfo>> polls = poll(proto(settled()), 50);
		Awaitility.await().until(() -> bean(Queries.class).waiting() == 50);
		polls.forEach((poll) -> poll.cancel(true));
		awaitQuiet();
		assertThat(this.application.serverAllocator().getChildAllocators())
			.noneMatch((child) -> child.getName().startsWith("flight-call-"));
		QuerySteps.permits.release(4);
	}

	@Test
	void whenACallerHasTooManyWaitingPollsThenTheNextIsRefused() throws Exception {
		start("flight.query.poll-timeout=10m", "flight.query.max-waiting-polls-per-principal=2");
		QuerySteps.permits.release(1);
		FlightDescriptor descriptor = settled();
		List<ListenableFuture<Flight.PollInfo>> polls = poll(proto(descriptor), 2);
		Awaitility.await().until(() -> bean(Queries.class).waiting() == 2);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> this.client.pollInfo(descriptor))
			.contains("The caller has 2 calls");
		QuerySteps.permits.release(1);
		for (ListenableFuture<Flight.PollInfo> poll : polls) {
			assertThat(poll.get(60, TimeUnit.SECONDS).getInfo().getEndpointCount()).isPositive();
		}
	}

	@Test
	void whenTheServerShutsDownThenAWaitingPollIsToldSoAtOnce() throws Exception {
		start("flight.query.poll-timeout=10m", "flight.server.drain-timeout=10m");
		QuerySteps.permits.release(1);
		ListenableFuture<Flight.PollInfo> poll = poll(proto(settled()), 1).get(0);
		Awaitility.await().until(() -> bean(Queries.class).waiting() == 1);
		this.application.context().close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> poll.get(60, TimeUnit.SECONDS))
			.withCauseInstanceOf(StatusRuntimeException.class)
			.satisfies((ex) -> {
				Status status = Status.fromThrowable(ex);
				assertThat(status.getCode()).isEqualTo(Status.Code.CANCELLED);
				assertThat(status.getDescription()).contains("shuts down");
			});
		assertThat(QuerySteps.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private List<ListenableFuture<Flight.PollInfo>> poll(Flight.FlightDescriptor descriptor, int count) {
		FlightServiceFutureStub stub = FlightServiceGrpc.newFutureStub(this.application.channel());
		List<ListenableFuture<Flight.PollInfo>> polls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			polls.add(stub.pollFlightInfo(descriptor));
			int sent = i;
			if (sent % 100 == 99) {
				// no more at a time than are admitted
				Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> bean(Queries.class).waiting() > sent);
			}
		}
		return polls;
	}

	private void awaitQuiet() {
		Awaitility.await()
			.until(() -> bean(Queries.class).waiting() == 0 && bean(RunningCalls.class).size() == 0
					&& bean(CallAdmission.class).calls() == 0);
	}

	private <T> T bean(Class<T> type) {
		return this.application.context().getBean(type);
	}

	private static Flight.FlightDescriptor proto(FlightDescriptor descriptor) {
		return Flight.FlightDescriptor.newBuilder()
			.setType(DescriptorType.CMD)
			.setCmd(com.google.protobuf.ByteString.copyFrom(descriptor.getCommand()))
			.build();
	}

}
