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

package io.github.flightspring.http.call;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;

import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.TransportCall;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;

/**
 * A call over HTTP, as handlers see it.
 */
final class HttpFlightCall extends TransportCall {

	static final String TRANSPORT = "http";

	private final CallHeaders responseHeaders = new FlightCallHeaders();

	private final Map<String, List<String>> parameters;

	private final SocketAddress peer;

	private final boolean secure;

	/**
	 * Create the call.
	 * @param life the life of the call
	 * @param parameters the parameters of the request
	 * @param peer the address of the client
	 * @param secure whether the connection is encrypted
	 */
	HttpFlightCall(CallLife life, Map<String, List<String>> parameters, SocketAddress peer, boolean secure) {
		super(life);
		this.parameters = parameters;
		this.peer = peer;
		this.secure = secure;
	}

	@Override
	public Map<String, List<String>> parameters() {
		return this.parameters;
	}

	@Override
	public CallHeaders responseHeaders() {
		return this.responseHeaders;
	}

	@Override
	public CallHeaders responseTrailers() {
		return this.responseHeaders;
	}

	@Override
	public SocketAddress peer() {
		return this.peer;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

}
