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

package io.github.flightspring.handler.routing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.flight.CallStatus;

/**
 * The downloads that run now, by the id of their ticket.
 */
public final class DownloadsByTicket {

	private final Map<String, Set<DispatchedCall>> calls = new ConcurrentHashMap<>();

	/**
	 * Register a download that starts.
	 * @param id the id of the download's ticket
	 * @param call the call
	 * @return the registration, to be closed when the download ends
	 */
	Registration register(String id, FlightCall call) {
		if (!(call instanceof DispatchedCall dispatched)) {
			return () -> {
			};
		}
		this.calls.compute(id, (key, known) -> {
			Set<DispatchedCall> calls = (known != null) ? known : ConcurrentHashMap.newKeySet();
			calls.add(dispatched);
			return calls;
		});
		return () -> this.calls.computeIfPresent(id, (key, known) -> {
			known.remove(dispatched);
			return known.isEmpty() ? null : known;
		});
	}

	/**
	 * Cancel the downloads whose tickets have an id.
	 * @param id the id
	 */
	void cancel(String id) {
		CallStatus status = CallStatus.CANCELLED.withDescription("The flight was cancelled");
		Set.copyOf(this.calls.getOrDefault(id, Set.of())).forEach((call) -> call.cancel(status));
	}

	/**
	 * The registration of a running download.
	 */
	public interface Registration extends AutoCloseable {

		@Override
		void close();

	}

}
