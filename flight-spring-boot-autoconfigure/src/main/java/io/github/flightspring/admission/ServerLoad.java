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
import java.util.function.Supplier;

import io.github.flightspring.query.engine.Queries;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * How much of what there is a server uses, and whether it has room for more.
 */
public final class ServerLoad {

	private static final double FULL = 0.95;

	private final BufferAllocator allocator;

	private final @Nullable CallAdmission admission;

	private final @Nullable Supplier<Queries> queries;

	/**
	 * Create the load.
	 * @param allocator the application's memory
	 * @param admission admits calls, or {@code null} if the application does that itself
	 * @param queries the queries, or {@code null} if there are none
	 */
	public ServerLoad(BufferAllocator allocator, @Nullable CallAdmission admission,
			@Nullable Supplier<Queries> queries) {
		this.allocator = allocator;
		this.admission = admission;
		this.queries = queries;
	}

	/**
	 * The levels of everything that is limited.
	 * @return the levels now
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
		if (this.queries != null) {
			long spooled = this.queries.get().spool().usedBytes();
			long limit = this.queries.get().spool().maxBytes();
			levels.add(new Level("spool", spooled, limit, spooled >= FULL * limit));
		}
		return levels;
	}

	/**
	 * Whether the server takes calls, as far as one can tell: it does not shut down, and
	 * nothing is full.
	 * @return whether it does
	 */
	public boolean isAccepting() {
		return !isShuttingDown() && levels().stream().noneMatch(Level::full);
	}

	/**
	 * Whether the server shuts down.
	 * @return whether it refuses every new call for that
	 */
	public boolean isShuttingDown() {
		return this.admission != null && this.admission.isClosed();
	}

	/**
	 * How much of something is used.
	 *
	 * @param name what it is
	 * @param used what is used
	 * @param limit what there is
	 * @param full whether new calls suffer from it
	 */
	public record Level(String name, long used, long limit, boolean full) {
	}

}
