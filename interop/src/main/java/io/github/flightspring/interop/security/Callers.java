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

package io.github.flightspring.interop.security;

import java.security.Principal;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;

/**
 * Tells callers who they are.
 */
@FlightEndpoint
class Callers {

	/**
	 * A row.
	 *
	 * @param name the caller's name
	 */
	record Caller(String name) {

	}

	@DoGet("caller")
	Stream<Caller> caller(FlightCall call) {
		return Stream.of(new Caller(name(call)));
	}

	@DoGet("hidden/caller")
	Stream<Caller> hidden(FlightCall call) {
		return caller(call);
	}

	@DoAction(type = "caller", description = "Answers with the name of the caller")
	String name(FlightCall call) {
		Principal principal = call.principal();
		return (principal != null) ? principal.getName() : "nobody";
	}

}
