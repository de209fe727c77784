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

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.dispatch.BuiltInAction;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The base class of the actions for sessions.
 */
abstract class SessionAction implements BuiltInAction {

	private final SessionSupport support;

	private final ActionType type;

	SessionAction(SessionSupport support, ActionType type) {
		this.support = support;
		this.type = type;
	}

	@Override
	public ActionType type() {
		return this.type;
	}

	@Override
	public boolean isListed() {
		return this.support.isOn();
	}

	@Override
	public boolean isServed() {
		return this.support.isOn();
	}

	CallSession session(FlightCall call) {
		return this.support.session(call);
	}

	static FlightRuntimeException unknown() {
		return CallStatus.NOT_FOUND
			.withDescription("There is no such session, or it has expired: make one with SetSessionOptions")
			.toRuntimeException();
	}

}
