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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import io.github.flightspring.jdbc.JdbcColumnException;
import io.github.flightspring.jdbc.load.MissingTableException;
import io.github.flightspring.jdbc.load.RefusedDataException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * The translation of exceptions of Spring's data access, of JDBC and of Jakarta
 * Persistence. The client gets no statement and no message of the database. The log has
 * them.
 */
public final class DataAccessResolver implements FlightExceptionResolver {

	private static final Logger logger = LoggerFactory.getLogger(DataAccessResolver.class);

	private static final CallStatus MISSING = CallStatus.NOT_FOUND.withDescription("The data does not exist");

	private static final CallStatus EXISTING = CallStatus.ALREADY_EXISTS
		.withDescription("Data with the same key exists already");

	private static final CallStatus INVALID = CallStatus.INVALID_ARGUMENT
		.withDescription("The data violates a constraint of the database");

	private static final CallStatus CONFLICT = CallStatus.UNAVAILABLE
		.withDescription("Another call uses or changed the same data. Repeat the call");

	private static final CallStatus TIMEOUT = CallStatus.TIMED_OUT
		.withDescription("The database did not answer in time");

	private static final CallStatus UNAVAILABLE = CallStatus.UNAVAILABLE
		.withDescription("The database is not available");

	private static final CallStatus FULL = CallStatus.RESOURCE_EXHAUSTED
		.withDescription("The database has not enough memory for the call");

	private static final CallStatus EXHAUSTED = CallStatus.UNAVAILABLE
		.withDescription("All connections to the database are in use. Repeat the call later");

	// the first type that fits decides
	private static final Map<Class<? extends Throwable>, CallStatus> BY_TYPE = new LinkedHashMap<>();
	static {
		BY_TYPE.put(EmptyResultDataAccessException.class, MISSING);
		BY_TYPE.put(DuplicateKeyException.class, EXISTING);
		BY_TYPE.put(DataIntegrityViolationException.class, INVALID);
		BY_TYPE.put(ConcurrencyFailureException.class, CONFLICT);
		BY_TYPE.put(QueryTimeoutException.class, TIMEOUT);
		BY_TYPE.put(TransactionTimedOutException.class, TIMEOUT);
		BY_TYPE.put(TransientDataAccessException.class, UNAVAILABLE);
		BY_TYPE.put(RecoverableDataAccessException.class, UNAVAILABLE);
		BY_TYPE.put(DataAccessResourceFailureException.class, UNAVAILABLE);
		BY_TYPE.put(CannotCreateTransactionException.class, UNAVAILABLE);
	}

	// of libraries that need not be there, and where no repository translates
	private static final Map<String, CallStatus> BY_NAME = Map.of(
			"org.springframework.orm.ObjectRetrievalFailureException", MISSING,
			"jakarta.persistence.EntityNotFoundException", MISSING, "jakarta.persistence.NoResultException", MISSING,
			"jakarta.persistence.EntityExistsException", EXISTING, "jakarta.persistence.OptimisticLockException",
			CONFLICT, "jakarta.persistence.PessimisticLockException", CONFLICT,
			"jakarta.persistence.LockTimeoutException", CONFLICT, "jakarta.persistence.QueryTimeoutException", TIMEOUT);

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		// a statement that was cancelled with the call fails as well
		if (call.isCancelled()) {
			return null;
		}
		if (Causes.first(exception, DataAccessResolver::unreadable) != null) {
			return null;
		}
		String exhausted = Causes.first(exception, ExhaustedPool::message);
		if (exhausted != null) {
			logger.warn("{} got no connection: {}. A download holds its connection until its last row is sent. "
					+ "Give the pool more connections, for example by 'spring.datasource.hikari.maximum-pool-size', "
					+ "or limit the downloads by 'flight.admission.flights'", call.rpc().methodName(), exhausted);
			return EXHAUSTED.withCause(exception);
		}
		CallStatus status = Causes.first(exception, (cause) -> known(SqlExceptions.translate(cause)));
		boolean invalid = status != null && status.code() == FlightStatusCode.INVALID_ARGUMENT;
		if (status == null || (invalid && DataExceptions.isServers(exception, call))) {
			return null;
		}
		logger.warn("{} failed in the database: {}", call.rpc().methodName(), status.code(), exception);
		return status.withCause(exception);
	}

	/**
	 * A value that Arrow cannot hold, whatever the driver said about it.
	 */
	private static @Nullable JdbcColumnException unreadable(Throwable exception) {
		return (exception instanceof JdbcColumnException unreadable) ? unreadable : null;
	}

	private static @Nullable CallStatus known(Throwable exception) {
		if (exception instanceof TransactionSystemException ended && ended.getApplicationException() != null) {
			// the rollback failed as well, because the database is away
			return Causes.first(ended.getApplicationException(), (cause) -> known(SqlExceptions.translate(cause)));
		}
		if (exception instanceof MissingTableException missing) {
			return CallStatus.NOT_FOUND.withDescription("There is no table '%s'".formatted(missing.table()));
		}
		if (exception instanceof RefusedDataException refused) {
			return refused.place().isEmpty() ? INVALID
					: INVALID.withDescription("%s: %s".formatted(INVALID.description(), refused.place()));
		}
		if (SqlExceptions.isOutOfMemory(exception)) {
			return FULL;
		}
		for (Map.Entry<Class<? extends Throwable>, CallStatus> known : BY_TYPE.entrySet()) {
			if (known.getKey().isInstance(exception)) {
				return known.getValue();
			}
		}
		for (Class<?> type = exception.getClass(); type != null; type = type.getSuperclass()) {
			CallStatus status = BY_NAME.get(type.getName());
			if (status != null) {
				return status;
			}
		}
		return null;
	}

}
