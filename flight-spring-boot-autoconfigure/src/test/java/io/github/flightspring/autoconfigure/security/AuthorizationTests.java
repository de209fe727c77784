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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightRules;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Status;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * One decision for a flight, on every way to it.
 */
class AuthorizationTests {

	private static final CallOption READER = Headers.authorization(Headers.basic("reader", "reading"));

	private static final CallOption WRITER = Headers.authorization(Headers.basic("writer", "writing"));

	private static final CallOption NOBODY = Headers.option("x-nothing", "");

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication.startSecured(
				new Class<?>[] { AuthorizedService.class, Users.class, AuthorizationRules.class },
				"flight.ticket.accept-paths=true");
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenFlightsAreListedThenOnlyReadableOnesAreThere() {
		assertThat(flights(READER)).containsExactly("data/free", "data/open", "data/listed");
		assertThat(flights(WRITER)).containsExactly("data/afterwards", "data/described", "data/free", "data/guarded",
				"data/guarded-query", "data/open", "data/payroll", "data/query", "data/listed", "data/payroll/2026");
	}

	private static List<String> flights(CallOption caller) {
		return Stream.of(client.listFlights(Criteria.ALL, caller))
			.flatMap((infos) -> java.util.stream.StreamSupport.stream(infos.spliterator(), false))
			.map((info) -> String.join("/", info.getDescriptor().getPath()))
			.toList();
	}

	@Test
	void whenAHiddenFlightIsAskedForThenTheAnswerIsThatForOneThatDoesNotExist() {
		FlightDescriptor hidden = FlightDescriptor.path("data", "payroll");
		FlightDescriptor missing = FlightDescriptor.path("data", "payrolx");
		String expected = description(() -> client.getInfo(missing, READER)).replace("payrolx", "payroll");
		assertThat(expected).contains("There is no flight 'data/payroll'").contains("data/open");
		assertThat(expected.substring(expected.indexOf("There is '"))).doesNotContain("payroll");
		assertThat(description(() -> client.getInfo(hidden, READER))).isEqualTo(expected);
		assertThat(description(() -> client.pollInfo(hidden, READER))).isEqualTo(expected);
		assertThat(description(() -> client.getSchema(hidden, READER))).isEqualTo(expected);
		assertThat(description(() -> get(new Ticket("data/payroll".getBytes(StandardCharsets.UTF_8)), READER)))
			.isEqualTo(expected);
		assertThat(client.getInfo(hidden, WRITER)).isNotNull();
	}

	@Test
	void whenAFlightIsForOthersThenTheCallerIsToldOnEveryWay() {
		FlightDescriptor command = FlightDescriptor.command("{\"type\":\"report\"}".getBytes(StandardCharsets.UTF_8));
		assertDenied(() -> client.getInfo(command, READER));
		assertDenied(() -> client.getSchema(command, READER));
		assertDenied(() -> client.getInfo(FlightDescriptor.command("report".getBytes(StandardCharsets.UTF_8)), READER));
		assertDenied(() -> client.doAction(new Action("compact"), READER).next());
		assertDenied(() -> get(new Ticket("data/deeply/nested/flight".getBytes(StandardCharsets.UTF_8)), READER));
		assertThat(client.getInfo(command, WRITER)).isNotNull();
	}

	@Test
	void whenAPathIsWrittenInAnotherFormThenTheRuleStillHolds() {
		assertThat(status(() -> client.getInfo(FlightDescriptor.path("data/payroll"), READER)))
			.isEqualTo(FlightStatusCode.NOT_FOUND);
		assertThat(status(() -> client.getInfo(FlightDescriptor.path("data", "", "payroll"), READER)))
			.isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
	}

	@Test
	void whenTheRightIsGoneThenATicketDoesNotHelp() throws Exception {
		InMemoryUserDetailsManager users = application.context().getBean(InMemoryUserDetailsManager.class);
		users.createUser(User.withUsername("demoted").password("{noop}d").roles("WRITER").build());
		CallOption caller = Headers.authorization(Headers.basic("demoted", "d"));
		Ticket ticket = client.getInfo(FlightDescriptor.path("data", "payroll"), caller)
			.getEndpoints()
			.get(0)
			.getTicket();
		assertThat(get(ticket, caller)).isEqualTo(1);
		users.updateUser(User.withUsername("demoted").password("{noop}d").roles("READER").build());
		assertThat(status(() -> get(ticket, caller))).isEqualTo(FlightStatusCode.NOT_FOUND);
	}

