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

/**
 * The work of one RPC, on a thread that may block.
 *
 * @param <I> what the client sent: its one message, or the queue of an upload
 * @param <O> the type of the messages of the answer
 */
@FunctionalInterface
interface FlightMethod<I, O> {

	/**
	 * Answer the call. To return ends it well.
	 * @param call the call
	 * @param input what the client sent
	 * @param response where the answer goes
	 * @throws Exception what ends the call
	 */
	void answer(GrpcFlightCall call, I input, CallResponse<O> response) throws Exception;

}
