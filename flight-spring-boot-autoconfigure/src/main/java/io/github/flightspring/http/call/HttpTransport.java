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

import java.time.Duration;

import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.CallTransport;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The HTTP transport of one call. The thread that ends the call writes the end of the
 * response. A thread that waits for the client is woken by the cancellation.
 */
final class HttpTransport implements CallTransport {

	private static final Logger logger = LoggerFactory.getLogger(HttpTransport.class);

	private final CallLife life;

	private final HttpExchange exchange;

	private final HttpEnding ending;

	private final FlightExceptionTranslator translator;

	HttpTransport(CallLife life, HttpExchange exchange, HttpEnding ending, FlightExceptionTranslator translator) {
		this.life = life;
		this.exchange = exchange;
		this.ending = ending;
		this.translator = translator;
	}

	/**
	 * End a call whose client the container has lost. The request ends with it, before
	 * the container answers the request itself.
	 */
	void lost(CallStatus status) {
		this.life.expire(status);
		this.ending.lost();
	}

	@Override
	public void idle(Duration limit) {
		this.exchange.input().limit(limit);
		this.exchange.output().limit(limit);
	}

	@Override
	public void abort(CallStatus status) {
		// only one thread may use a response
	}

	@Override
	public End end(@Nullable CallStatus reason, @Nullable Throwable failure) {
		try {
			this.exchange.end();
			HttpProblem input = this.exchange.input().failure();
			if (failure != null && input != null) {
				return failed(input, HttpStatuses.code(input));
			}
			if (failure instanceof HttpProblem problem) {
				return failed(problem, HttpStatuses.code(problem));
			}
			if (reason != null) {
				return failed(reason);
			}
			if (failure != null) {
				return failed(this.translator.translate(failure, this.exchange.call(), this.life.handlers().last()));
			}
			return new End(FlightStatusCode.OK, () -> finishResponse(this.ending::succeed));
		}
		catch (RuntimeException | Error ex) {
			if (failure != null && failure != ex) {
				ex.addSuppressed(failure);
			}
			notEnded(ex);
			return this.exchange.output().isTouched() ? new End(FlightStatusCode.INTERNAL, this.ending::abort)
					: failed(CallStatus.INTERNAL.withDescription("The server failed"));
		}
	}

	private End failed(CallStatus status) {
		return failed(HttpStatuses.problem(status, this.exchange.call().rpc()), status.code());
	}

	private End failed(HttpProblem problem, FlightStatusCode status) {
		return new End(status, () -> finishResponse(() -> this.ending.fail(problem, status)));
	}

	private void finishResponse(Runnable end) {
		try {
			end.run();
		}
		catch (RuntimeException | Error ex) {
			notEnded(ex);
			this.ending.abort();
		}
	}

	private void notEnded(Throwable failure) {
		// a client that leaves is not a fault of the server
		boolean quiet = failure instanceof FlightRuntimeException || this.exchange.isLost();
		logger.atLevel(quiet ? Level.DEBUG : Level.ERROR)
			.setCause(failure)
			.log("The response to {} could not be ended", this.exchange.call().rpc().methodName());
	}

}
