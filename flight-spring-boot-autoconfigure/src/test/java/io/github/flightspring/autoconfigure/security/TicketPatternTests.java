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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.StringValue;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tickets that were made elsewhere, found by a pattern or by the message that they hold,
 * under the rules for the flight that they stand for.
 */
class TicketPatternTests {

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication.startSecured(new Class<?>[] { Tickets.class, Users.class, Rules.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenATicketMatchesAPatternThenItsVariablesAreGiven() {
		assertThat(get("v1/abc", Users.READER)).isEqualTo("v1 abc");
		assertThat(get("v1/fixed", Users.READER)).isEqualTo("fixed");
		assertThat(get("v2/7/a//b", Users.READER)).isEqualTo("v2 7 [a, , b]");
		assertThat(get("v1/ü,{}", Users.READER)).isEqualTo("v1 ü,{}");
	}

	@Test
	void whenATicketStandsForAPathThenTheRulesForItHold() {
		assertThat(get("of/open", Users.READER)).isEqualTo("flights/open open");
		assertThat(get("of/secret", Users.WRITER)).isEqualTo("flights/secret secret");
		assertThat(get("of/secret", Users.READER)).isEqualTo("UNAUTHORIZED");
		assertThat(get("of/hidden", Users.READER)).isEqualTo("INVALID_ARGUMENT");
		assertThat(get("of/hidden", Users.WRITER)).isEqualTo("flights/hidden hidden");
		assertThat(get("below//secret", Users.READER)).isEqualTo("UNAUTHORIZED");
		assertThat(get("below/secret", Users.READER)).isEqualTo("UNAUTHORIZED");
	}

	@Test
	void whenATicketHoldsAMessageThenItIsFoundByItsName() {
		byte[] any = Any.pack(StringValue.of("text")).toByteArray();
		assertThat(get(any, Users.READER)).isEqualTo("any text");
		assertThat(get("google.protobuf.StringValue", Users.READER)).isEqualTo("any ");
		assertThat(get(Any.pack(Duration.newBuilder().setSeconds(3).build()).toByteArray(), Users.READER))
			.isEqualTo("UNAUTHORIZED");
		assertThat(get(Any.pack(Duration.newBuilder().setSeconds(3).build()).toByteArray(), Users.WRITER))
			.isEqualTo("wait 3");
		byte[] broken = Arrays.copyOf(any, any.length - 1);
		assertThat(get(broken, Users.READER)).isEqualTo("INVALID_ARGUMENT");
		byte[] wrong = Any.newBuilder()
			.setTypeUrl("x/google.protobuf.StringValue")
			.setValue(com.google.protobuf.ByteString.copyFrom(new byte[] { 10, 99 }))
			.build()
			.toByteArray();
		assertThat(get(wrong, Users.READER)).isEqualTo("INVALID_ARGUMENT");
	}

	@Test
	void whenATicketMatchesNothingThenItIsRefused() {
		List<byte[]> tickets = List.of(new byte[0], bytes("v1"), bytes("v1/"), bytes("/v1/x"), bytes("v1/x/"),
				bytes("v1/.."), bytes("v1/."), bytes("v2/7/../x"), bytes("V1/x"), bytes("v1%2Fx"), bytes("v1\\x"),
				new byte[] { 'v', '1', '/', (byte) 0xFF }, new byte[] { 'v', '1', '/', (byte) 0xC0, (byte) 0xAF },
				new byte[] { (byte) 0xFF, 'F', 'v', '1', '/', 'x' }, bytes("v1/" + "x".repeat(1024 * 1024)));
		for (byte[] ticket : tickets) {
			assertThat(get(ticket, Users.READER))
				.as(new String(ticket, 0, Math.min(20, ticket.length), StandardCharsets.UTF_8))
				.isEqualTo("INVALID_ARGUMENT");
		}
	}

	@Test
	void whenATicketIsSignedThenNoPatternTakesIt() {
		byte[] ticket = client.getInfo(FlightDescriptor.path("flights", "open"), Users.READER)
			.getEndpoints()
			.get(0)
			.getTicket()
			.getBytes();
		assertThat(get(ticket, Users.READER)).isEqualTo("flights/open open");
		assertThat(get(ticket, Users.WRITER)).isEqualTo("UNAUTHORIZED");
		ticket[ticket.length - 1]++;
		assertThat(get(ticket, Users.READER)).isEqualTo("INVALID_ARGUMENT");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String get(String ticket, CallOption caller) {
		return get(bytes(ticket), caller);
	}

	private static String get(byte[] ticket, CallOption caller) {
		return RawTickets.get(client, new Ticket(ticket), caller);
	}

	record Row(String text) {
	}

	@FlightEndpoint
	static class Tickets {

		private static Stream<Row> row(String text) {
			return Stream.of(new Row(text));
		}

		@DoGet(ticket = "v1/{name}")
		Stream<Row> pattern(String name) {
			return row("v1 " + name);
		}

		@DoGet(ticket = "v1/fixed")
		Stream<Row> fixed() {
			return row("fixed");
		}

		@DoGet(ticket = "v2/{number}/{*rest}")
		Stream<Row> rest(int number, List<String> rest) {
			return row("v2 " + number + " " + rest);
		}

		@DoGet(path = "flights/{name}", ticket = "of/{name}")
		Stream<Row> flight(String name, FlightDescriptor descriptor) {
			return row(String.join("/", descriptor.getPath()) + " " + name);
		}

		@DoGet(path = "flights/below/{*rest}", ticket = "below/{*rest}")
		Stream<Row> below(String rest) {
			return row(rest);
		}

		@DoGet(ticket = "google.protobuf.StringValue")
		Stream<Row> any(@FlightCommand StringValue value) {
			return row("any " + value.getValue());
		}

		@DoGet(command = "wait", ticket = "google.protobuf.Duration")
		Stream<Row> wait(@FlightCommand Duration duration) {
			return row("wait " + duration.getSeconds());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		FlightSecurity rules() {
			return FlightSecurity.authorize((calls) -> calls.path("flights/secret", "flights/below/secret")
				.hasRole("WRITER")
				.path("flights/hidden")
				.hidden()
				.hasRole("WRITER")
				.command("wait")
				.hasRole("WRITER")
				.anyCall()
				.authenticated());
		}

	}

}
