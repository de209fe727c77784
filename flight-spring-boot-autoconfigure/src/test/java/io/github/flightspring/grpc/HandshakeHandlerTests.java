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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.google.protobuf.ByteString;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.grpc.Metadata;
import org.apache.arrow.flight.impl.Flight.HandshakeRequest;
import org.apache.arrow.flight.impl.Flight.HandshakeResponse;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handshakes without security.
 */
class HandshakeHandlerTests {

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	@Test
	void whenAHandshakeHasNoMessageThenItEndsWell() {
		try (WireCall<HandshakeResponse> handshake = handshake()) {
			handshake.halfClose();
			assertThat(handshake.next()).isNull();
		}
	}

	@Test
	void whenAHandshakeHasSeveralMessagesThenEachHasAnEmptyAnswer() {
		try (WireCall<HandshakeResponse> handshake = handshake()) {
			for (int version = 1; version <= 5; version++) {
				handshake.sendRaw(HandshakeRequest.newBuilder()
					.setProtocolVersion(version)
					.setPayload(ByteString.copyFromUtf8("secret"))
					.build()
					.toByteArray());
				assertThat(handshake.next())
					.isEqualTo(HandshakeResponse.newBuilder().setProtocolVersion(version).build());
			}
			handshake.halfClose();
			assertThat(handshake.next()).isNull();
		}
	}

	@Test
	void whenHandshakesIdleThenTheyCostNoThread() {
		try (WireCall<HandshakeResponse> warm = handshake()) {
			warm.sendRaw(new byte[0]);
			assertThat(warm.next()).isNotNull();
		}
		int before = Machine.busyThreads().size();
		List<WireCall<HandshakeResponse>> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 50; i++) {
				WireCall<HandshakeResponse> handshake = handshake();
				idle.add(handshake);
				handshake.sendRaw(new byte[0]);
				assertThat(handshake.next()).isNotNull();
			}
			Awaitility.await().untilAsserted(() -> assertThat(Machine.busyThreads()).hasSizeLessThanOrEqualTo(before));
		}
		finally {
			idle.forEach(WireCall::close);
		}
	}

	private static WireCall<HandshakeResponse> handshake() {
		return server.client().call(FlightServiceGrpc.getHandshakeMethod(), Function.identity(), null, new Metadata());
	}

}
