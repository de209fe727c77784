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

import java.util.Map;
import java.util.function.Consumer;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.impl.Flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.impl.Flight.GetSessionOptionsResult;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;

/**
 * The action GetSessionOptions, which returns the options of the session. There are none
 * if the client has not begun a session.
 */
final class GetSessionOptionsAction extends SessionAction {

	GetSessionOptionsAction(SessionSupport support) {
		super(support, FlightConstants.GET_SESSION_OPTIONS);
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) {
		MessageBodies.readMessage(action.getBody(), GetSessionOptionsRequest.class);
		Map<String, SessionOptionValue> options = session(call).messages();
		if (options == null) {
			throw unknown();
		}
		results.accept(GetSessionOptionsResult.newBuilder().putAllSessionOptions(options).build().toByteArray());
	}

}
