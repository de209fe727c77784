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

package io.github.flightspring.handler.session;

import java.util.function.Consumer;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.impl.Flight.CloseSessionRequest;
import org.apache.arrow.flight.impl.Flight.CloseSessionResult;

/**
 * The action CloseSession, which closes the session.
 */
final class CloseSessionAction extends SessionAction {

	CloseSessionAction(SessionSupport support) {
		super(support, FlightConstants.CLOSE_SESSION);
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) {
		MessageBodies.readMessage(action.getBody(), CloseSessionRequest.class);
		if (!session(call).close()) {
			throw unknown();
		}
		results
			.accept(CloseSessionResult.newBuilder().setStatus(CloseSessionResult.Status.CLOSED).build().toByteArray());
	}

}
