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

package io.github.flightspring.call;

/**
 * The traffic of a call in one direction, and the time that the call has waited for its
 * client. The figures grow while the call runs, and may be read on any thread.
 */
public interface CallTraffic {

	/**
	 * The rows.
	 * @return the number of rows so far
	 */
	long rows();

	/**
	 * The record batches, as the handler wrote them or as the client sent them.
	 * @return the number of batches so far
	 */
	long batches();

	/**
	 * The bytes of Arrow messages: schemas, dictionaries and batches as they are encoded.
	 * @return the number of bytes so far
	 */
	long bytes();

	/**
	 * The bytes of messages on the wire, compressed if the transport compresses them.
	 * @return the number of bytes so far, zero if the transport does not tell
	 */
	long wireBytes();

	/**
	 * The time that the call has waited for its client, with the wait that goes on now.
	 * @return the time in nanoseconds
	 */
	long waitedNanos();

	/**
	 * Whether the call waits for its client now.
	 * @return whether it does
	 */
	boolean isWaiting();

}
