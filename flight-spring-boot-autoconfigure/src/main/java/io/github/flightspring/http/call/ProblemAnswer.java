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
import java.time.Duration;

import io.github.flightspring.handler.call.CallTimer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request with a problem document and ends the request. The document is written
 * as the client takes it. If the client does not take it within the limit of its output,
 * the response is broken off.
 */
final class ProblemAnswer {

	private static final Logger logger = LoggerFactory.getLogger(ProblemAnswer.class);

	private final AsyncContext async;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final HttpOutput output;

	private final CallTimer timer;

	private final ProblemWriter problems;

	ProblemAnswer(AsyncContext async, HttpOutput output, CallTimer timer, ProblemWriter problems) {
		this.async = async;
		this.request = (HttpServletRequest) async.getRequest();
		this.response = (HttpServletResponse) async.getResponse();
		this.output = output;
		this.timer = timer;
		this.problems = problems;
	}

	/**
	 * Send a problem to a response that is not committed, and return at once.
	 * @param problem the problem
	 * @param onEnd the listener, called on any thread when the request has ended
	 */
	void send(HttpProblem problem, Runnable onEnd) {
		byte[] body = this.problems.start(this.response, problem);
		HttpExchange.length(this.request, this.response, body.length);
		CallTimer.Timeout limit = limit();
		this.output.finish(body, (whole) -> {
			if (limit != null) {
				limit.cancel();
			}
			end(whole);
			onEnd.run();
		});
	}

	private CallTimer.@Nullable Timeout limit() {
		Duration limit = this.output.limit();
		return limit.isZero() ? null : this.timer.add(limit, this.output::giveUp);
	}

	/**
	 * Write a problem immediately. A container thread calls this at the last moment at
	 * which the client can be answered. The container ends the request.
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
