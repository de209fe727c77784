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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.session.SessionOptionValidator;
import io.github.flightspring.session.store.SessionLimits;
import io.github.flightspring.session.store.SessionValues;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.apache.arrow.flight.impl.Flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.impl.Flight.SetSessionOptionsResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The action SetSessionOptions, which sets options of the session, or of a new session.
 * Each option succeeds or fails on its own.
 */
final class SetSessionOptionsAction extends SessionAction {

	private static final Logger logger = LoggerFactory.getLogger(SetSessionOptionsAction.class);

	// reporting an error for each option has a cost, too
	private static final int MOST = 4 * SessionLimits.MAX_OPTIONS;

	private final List<SessionOptionValidator> validators;

	SetSessionOptionsAction(SessionSupport support, List<SessionOptionValidator> validators) {
		super(support, FlightConstants.SET_SESSION_OPTIONS);
		this.validators = List.copyOf(validators);
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) {
		Map<String, SessionOptionValue> options = MessageBodies
			.readMessage(action.getBody(), SetSessionOptionsRequest.class)
			.getSessionOptionsMap();
		if (options.size() > MOST) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription(
						"The request has %d options: at most %d may be set at a time".formatted(options.size(), MOST))
				.toRuntimeException();
		}
		Map<String, ErrorValue> errors = new TreeMap<>();
		Map<String, SessionOptionValue> good = new LinkedHashMap<>();
		options.forEach((name, value) -> {
			throwIfCancelled(call);
			ErrorValue error = validate(name, value);
			if (error != null) {
				errors.put(name, error);
			}
			else {
				good.put(name, value);
			}
		});
		session(call).set(good).forEach((name) -> errors.put(name, ErrorValue.ERROR));
		SetSessionOptionsResult.Builder result = SetSessionOptionsResult.newBuilder();
		errors.forEach((name, error) -> result.putErrors(name,
				SetSessionOptionsResult.Error.newBuilder()
					.setValue(SetSessionOptionsResult.ErrorValue.valueOf(error.name()))
					.build()));
		results.accept(result.build().toByteArray());
	}

	/**
	 * Stop if the call is cancelled. Validators may be slow, and the client does not wait
	 * any more.
	 */
	private static void throwIfCancelled(FlightCall call) {
		if (call.isCancelled()) {
			throw CallStatus.CANCELLED.withDescription("The client cancelled the call").toRuntimeException();
		}
	}

	private @Nullable ErrorValue validate(String name, SessionOptionValue message) {
		if (!SessionValues.isName(name)) {
			return ErrorValue.INVALID_NAME;
		}
		Object value = SessionValues.read(message);
		for (SessionOptionValidator validator : this.validators) {
			ErrorValue error;
			try {
				error = validator.validate(name, value);
			}
			catch (RuntimeException ex) {
				logger.error("The validator {} failed for the session option {}", validator, name, ex);
				error = ErrorValue.ERROR;
			}
			if (error != null) {
				return error;
			}
		}
		return null;
	}

}
