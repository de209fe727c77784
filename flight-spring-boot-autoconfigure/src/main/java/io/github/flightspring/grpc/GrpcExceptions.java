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

package io.github.flightspring.grpc;

import java.util.List;

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.error.StatusDescriptions;
import io.github.flightspring.handler.error.Wrappers;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.grpc.server.exception.GrpcExceptionHandler;

/**
 * The translation of exceptions to a gRPC status and trailers. gRPC's own exceptions pass
 * unchanged. Then the application's {@link GrpcExceptionHandler} beans are asked, then
 * Flight's rules.
 */
public final class GrpcExceptions {

	private static final Logger logger = LoggerFactory.getLogger(GrpcExceptions.class);

	private final FlightExceptionTranslator translator;

	private final List<GrpcExceptionHandler> handlers;

	/**
	 * Create the translation.
	 * @param translator Flight's rules
	 * @param handlers the application's rules for gRPC
	 */
	public GrpcExceptions(FlightExceptionTranslator translator, List<GrpcExceptionHandler> handlers) {
		this.translator = translator;
		this.handlers = List.copyOf(handlers);
	}

	/**
	 * The status of a call whose handler has failed. It is never a success, and the
	 * method never throws because of a failing rule.
	 * @param failure the failure
	 * @param call the call
	 * @param handler the handler, or {@code null} if there was none
	 * @return the status
	 */
	StatusRuntimeException statusOf(Throwable failure, FlightCall call, @Nullable Object handler) {
		try {
			StatusRuntimeException status = translate(failure, call, handler);
			if (!status.getStatus().isOk()) {
				return status;
			}
			logger.error("{} failed with the status OK", handler, failure);
		}
		catch (RuntimeException | Error ex) {
			logger.error("The failure of {} could not be told to the client", handler, failure);
			logger.error("Because of", ex);
		}
		return Status.INTERNAL.withDescription("The server failed").asRuntimeException();
	}

	private StatusRuntimeException translate(Throwable exception, FlightCall call, @Nullable Object handler) {
		StatusRuntimeException status;
		try {
			status = own(exception);
		}
		catch (RuntimeException | Error ex) {
			ex.addSuppressed(exception);
			return GrpcStatuses.toGrpc(this.translator.translate(ex, call, handler));
		}
		// a failure must not look like the end of the rows
		return (status != null && !status.getStatus().isOk()) ? status
				: GrpcStatuses.toGrpc(this.translator.translate(exception, call, handler));
	}

	private @Nullable StatusRuntimeException own(Throwable thrown) {
		Throwable exception = Wrappers.unwrap(thrown);
		if (exception instanceof StatusRuntimeException status) {
			return withoutCause(status.getStatus(), status.getTrailers());
		}
		if (exception instanceof StatusException status) {
			return withoutCause(status.getStatus(), status.getTrailers());
		}
		if (!(exception instanceof FlightRuntimeException)) {
			for (GrpcExceptionHandler candidate : this.handlers) {
				StatusException status = candidate.handleException(exception);
				if (status != null) {
					return withoutCause(status.getStatus(), status.getTrailers());
				}
			}
		}
		return null;
	}

	private static StatusRuntimeException withoutCause(Status status, @Nullable Metadata trailers) {
		String description = status.getDescription();
		Status fitting = (description != null) ? status.withDescription(StatusDescriptions.fit(description)) : status;
		return fitting.withCause(null).asRuntimeException((trailers != null) ? trailers : new Metadata());
	}

}
