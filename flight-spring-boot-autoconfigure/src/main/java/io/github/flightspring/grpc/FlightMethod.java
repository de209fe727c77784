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
 * The implementation of one RPC. It runs on a thread that may block.
 *
 * @param <I> the input: the client's one message, or the queue of an upload
 * @param <O> the type of the response messages
 */
@FunctionalInterface
interface FlightMethod<I, O> {

	/**
	 * Answer the call. Returning normally completes it successfully.
	 * @param call the call
	 * @param input the input from the client
	 * @param response the response
	 * @throws Exception if the call fails
	 */
	void answer(GrpcFlightCall call, I input, CallResponse<O> response) throws Exception;

}
