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

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.session.SessionOptionValidator;
import io.github.flightspring.session.SessionValues;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.apache.arrow.flight.impl.Flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.impl.Flight.SetSessionOptionsResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets options of the session, or of a new one. Each option stands or falls alone.
 */
final class SetSessionOptionsAction extends SessionAction {

	private static final Logger logger = LoggerFactory.getLogger(SetSessionOptionsAction.class);

	private static final int MAX_NAME_LENGTH = 256;

	private final List<SessionOptionValidator> validators;

	SetSessionOptionsAction(SessionSupport support, List<SessionOptionValidator> validators) {
		super(support, FlightConstants.SET_SESSION_OPTIONS);
		this.validators = List.copyOf(validators);
	}

	@Override
	public void run(FlightCall call, Action action, Consumer<byte[]> results) {
		Map<String, SessionOptionValue> options = parse(SetSessionOptionsRequest.parser(), action)
			.getSessionOptionsMap();
		CallSession session = session(call);
		session.ensure();
		SetSessionOptionsResult.Builder result = SetSessionOptionsResult.newBuilder();
		options.forEach((name, value) -> {
			ErrorValue error = set(session, name, value);
			if (error != null) {
				result.putErrors(name,
						SetSessionOptionsResult.Error.newBuilder()
							.setValue(SetSessionOptionsResult.ErrorValue.valueOf(error.name()))
							.build());
			}
		});
		results.accept(result.build().toByteArray());
	}

	private @Nullable ErrorValue set(CallSession session, String name, SessionOptionValue message) {
		if (name.isBlank() || name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
			return ErrorValue.INVALID_NAME;
		}
		Object value = SessionValues.read(message);
		ErrorValue error = validate(name, value);
		if (error != null) {
			return error;
		}
		if (value == null) {
			session.remove(name);
			return null;
		}
		try {
			session.set(name, message);
			return null;
		}
		catch (FlightRuntimeException ex) {
			logger.debug("The session option {} cannot be set", name, ex);
			return ErrorValue.ERROR;
		}
	}

	private @Nullable ErrorValue validate(String name, @Nullable Object value) {
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
