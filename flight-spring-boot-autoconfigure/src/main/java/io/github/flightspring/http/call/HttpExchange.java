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

import io.github.flightspring.handler.routing.DispatchedCall;
import io.github.flightspring.handler.running.TrackedCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response during a call.
 */
public final class HttpExchange {

	/**
	 * The size of the response buffer in bytes. A container sends a full buffer as one
	 * chunk, and some clients are slow with many chunks.
	 */
	private static final int BUFFER = 64 * 1024;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final HttpFlightCall call;

	private final HttpInput input;

	private final HttpOutput output;

	private @Nullable Runnable breakOff;

	private @Nullable Runnable onEnd;

	HttpExchange(HttpServletRequest request, HttpServletResponse response, HttpFlightCall call, HttpInput input,
			HttpOutput output) {
		this.request = request;
		this.response = response;
		this.call = call;
		this.input = input;
		this.output = output;
	}

	/**
	 * The request.
	 * @return the request
	 */
	public HttpServletRequest request() {
		return this.request;
	}

	/**
	 * The response, for its status and headers.
	 * @return the response
	 */
	public HttpServletResponse response() {
		return this.response;
	}

	/**
	 * The call as handlers see it.
	 * @return the call
	 */
	public DispatchedCall call() {
		return this.call;
	}

	/**
	 * The tracked call.
	 * @return the tracked call
	 */
	public TrackedCall running() {
		return this.call.running();
	}

	/**
	 * The body of the request as received. The first read sends {@code 100 Continue} to a
	 * client that waits for it.
	 * @return the body
	 */
	public HttpInput input() {
		return this.input;
	}

	/**
	 * Record a problem with the body of the request. The call keeps it whatever the
	 * handler does.
	 * @param problem the problem
	 * @return the problem to throw
	 */
	public HttpProblem inputFailed(HttpProblem problem) {
		return this.input.failed(problem);
	}

	/**
	 * The body of the response.
	 * @return the body
	 */
	public HttpOutput output() {
		return this.output;
	}

	/**
	 * Enlarge the container's buffer for rows, if nothing was sent yet.
	 */
	public void expectRows() {
		if (this.response.getBufferSize() < BUFFER) {
			this.response.setBufferSize(BUFFER);
		}
	}

	/**
	 * Set the action that breaks off a response, so that its reader fails as well.
	 * @param breakOff the action; it writes bytes that no reader accepts as the end
	 */
	public void onFailure(Runnable breakOff) {
		this.breakOff = breakOff;
	}

	/**
	 * Set the action that frees resources when the response has ended in any way.
	 * @param onEnd the action
	 */
	public void onEnd(Runnable onEnd) {
		this.onEnd = onEnd;
	}

	void ended() {
		if (this.onEnd != null) {
			this.onEnd.run();
		}
	}

	void end() {
		this.output.end();
	}

	boolean isLost() {
		return this.output.isLost();
	}

	void breakOff() {
		if (this.breakOff != null && !this.output.isLost()) {
			this.breakOff.run();
		}
	}

	/**
	 * Set the length of the body. Over HTTP/2 no length is set: the protocol does not
	 * need it, and Tomcat would end the response itself after that many bytes and wait
	 * for the client on the writing thread.
	 * @param length the length in bytes
	 */
	public void length(long length) {
		length(this.request, this.response, length);
	}

	static void length(HttpServletRequest request, HttpServletResponse response, long length) {
		if (HttpCalls.hasConnection(request)) {
			response.setContentLengthLong(length);
		}
	}

	/**
	 * Copy the headers that a handler has set to the response.
	 */
	public void sendHeaders() {
		for (String name : this.call.responseHeaders().keys()) {
			if (!name.endsWith("-bin") && !this.response.containsHeader(name)) {
				this.call.responseHeaders().getAll(name).forEach((value) -> this.response.addHeader(name, value));
			}
		}
	}

}
