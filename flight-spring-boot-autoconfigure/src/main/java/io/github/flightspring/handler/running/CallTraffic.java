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

package io.github.flightspring.handler.running;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a call has moved in one direction, and how long it has waited for its client to
 * take it or to send it. Counted on the threads that move it; read on any.
 */
public final class CallTraffic {

	private final LongAdder rows = new LongAdder();

	private final LongAdder batches = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder wireBytes = new LongAdder();

	private final LongAdder waitedNanos = new LongAdder();

	private volatile long waitingSince;

	/**
	 * Start at nothing.
	 */
	public CallTraffic() {
	}

	/**
	 * The rows.
	 * @return how many there were so far
	 */
	public long rows() {
		return this.rows.sum();
	}

	/**
	 * The record batches, as the handler wrote them or as the client sent them.
	 * @return how many there were so far
	 */
	public long batches() {
		return this.batches.sum();
	}

	/**
	 * The bytes of Arrow messages: schemas, dictionaries and batches as they are encoded.
	 * @return how many there were so far
	 */
	public long bytes() {
		return this.bytes.sum();
	}

	/**
	 * The bytes of messages on the wire, compressed if the transport compresses them.
	 * @return how many there were so far, zero if the transport does not tell
	 */
	public long wireBytes() {
		return this.wireBytes.sum();
	}

	/**
	 * The time that the call waited for its client, the wait that goes on now included.
	 * @return the time in nanoseconds
	 */
	public long waitedNanos() {
		long since = this.waitingSince;
		return this.waitedNanos.sum() + ((since != 0) ? System.nanoTime() - since : 0);
	}

	/**
	 * Whether the call waits for its client now.
	 * @return whether it does
	 */
	public boolean isWaiting() {
		return this.waitingSince != 0;
	}

	void batch(long rows) {
		this.rows.add(rows);
		this.batches.increment();
	}

	/**
	 * A message of Arrow's has passed.
	 * @param bytes its size
	 */
	public void message(long bytes) {
		this.bytes.add(bytes);
	}

	/**
	 * Bytes have passed on the wire.
	 * @param bytes how many
	 */
	public void wire(long bytes) {
		this.wireBytes.add(bytes);
	}

	/**
	 * The call starts to wait for its client, unless it does already.
	 */
	public void waitStarts() {
		if (this.waitingSince == 0) {
			this.waitingSince = System.nanoTime() | 1;
		}
	}

	/**
	 * The call goes on.
	 */
	public void waitEnds() {
		long since = this.waitingSince;
		if (since != 0) {
			this.waitingSince = 0;
			this.waitedNanos.add(System.nanoTime() - since);
		}
	}

}
