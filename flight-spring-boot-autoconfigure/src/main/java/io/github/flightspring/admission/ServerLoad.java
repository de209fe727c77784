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

package io.github.flightspring.admission;

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.query.engine.QueryOverview;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The load of a server: how much of its memory, of the places for calls and of the spool
 * is in use, and whether it accepts calls.
 */
public final class ServerLoad {

	private static final double FULL = 0.95;

	private final BufferAllocator allocator;

	private final @Nullable CallAdmission admission;

	private final FlightDrain drain;

	private final QueryOverview queries;

	/**
	 * Create the load.
	 * @param allocator the application's memory
	 * @param admission the admission of calls, or {@code null} if the application has its
	 * own
	 * @param drain the end of all calls at shutdown
	 * @param queries the queries
	 */
	public ServerLoad(BufferAllocator allocator, @Nullable CallAdmission admission, FlightDrain drain,
			QueryOverview queries) {
		this.allocator = allocator;
		this.admission = admission;
		this.drain = drain;
		this.queries = queries;
	}

	/**
	 * The current use of each limited resource: {@code memory}; {@code calls}, unless the
	 * application has its own admission; {@code spool}, if queries are served.
	 * @return the levels, in this order
	 */
	public List<Level> levels() {
		List<Level> levels = new ArrayList<>();
		double threshold = (this.admission != null) ? this.admission.limits().memoryThreshold() : FULL;
		long used = this.allocator.getAllocatedMemory();
		levels.add(new Level("memory", used, this.allocator.getLimit(), used > threshold * this.allocator.getLimit()));
		if (this.admission != null) {
			int calls = this.admission.calls();
			int most = this.admission.limits().maxCalls();
			levels.add(new Level("calls", calls, most,
					calls >= most && this.admission.waiting() >= this.admission.limits().maxQueued()));
		}
		if (this.queries.isServed()) {
			long spooled = this.queries.spoolUsed();
			long limit = this.queries.spoolLimit();
			levels.add(new Level("spool", spooled, limit, spooled >= FULL * limit));
		}
		return levels;
	}

	/**
	 * Whether the server accepts calls. It does not while it shuts down, or while a
	 * resource is {@linkplain Level#full() full}.
	 * @return {@code true} if it does
	 */
	public boolean isAccepting() {
		return !isShuttingDown() && levels().stream().noneMatch(Level::full);
	}

	/**
	 * Whether the server shuts down. It then refuses every new call.
	 * @return {@code true} if it does
	 */
	public boolean isShuttingDown() {
		return this.drain.isRefusing();
	}

	/**
	 * The use of one limited resource: bytes of memory or of the spool, or calls.
	 *
	 * @param name the name of the resource
	 * @param used the amount in use
	 * @param limit the largest amount
	 * @param full whether the resource is full. Memory is full above the threshold of the
	 * admission, or above 95 percent without one. The calls are full if all places are
	 * taken and the queue has no room. The spool is full from 95 percent on
	 */
	public record Level(String name, long used, long limit, boolean full) {
	}

}
