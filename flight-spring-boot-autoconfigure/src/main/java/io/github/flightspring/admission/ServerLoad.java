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
 * The use of a server's memory, places and spool, and whether it accepts calls.
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
	 * Return the levels of everything that is limited.
	 * @return the current levels
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
	 * Return whether the server accepts calls: it does not shut down, and no level is
	 * full.
	 * @return whether the server accepts calls
	 */
	public boolean isAccepting() {
		return !isShuttingDown() && levels().stream().noneMatch(Level::full);
	}

	/**
	 * Return whether the server shuts down.
	 * @return whether every new call is refused because the server shuts down
	 */
	public boolean isShuttingDown() {
		return this.drain.isRefusing();
	}

	/**
	 * The use of one resource.
	 *
	 * @param name the name of the resource
	 * @param used the amount in use
	 * @param limit the limit
	 * @param full whether so much is in use that new calls are affected
	 */
	public record Level(String name, long used, long limit, boolean full) {
	}

}
