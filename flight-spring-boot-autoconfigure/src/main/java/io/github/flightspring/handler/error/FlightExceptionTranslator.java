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

package io.github.flightspring.handler.error;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The translation of an exception that ends a call to the status of the call. An
 * exception that no rule handles becomes INTERNAL with an id. The log has this id
 * together with the stack trace. The client gets no details of the cause.
 */
public final class FlightExceptionTranslator {

	private static final Logger logger = LoggerFactory.getLogger(FlightExceptionTranslator.class);

	private static final String FAILED = "The server failed (error id ";

	private static final int DEEPEST = 20;

	private static final Set<Class<?>> INTERRUPTIONS = Set.of(InterruptedException.class, InterruptedIOException.class,
			ClosedByInterruptException.class);

	private static final Set<FlightStatusCode> TEMPORARY = EnumSet.of(FlightStatusCode.UNAVAILABLE,
			FlightStatusCode.TIMED_OUT, FlightStatusCode.RESOURCE_EXHAUSTED);

	private final List<FlightExceptionResolver> resolvers;

	/**
	 * Create a translator.
	 * @param resolvers the application's rules in order
	 */
	public FlightExceptionTranslator(List<FlightExceptionResolver> resolvers) {
		this.resolvers = List.copyOf(resolvers);
	}

	/**
	 * Translate an exception.
	 * @param exception the exception that ended the call
	 * @param call the call
	 * @param handler the method that served the call, for the log, or {@code null} if
	 * none was found
	 * @return the status
	 */
	public CallStatus translate(Throwable exception, FlightCall call, @Nullable Object handler) {
		CallStatus status;
		try {
			status = resolve(exception, call);
		}
		catch (RuntimeException | Error ex) {
			ex.addSuppressed(exception);
			return unknown(ex, call, handler);
		}
		// with OK a failure would look like the regular end of the rows
		return (status != null && status.code() != FlightStatusCode.OK) ? StatusDescriptions.fit(status)
				: unknown(exception, call, handler);
	}

	/**
	 * Whether a failure is one of something that is not available for now.
	 * @param exception the exception
	 * @param call the call
	 * @return {@code true} if the same call may succeed later
	 */
	public boolean isTemporary(Throwable exception, FlightCall call) {
		try {
			CallStatus status = resolve(exception, call);
			return status != null && TEMPORARY.contains(status.code());
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Whether a failure was logged already.
	 * @param description the description that the client gets
	 * @return {@code true} if it was
	 */
	public static boolean isLogged(@Nullable String description) {
		return description != null && description.startsWith(FAILED);
	}

	private @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		for (FlightExceptionResolver resolver : this.resolvers) {
			CallStatus status = resolver.resolve(exception, call);
			if (status != null) {
				return status;
			}
		}
		return known(exception, call);
	}

	private static @Nullable CallStatus known(Throwable exception, FlightCall call) {
		if (Wrappers.unwrap(exception) instanceof FlightRuntimeException failure) {
			return failure.status();
		}
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (cause instanceof RecordMappingException) {
				return CallStatus.INVALID_ARGUMENT.withDescription(cause.getMessage()).withCause(exception);
			}
			if (cause instanceof OutOfMemoryException) {
				return CallStatus.RESOURCE_EXHAUSTED
					.withDescription("The call needs more memory than its limit, or than the server has left")
					.withCause(exception);
			}
			if (INTERRUPTIONS.contains(cause.getClass()) || call.isCancelled()) {
				return CallStatus.CANCELLED.withDescription("The call was cancelled").withCause(exception);
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static CallStatus unknown(Throwable exception, FlightCall call, @Nullable Object handler) {
		String id = UUID.randomUUID().toString();
		logger.error("{} failed{} (error id {})", call.rpc().methodName(), (handler != null) ? " in " + handler : "",
				id, exception);
		return CallStatus.INTERNAL.withDescription(FAILED + "%s)".formatted(id)).withCause(exception);
	}

}
