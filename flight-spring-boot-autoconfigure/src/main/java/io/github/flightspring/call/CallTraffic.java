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
 * client. The values grow while the call runs. They may be read on any thread.
 */
public interface CallTraffic {

	/**
	 * Return the number of rows.
	 * @return the number of rows so far
	 */
	long rows();

	/**
	 * Return the number of record batches, as the handler wrote them or as the client
	 * sent them.
	 * @return the number of batches so far
	 */
	long batches();

	/**
	 * Return the size of the encoded Arrow messages: schemas, dictionaries and batches.
	 * @return the number of bytes so far
	 */
	long bytes();

	/**
	 * Return the size of the messages on the wire. It is the compressed size if the
	 * transport compresses them.
	 * @return the number of bytes so far, zero if the transport does not report it
	 */
	long wireBytes();

	/**
	 * Return the time that the call has waited for its client. A wait that has not ended
	 * is included.
	 * @return the time in nanoseconds
	 */
	long waitedNanos();

	/**
	 * Return whether the call waits for its client now.
	 * @return whether the call waits
	 */
	boolean isWaiting();

}
