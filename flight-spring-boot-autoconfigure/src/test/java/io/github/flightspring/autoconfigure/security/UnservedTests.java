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

package io.github.flightspring.autoconfigure.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.RunningApplication;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.impl.Flight.Action;
import org.apache.arrow.flight.impl.Flight.Empty;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flights that nothing serves, and flights that are hidden from the caller. Both have the
 * same answer.
 */
class UnservedTests {

	private static RunningApplication application;

	private static HttpApplication http;

	@BeforeAll
	static void start() {
		Class<?>[] beans = { Served.class, Users.class, Rules.class };
		application = RunningApplication.startSecured(beans, "flight.ticket.accept-paths=true");
		http = HttpApplication.startSecured(new Class<?>[] { Served.class, Users.class, Rules.class, Web.class });
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
		http.close();
	}

	@Test
	void whenNothingServesACommandThenEveryRpcIsUnimplementedAndAHiddenOneIsToo() throws Exception {
		for (int form = 0; form < 3; form++) {
			List<Status> unknown = calls("reader", descriptor(command("nothing", form)));
			List<Status> hidden = calls("reader", descriptor(command("hiddens", form)));
			assertThat(unknown).hasSize(5).allSatisfy((status) -> {
				assertThat(status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
				assertThat(status.getDescription()).startsWith("There is no command 'nothing'. There is 'open'");
			});
			assertThat(hidden).map(Status::getCode).containsOnly(Status.Code.UNIMPLEMENTED);
			assertThat(hidden).map(Status::getDescription)
				.containsExactlyElementsOf(unknown.stream()
					.map((status) -> status.getDescription().replace("nothing", "hiddens"))
					.toList());
		}
		assertThat(status(() -> stub("writer").getFlightInfo(descriptor(command("hiddens", 0)))).isOk()).isTrue();
	}

	@Test
	void whenTheTypeIsThatOfAnotherProtocolThenItIsUnimplemented() throws Exception {
		ByteString sqlInfo = Any.newBuilder()
			.setTypeUrl("type.googleapis.com/arrow.flight.protocol.sql.CommandGetSqlInfo")
			.build()
			.toByteString();
		assertThat(calls("reader", descriptor(sqlInfo))).map(Status::getCode).containsOnly(Status.Code.UNIMPLEMENTED);
	}

	@Test
	void whenNothingServesAPathThenEveryRpcIsNotFoundAndAHiddenOneIsToo() throws Exception {
		List<Status> unknown = calls("reader", path("nothing"));
		List<Status> hidden = calls("reader", path("payroll"));
		assertThat(unknown).hasSize(5).map(Status::getCode).containsOnly(Status.Code.NOT_FOUND);
		assertThat(hidden).map(Status::getCode).containsOnly(Status.Code.NOT_FOUND);
		assertThat(hidden).map(Status::getDescription)
			.containsExactlyElementsOf(
					unknown.stream().map((status) -> status.getDescription().replace("nothing", "payroll")).toList());
	}

	@Test
	void whenNothingServesATicketThenItIsWhatAHiddenPathIs() {
		for (String ticket : List.of("some/nothing", "some/payroll")) {
			assertThat(status(
					() -> stub("reader").doGet(Ticket.newBuilder().setTicket(ByteString.copyFromUtf8(ticket)).build())
						.next())
				.getCode()).isEqualTo(Status.Code.NOT_FOUND);
		}
	}

	@Test
	void whenNothingServesAnActionThenItIsUnimplementedAndAHiddenOneIsToo() {
		Status unknown = status(() -> act("reader", "nothing"));
		Status hidden = status(() -> act("reader", "hiddena"));
		assertThat(unknown.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
		assertThat(hidden.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
		assertThat(hidden.getDescription()).isEqualTo(unknown.getDescription().replace("nothing", "hiddena"));
		assertThat(status(() -> act("reader", "GetSessionOptions")).getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
		assertThat(act("writer", "hiddena")).isEqualTo("a");
	}

	@Test
	void whenAnActionHasAnEmptyTypeThenItIsServedListedAndGuarded() {
		assertThat(act("writer", "")).isEqualTo("empty");
		assertThat(status(() -> act("reader", "")).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
		List<String> types = new ArrayList<>();
		stub("writer").listActions(Empty.getDefaultInstance()).forEachRemaining((type) -> types.add(type.getType()));
		assertThat(types).contains("", "hiddena", "named");
		assertThat(act("writer", "named")).isEqualTo("named");
	}

	@Test
	void whenNothingServesACommandThenItIs404OverHttpAndAHiddenOneIsToo() throws Exception {
		for (String query : List.of("", "?info", "?schema")) {
			for (String method : List.of("POST", "PUT")) {
				HttpResponse<byte[]> unknown = send(method, "/flight/commands/nothing" + query);
				HttpResponse<byte[]> hidden = send(method, "/flight/commands/hiddens" + query);
				assertThat(unknown.statusCode()).isEqualTo(404);
				assertThat(hidden.statusCode()).isEqualTo(404);
				assertThat(text(unknown)).contains("There is no command 'nothing'")
					.contains("\"code\":\"UNIMPLEMENTED\"");
				assertThat(text(hidden)).isEqualTo(text(unknown).replace("nothing", "hiddens"));
			}
		}
		assertThat(send("DELETE", "/flight/commands/nothing").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/flight/commands/hiddens").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/flight/commands/open").statusCode()).isEqualTo(405);
		assertThat(text(send("GET", "/flight/some/nothing"))).contains("\"code\":\"NOT_FOUND\"");
	}

	private static List<Status> calls(String user, FlightDescriptor descriptor) throws Exception {
		List<Status> statuses = new ArrayList<>();
		statuses.add(status(() -> stub(user).getFlightInfo(descriptor)));
		statuses.add(status(() -> stub(user).getSchema(descriptor)));
		statuses.add(status(() -> stub(user).pollFlightInfo(descriptor)));
		FlightServiceGrpc.FlightServiceStub stub = FlightServiceGrpc.newStub(application.channel())
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
					Headers.metadata("authorization", Headers.basic(user, user.replace("er", "ing")))));
		statuses.add(upload(descriptor, stub::doPut));
		statuses.add(upload(descriptor, stub::doExchange));
		return statuses;
	}

	private static <T> Status upload(FlightDescriptor descriptor,
			java.util.function.Function<StreamObserver<T>, StreamObserver<FlightData>> rpc) throws Exception {
		CompletableFuture<Status> end = new CompletableFuture<>();
		StreamObserver<FlightData> input = rpc.apply(new StreamObserver<>() {

			@Override
			public void onNext(T value) {
			}

			@Override
			public void onError(Throwable ex) {
				end.complete(Status.fromThrowable(ex));
			}

			@Override
			public void onCompleted() {
				end.complete(Status.OK);
			}

		});
		input.onNext(FlightData.newBuilder().setFlightDescriptor(descriptor).build());
		try {
			return end.get(60, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String act(String user, String type) {
		return stub(user).doAction(Action.newBuilder().setType(type).build()).next().getBody().toStringUtf8();
	}

	private static Status status(Runnable call) {
		try {
			call.run();
			return Status.OK;
		}
		catch (StatusRuntimeException ex) {
			return ex.getStatus();
		}
	}

	private static FlightServiceGrpc.FlightServiceBlockingStub stub(String user) {
		return FlightServiceGrpc.newBlockingStub(application.channel())
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
					Headers.metadata("authorization", Headers.basic(user, user.replace("er", "ing")))));
	}

	private static HttpResponse<byte[]> send(String method, String path) throws Exception {
		return http.send(http.request(path)
			.header("Authorization", Headers.basic("reader", "reading"))
			.method(method, BodyPublishers.noBody()));
	}

	private static ByteString command(String name, int form) {
		return switch (form) {
			case 0 -> ByteString.copyFromUtf8(name);
			case 1 -> ByteString.copyFromUtf8("{\"type\":\"" + name + "\"}");
			default -> Any.newBuilder().setTypeUrl("type.googleapis.com/" + name).build().toByteString();
		};
	}

	private static FlightDescriptor descriptor(ByteString command) {
		return FlightDescriptor.newBuilder().setType(DescriptorType.CMD).setCmd(command).build();
	}

	private static FlightDescriptor path(String name) {
		return FlightDescriptor.newBuilder().setType(DescriptorType.PATH).addPath("some").addPath(name).build();
	}

	@FlightEndpoint("some")
	static class Served {

		record Row(String value) {
		}

		@DoGet(command = "open")
		List<Row> open() {
			return List.of();
		}

		@DoGet(command = "hiddens", schema = Row.class)
		List<Row> hidden() {
			return List.of(new Row("a"));
		}

		@DoPut(command = "hiddens")
		void put(Stream<Row> rows) {
		}

		@DoExchange(command = "hiddens")
		Stream<Row> exchange(Stream<Row> rows) {
			return rows;
		}

		@DoGet("payroll")
		List<Row> payroll() {
			return List.of();
		}

		@DoPut("payroll")
		void putPayroll(Stream<Row> rows) {
		}

		@DoExchange("payroll")
		Stream<Row> exchangePayroll(Stream<Row> rows) {
			return rows;
		}

		@DoAction("hiddena")
		String hiddenAction() {
			return "a";
		}

		@DoAction("")
		String empty() {
			return "empty";
		}

		@DoAction
		String named() {
			return "named";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity.authorize((calls) -> calls.command("hiddens")
				.hidden()
				.hasRole("WRITER")
				.path("some/payroll")
				.hidden()
				.hasRole("WRITER")
				.action("hiddena")
				.hidden()
				.hasRole("WRITER")
				.action("")
				.hasRole("WRITER")
				.anyCall()
				.authenticated());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Web {

		@Bean
		SecurityFilterChain web(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

	}

}
