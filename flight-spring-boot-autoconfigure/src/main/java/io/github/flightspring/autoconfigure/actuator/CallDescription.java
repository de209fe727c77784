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

package io.github.flightspring.autoconfigure.actuator;

import java.security.Principal;
import java.time.Instant;

import io.github.flightspring.call.CallTraffic;
import io.github.flightspring.call.RunningCall;
import org.jspecify.annotations.Nullable;

/**
 * A running call as the actuator shows it.
 *
 * @param id the id
 * @param rpc the RPC
 * @param flight the flight as its mapping declares it
 * @param transport {@code grpc} or {@code http}
 * @param principal the name of the caller, or {@code null} for an anonymous caller
 * @param peer the address that the call came from, or {@code null}
 * @param startedAt the time at which the call came
 * @param seconds the seconds since then
 * @param waitingFor the party that the call waits for: {@code place},
 * {@code client to take}, {@code client to send} or {@code handler}
 * @param bytesPerSecond the Arrow bytes moved per second since the call came
 * @param received the traffic from the client
 * @param sent the traffic to the client
 */
public record CallDescription(String id, String rpc, String flight, String transport, @Nullable String principal,
		@Nullable String peer, Instant startedAt, double seconds, String waitingFor, long bytesPerSecond,
		Traffic received, Traffic sent) {

	static CallDescription of(RunningCall call) {
		Principal principal = call.principal();
		double seconds = call.age().toNanos() / 1e9;
		long bytes = call.received().bytes() + call.sent().bytes();
		return new CallDescription(call.id(), call.rpc().methodName(), call.flight(), call.transport(),
				(principal != null) ? principal.getName() : null,
				(call.peer() != null) ? String.valueOf(call.peer()) : null, call.startedAt(), seconds, waitingFor(call),
				(long) (bytes / Math.max(seconds, 1e-3)), Traffic.of(call.received()), Traffic.of(call.sent()));
	}

	private static String waitingFor(RunningCall call) {
		if (call.sent().isWaiting()) {
			return "client to take";
		}
		if (call.received().isWaiting()) {
			return "client to send";
		}
		return call.isAdmitted() ? "handler" : "place";
	}

	/**
	 * The traffic in one direction.
	 *
	 * @param rows the number of rows
	 * @param batches the number of record batches
	 * @param bytes the bytes of Arrow messages
	 * @param wireBytes the bytes on the wire
	 * @param secondsWaited the seconds that the call waited for its client
	 */
	public record Traffic(long rows, long batches, long bytes, long wireBytes, double secondsWaited) {

		static Traffic of(CallTraffic traffic) {
			return new Traffic(traffic.rows(), traffic.batches(), traffic.bytes(), traffic.wireBytes(),
					traffic.waitedNanos() / 1e9);
		}

	}

}