	@Test
	void whenACallerHasNoCredentialsThenOnlyOpenFlightsAreServed() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("data", "free"), NOBODY);
		assertThat(get(info.getEndpoints().get(0).getTicket(), NOBODY)).isEqualTo(1);
		assertThat(status(() -> client.getInfo(FlightDescriptor.path("data", "open"), NOBODY)))
			.isEqualTo(FlightStatusCode.UNAUTHENTICATED);
		assertThat(status(() -> client.getInfo(FlightDescriptor.path("data", "nothing"), NOBODY)))
			.isEqualTo(FlightStatusCode.UNAUTHENTICATED);
		assertThat(status(() -> client.listFlights(Criteria.ALL, NOBODY).iterator().next()))
			.isEqualTo(FlightStatusCode.UNAUTHENTICATED);
		assertThat(status(() -> client.doAction(new Action("ping"), NOBODY).next()))
			.isEqualTo(FlightStatusCode.UNAUTHENTICATED);
	}

	@Test
	void whenActionsAreListedThenOnlyThoseThatTheCallerMayCallAreThere() {
		assertThat(client.listActions(READER)).extracting(ActionType::getType)
			.containsExactly("ping", "CancelFlightInfo", "RenewFlightEndpoint");
		assertThat(client.listActions(WRITER)).extracting(ActionType::getType)
			.containsExactly("compact", "ping", "CancelFlightInfo", "RenewFlightEndpoint");
		assertThat(description(() -> client.doAction(new Action("compacd"), READER).next(),
				FlightStatusCode.UNIMPLEMENTED))
			.contains("'ping'")
			.doesNotContain("'compact'");
	}

	@Test
	void whenAnUploadIsForOthersThenItIsRefused() {
		assertThat(upload("reader", "reading").getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
		assertThat(upload("writer", "writing").getCode()).isEqualTo(Status.Code.OK);
	}

	private static String upload(String user, String password, String flight) {
		Status status = upload(new FlightPut(user, password, flight));
		return (status.getCode() + " " + status.getDescription()).replace(flight, "");
	}

	private static Status upload(String user, String password) {
		return upload(new FlightPut(user, password, "upload"));
	}

	private record FlightPut(String user, String password, String flight) {

	}

	private static Status upload(FlightPut put) {
		Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(32, true))));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, application.clientAllocator());
				WireCall<org.apache.arrow.flight.impl.Flight.PutResult> call = application.wireClient()
					.put(WireClient.path("data", put.flight()),
							Headers.metadata("authorization", Headers.basic(put.user(), put.password())))) {
			call.start(root);
			call.halfClose();
			return call.status();
		}
	}

	@Test
	void whenAMethodIsSecuredThenItsFlightIsOnEveryWay() throws Exception {
		FlightDescriptor guarded = FlightDescriptor.path("data", "guarded");
		assertDenied(() -> client.getInfo(guarded, READER));
		assertDenied(() -> client.getSchema(guarded, READER));
		assertThat(client.listFlights(Criteria.ALL, READER))
			.extracting((info) -> String.join("/", info.getDescriptor().getPath()))
			.contains("data/open")
			.doesNotContain("data/guarded", "data/guarded-query", "data/described");
		assertDenied(() -> client.getInfo(FlightDescriptor.path("data", "described"), READER));
		assertDenied(() -> client.getSchema(FlightDescriptor.path("data", "described"), READER));
		assertDenied(() -> client.getInfo(FlightDescriptor.path("data", "afterwards"), READER));
		assertThat(client.getInfo(FlightDescriptor.path("data", "afterwards"), WRITER)).isNotNull();
		assertThat(client.getInfo(FlightDescriptor.path("data", "described"), WRITER)).isNotNull();
		assertDenied(() -> client.getInfo(FlightDescriptor.path("data", "guarded-query"), READER));
		assertThat(description(() -> client.getInfo(FlightDescriptor.path("data", "guarde"), READER)))
			.doesNotContain("guarded");
		assertDenied(() -> get(new Ticket("data/guarded".getBytes(StandardCharsets.UTF_8)), READER));
		assertThat(get(client.getInfo(guarded, WRITER).getEndpoints().get(0).getTicket(), WRITER)).isEqualTo(1);
	}

	@Test
	void whenARuleUsesPathVariablesThenItGetsThem() {
		assertThat(client.getInfo(FlightDescriptor.path("data", "of", "reader"), READER)).isNotNull();
		assertDenied(() -> client.getInfo(FlightDescriptor.path("data", "of", "writer"), READER));
	}

	@Test
	void whenAQueryIsForOthersThenItIsOnEveryWayToItsState() throws Exception {
		InMemoryUserDetailsManager users = application.context().getBean(InMemoryUserDetailsManager.class);
		users.createUser(User.withUsername("fired").password("{noop}f").roles("WRITER").build());
		CallOption caller = Headers.authorization(Headers.basic("fired", "f"));
		FlightDescriptor query = FlightDescriptor.path("data", "query");
		assertDenied(() -> client.pollInfo(query, READER));
		FlightInfo info = client.getInfo(query, caller);
		Ticket segment = info.getEndpoints().get(0).getTicket();
		FlightDescriptor polled = client.pollInfo(query, caller).getFlightDescriptor().orElse(null);
		assertThat(value(segment, caller)).isEqualTo("fired");
		users.updateUser(User.withUsername("fired").password("{noop}f").roles("READER").build());
		assertDenied(() -> get(segment, caller));
		assertDenied(() -> client.cancelFlightInfo(new CancelFlightInfoRequest(info), caller));
		assertDenied(
				() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0)), caller));
		if (polled != null) {
			assertDenied(() -> client.pollInfo(polled, caller));
			assertDenied(() -> client.getInfo(polled, caller));
		}
	}

	private static String value(Ticket ticket, CallOption caller) throws Exception {
		try (FlightStream stream = client.getStream(ticket, caller)) {
			stream.next();
			return String.valueOf(stream.getRoot().getVector(0).getObject(0));
		}
	}

	@Test
	void whenACallIsDeniedThenAnEventTellsWhoAndWhat() {
		AuthorizationRules rules = application.context().getBean(AuthorizationRules.class);
		rules.denied.clear();
		assertDenied(() -> client.doAction(new Action("compact"), READER).next());
		assertThat(rules.denied).singleElement().satisfies((event) -> {
			assertThat(event.getAuthentication().get().getName()).isEqualTo("reader");
			assertThat(event.getAuthentication().get().getDetails().toString()).contains("127.0.0.1");
			assertThat(event.getSource().toString()).contains("compact");
		});
	}

	@Test
	void whenAFlightIsHiddenThenNothingTellsItFromOneThatDoesNotExist() {
		FlightDescriptor hidden = FlightDescriptor.path("data", "payroll");
		FlightDescriptor none = FlightDescriptor.path("data", "payrolx");
		for (CallOption caller : List.of(READER, NOBODY)) {
			List<Function<FlightDescriptor, ThrowingCallable>> ways = List.of(
					(flight) -> () -> client.getInfo(flight, caller),
					(flight) -> () -> client.getSchema(flight, caller),
					(flight) -> () -> client.pollInfo(flight, caller),
					(flight) -> () -> get(
							new Ticket(String.join("/", flight.getPath()).getBytes(StandardCharsets.UTF_8)), caller),
					(flight) -> () -> client.cancelFlightInfo(new CancelFlightInfoRequest(info(flight)), caller),
					(flight) -> () -> client.renewFlightEndpoint(
							new RenewFlightEndpointRequest(new FlightEndpoint(
									new Ticket(String.join("/", flight.getPath()).getBytes(StandardCharsets.UTF_8)))),
							caller));
			for (Function<FlightDescriptor, ThrowingCallable> way : ways) {
				FlightRuntimeException one = thrown(way.apply(hidden));
				FlightRuntimeException other = thrown(way.apply(none));
				assertThat(one.status().code()).isEqualTo(other.status().code());
				assertThat(one.status().description().replace("payroll", "payrolx"))
					.isEqualTo(other.status().description());
			}
		}
		assertThat(upload("reader", "reading", "payroll")).isEqualTo(upload("reader", "reading", "payrolx"));
	}

	private static FlightInfo info(FlightDescriptor flight) {
		return new FlightInfo(new Schema(List.of()), flight, List.of(), -1, -1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/./b", "..", "a/{b", "a/b}", "{}", "a/x**", "a/{b/c}", "a/{*rest}" })
	void whenAPatternMatchesNothingThenItIsRefused(String pattern) {
		assertThatIllegalStateException()
			.isThrownBy(() -> FlightSecurity.authorize((calls) -> calls.path(pattern).denyAll()))
			.withMessageContaining("'" + pattern + "'");
	}

	@Test
	void whenARuleIsNeverAskedThenItIsRefused() {
		List<Consumer<FlightRules>> never = List.of((calls) -> calls.rpc(FlightRpc.LIST_FLIGHTS).path("a").denyAll(),
				(calls) -> calls.rpc(FlightRpc.DO_ACTION).path("a").denyAll(),
				(calls) -> calls.rpc(FlightRpc.DO_GET).action("a").denyAll(),
				(calls) -> calls.rpc(FlightRpc.HANDSHAKE).denyAll(), (calls) -> calls.rpc().denyAll(),
				(calls) -> calls.path("a").path().denyAll(), (calls) -> calls.command("").denyAll(),
				(calls) -> calls.path("a/**").authenticated().path("a/b").denyAll(),
				(calls) -> calls.path("a/*").authenticated().path("a/{b}").denyAll(),
				(calls) -> calls.action("a", "b").authenticated().action("b").denyAll(),
				(calls) -> calls.rpc(FlightRpc.DO_GET).authenticated().rpc(FlightRpc.DO_GET).path("a").denyAll());
		assertThat(never)
			.allSatisfy((rules) -> assertThatIllegalStateException().isThrownBy(() -> FlightSecurity.authorize(rules)));
		List<Consumer<FlightRules>> good = List.of((calls) -> calls.path("a/*").authenticated().path("a/**").denyAll(),
				(calls) -> calls.path("a/**").hidden().hasRole("X").path("a/b").authenticated(),
				(calls) -> calls.rpc(FlightRpc.DO_PUT).path("a/**").authenticated().path("a/b").denyAll(),
				(calls) -> calls.path("a/b*").authenticated().path("a/c", "a/b").denyAll(),
				(calls) -> calls.path("a/{b:[0-9]+}").authenticated().path("a/x").denyAll());
		assertThat(good).allSatisfy((rules) -> assertThat(FlightSecurity.authorize(rules)).isNotNull());
	}

	@Test
	void whenAPathIsLongAndHasControlCharactersThenTheRefusalDoesNotRepeatIt() {
		String path = "x\nforged" + "y".repeat(100_000);
		String description = description(() -> client.getInfo(FlightDescriptor.path(path), READER));
		assertThat(description).hasSizeLessThan(1000).doesNotContain("\n");
	}

	@Test
	void whenRulesMakeNoSenseThenTheyAreRefused() {
		for (String pattern : List.of("vault/", "a//b", "", "/")) {
			assertThatIllegalStateException()
				.isThrownBy(() -> FlightSecurity.authorize((calls) -> calls.path(pattern).denyAll()))
				.withMessageContaining("empty segment");
		}
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> FlightSecurity.authorize((calls) -> calls.path("a")))
			.withMessageContaining("[a]");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(
					() -> FlightSecurity.authorize((calls) -> calls.anyCall().authenticated().path("a").permitAll()))
			.withMessageContaining("anyCall()");
	}

	private static long get(Ticket ticket, CallOption caller) throws Exception {
		long rows = 0;
		try (FlightStream stream = client.getStream(ticket, caller)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

	private static void assertDenied(ThrowingCallable call) {
		assertThat(status(call)).isEqualTo(FlightStatusCode.UNAUTHORIZED);
	}

	private static FlightStatusCode status(ThrowingCallable call) {
		return thrown(call).status().code();
	}

	private static String description(ThrowingCallable call) {
		return description(call, FlightStatusCode.NOT_FOUND);
	}

	private static String description(ThrowingCallable call, FlightStatusCode code) {
		assertThat(status(call)).isEqualTo(code);
		return thrown(call).status().description();
	}

	private static FlightRuntimeException thrown(ThrowingCallable call) {
		return (FlightRuntimeException) assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call)
			.actual();
	}

}
