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

import io.github.flightspring.call.CallTraffic;

/**
 * The counters of a call's traffic, updated on the threads that send or receive it.
 */
public final class CountedTraffic implements CallTraffic {

	private final LongAdder rows = new LongAdder();

	private final LongAdder batches = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder wireBytes = new LongAdder();

	private final LongAdder waitedNanos = new LongAdder();

	private volatile long waitingSince;

	/**
	 * Create counters that start at zero.
	 */
	public CountedTraffic() {
	}

	@Override
	public long rows() {
		return this.rows.sum();
	}

	@Override
	public long batches() {
		return this.batches.sum();
	}

	@Override
	public long bytes() {
		return this.bytes.sum();
	}

	@Override
	public long wireBytes() {
		return this.wireBytes.sum();
	}

	@Override
	public long waitedNanos() {
		long since = this.waitingSince;
		return this.waitedNanos.sum() + ((since != 0) ? System.nanoTime() - since : 0);
	}

	@Override
	public boolean isWaiting() {
		return this.waitingSince != 0;
	}

	void batch(long rows) {
		this.rows.add(rows);
		this.batches.increment();
	}

	/**
	 * Count an Arrow message.
	 * @param bytes the size of the message in bytes
	 */
	public void message(long bytes) {
		this.bytes.add(bytes);
	}

	/**
	 * Count bytes on the wire.
	 * @param bytes the number of bytes
	 */
	public void wire(long bytes) {
		this.wireBytes.add(bytes);
	}

	/**
	 * Record that the call starts to wait for its client, unless it waits already.
	 */
	public void waitStarts() {
		if (this.waitingSince == 0) {
			this.waitingSince = System.nanoTime() | 1;
		}
	}

	/**
	 * Record that the call no longer waits for its client.
	 */
	public void waitEnds() {
		long since = this.waitingSince;
		if (since != 0) {
			this.waitingSince = 0;
			this.waitedNanos.add(System.nanoTime() - since);
		}
	}

}
