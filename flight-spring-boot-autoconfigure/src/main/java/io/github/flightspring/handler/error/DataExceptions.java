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

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.jdbc.load.RefusedDataException;
import io.github.flightspring.jdbc.source.QueryDataException;
import org.jspecify.annotations.Nullable;

/**
 * The data exceptions of SQL: the class 22 of SQLSTATE, such as a division by zero or a
 * value out of its range. Spring knows them as violations of the integrity of data. They
 * are errors of the client if its values are stored. A query that fails so is an error of
 * the server.
 */
final class DataExceptions {

	private static final Set<FlightRpc> SENDING = EnumSet.of(FlightRpc.DO_PUT, FlightRpc.DO_EXCHANGE,
			FlightRpc.DO_ACTION);

	// a character that the database cannot store, so that it was sent
	private static final String CHARACTER = "22021";

	private DataExceptions() {
	}

	/**
	 * Whether a call failed because a query failed with the data of the server.
	 */
	static boolean isServers(Throwable exception, FlightCall call) {
		String state = Causes.first(exception, DataExceptions::state);
		if (state == null || state.equals(CHARACTER)) {
			return false;
		}
		return !SENDING.contains(call.rpc()) || Causes.first(exception,
				(cause) -> (cause instanceof QueryDataException query) ? query : null) != null;
	}

	private static @Nullable String state(Throwable exception) {
		if (exception instanceof RefusedDataException) {
			return "22000";
		}
		if (!(exception instanceof SQLException failure)) {
			return null;
		}
		String state = failure.getSQLState();
		if (state == null) {
			return (failure instanceof SQLDataException) ? "22000" : null;
		}
		return state.startsWith("22") ? state : null;
	}

}
