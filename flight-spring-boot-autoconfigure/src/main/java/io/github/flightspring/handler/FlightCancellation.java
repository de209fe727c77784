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

package io.github.flightspring.handler;

/**
 * The cancellation of flights that the application has issued. It does for the
 * application what the action CancelFlightInfo does for a client. The starter provides it
 * as a bean.
 */
@FunctionalInterface
public interface FlightCancellation {

	/**
	 * Cancel all infos that were issued with an id. From now on their tickets are
	 * refused, on all servers that share a
	 * {@link io.github.flightspring.state.FlightStateStore}, over gRPC and over HTTP.
	 * Running downloads with these tickets are cancelled on this server. On other servers
	 * they continue to their end. An info that is issued later with the same id is
	 * cancelled, too.
	 * @param id the id that was passed to {@link Flight#id(String)}
	 */
	void cancel(String id);

}
