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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import jakarta.servlet.AsyncContext;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Completes a response, fails it with a problem document, or breaks it off if a part of
 * it has been sent. The first thread to claim the end performs it: the handler's thread
 * or, if the connection fails, a container thread. Without the claim, both could answer
 * at the same time.
 */
final class HttpEnding {

	private static final Logger logger = LoggerFactory.getLogger(HttpEnding.class);

	// the longest logged message of a handler, which may contain what its client
	// has sent
	private static final int LOGGED = 1000;

	private static final Duration LAST_BYTES = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofMillis(100);

	// a blocking read may take as long as the container has waited before
	private static final Duration LONG_PATIENCE = Duration.ofSeconds(2);

	private final HttpExchange exchange;

	private final AsyncContext async;

	private final CallLife life;

	private final ProblemAnswer answer;

	private final AtomicReference<@Nullable Side> side = new AtomicReference<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	HttpEnding(HttpExchange exchange, AsyncContext async, CallLife life, ProblemAnswer answer) {
		this.exchange = exchange;
		this.async = async;
		this.life = life;
		this.answer = answer;
	}

	/**
	 * Complete the response.
	 */
	void succeed() {
		boolean mine = this.side.compareAndSet(null, Side.HANDLER);
		endExchange();
		if (!mine) {
			return;
		}
		this.async.complete();
		this.ended.countDown();
	}

	/**
	 * End the response with a problem document, or break it off.
	 * @param problem the problem
	 * @param status the Flight status of the problem
	 */
	void fail(HttpProblem problem, FlightStatusCode status) {
		if (!this.side.compareAndSet(null, Side.HANDLER)) {
			if (this.exchange.output().isTouched()) {
				log(problem, status);
			}
			endExchange();
			return;
		}
		// meanwhile a container that cannot read the body dispatches to its error page
		ProblemFilter.answer(this.exchange.request(), problem);
		if (!this.exchange.response().isCommitted()) {
			endExchange();
			this.answer.send(problem, this.ended::countDown);
		}
		else if (!this.exchange.output().isTouched()) {
			endExchange();
			AbortFilter.fail(this.exchange.request(), this.async);
			this.ended.countDown();
		}
		else {
			breakOff(problem, status);
		}
	}

	private void breakOff(HttpProblem problem, FlightStatusCode status) {
		log(problem, status);
		boolean told = false;
		try {
			if (!this.exchange.isLost()) {
				this.exchange.breakOff();
				this.exchange.output().flush();
				told = true;
			}
		}
		finally {
			endExchange();
			if (told) {
				// gives a client that decodes as it reads time for the last bytes: some
				// clients drop undecoded bytes when the connection closes
				this.life.later(LAST_BYTES, this::abort);
			}
			else {
				abort();
			}
		}
	}

	private void log(HttpProblem problem, FlightStatusCode status) {
		// a client that leaves is not a fault of the server
		boolean quiet = status == FlightStatusCode.CANCELLED
				|| FlightExceptionTranslator.isLogged(problem.getMessage());
		logger.atLevel(quiet ? Level.DEBUG : Level.WARN)
			.log("The response to {} is broken off: {}", this.exchange.call().rpc().methodName(),
					InvalidMessages.shown(problem.getMessage(), LOGGED));
	}

	/**
	 * Break the connection off.
	 */
	void abort() {
		AbortFilter.abort(this.exchange.request(), this.async);
		this.ended.countDown();
	}

	/**
	 * Answer a request whose body cannot be read any more. A container thread calls this
	 * at the last moment at which the client can be answered. If the handler's thread is
	 * already answering, the method waits for it.
	 * @param problem the problem
	 */
	void broken(HttpProblem problem) {
		if (this.side.get() == null && (this.exchange.output().isTouched() || this.exchange.response().isCommitted())) {
			return;
		}
		if (!this.side.compareAndSet(null, Side.CONTAINER)) {
			awaitEnd();
			return;
		}
		ProblemFilter.answer(this.exchange.request(), problem);
		try {
			this.exchange.output().detach(PATIENCE);
			this.answer.writeNow(problem);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("A client could not be told what is wrong", ex);
		}
		finally {
			this.ended.countDown();
		}
	}

	/**
	 * End a request whose client, or whose body, is lost. A container thread calls this.
	 * The container answers the request itself if it does not end here, even if the
	 * response has ended before.
	 */
	void lost() {
		boolean told = this.side.get() != null && awaitEnd();
		// from here on the handler's thread would touch the next request
		this.exchange.input().detach(LONG_PATIENCE);
		this.exchange.output().detach(LONG_PATIENCE);
		if (this.side.compareAndSet(null, Side.CONTAINER) || !(told || awaitEnd())) {
			abort();
		}
		else if (!AbortFilter.repeat(this.exchange.request(), this.async)) {
			complete();
		}
	}

	private boolean awaitEnd() {
		try {
			return this.ended.await(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void complete() {
		try {
			this.async.complete();
		}
		catch (IllegalStateException ex) {
			logger.debug("A request has ended by itself", ex);
		}
	}

	private void endExchange() {
		try {
			this.exchange.ended();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("What the response to {} held could not be released", this.exchange.call().rpc().methodName(),
					ex);
		}
	}

	/**
	 * The side whose thread ends the response.
	 */
	private enum Side {

		HANDLER, CONTAINER

	}

}
