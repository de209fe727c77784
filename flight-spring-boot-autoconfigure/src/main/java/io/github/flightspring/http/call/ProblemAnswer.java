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

import java.io.IOException;

import io.github.flightspring.handler.call.CallTimeouts;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request with a problem document and ends it. The document is written as the
 * client takes it. A client that does not take it within the limit of its output has the
 * response broken off.
 */
final class ProblemAnswer {

	private static final Logger logger = LoggerFactory.getLogger(ProblemAnswer.class);

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final AsyncContext async;

	private final HttpOutput output;

	private final CallTimeouts timeouts;

	private final ProblemWriter problems;

	ProblemAnswer(HttpServletRequest request, HttpServletResponse response, AsyncContext async, HttpOutput output,
			CallTimeouts timeouts, ProblemWriter problems) {
		this.request = request;
		this.response = response;
		this.async = async;
		this.output = output;
		this.timeouts = timeouts;
		this.problems = problems;
	}

	/**
	 * Send a problem to a response that is not committed. Returns at once.
	 * @param problem the problem
	 * @param onEnd called when the request has ended, on any thread
	 */
	void send(HttpProblem problem, Runnable onEnd) {
		byte[] body = this.problems.start(this.response, problem);
		HttpExchange.length(this.request, this.response, body.length);
		this.timeouts.add(this.output.limit(), this.output::giveUp);
		this.output.finish(body, (whole) -> {
			this.timeouts.clear();
			end(whole);
			onEnd.run();
		});
	}

	/**
	 * Write a problem at once, on a thread of the container's in the last moment in which
	 * it lets the client be told. The container ends the request.
	 * @param problem the problem
	 * @throws IOException if the client is gone
	 */
	void writeNow(HttpProblem problem) throws IOException {
		this.problems.write(this.response, problem, !this.request.getMethod().equals("HEAD"));
	}

	private void end(boolean whole) {
		if (!whole) {
			logger.debug("A client did not take what is wrong");
			AbortFilter.abort(this.request, this.async);
			return;
		}
		try {
			this.async.complete();
		}
		catch (IllegalStateException ex) {
			logger.debug("A request has ended by itself", ex);
		}
	}

}
