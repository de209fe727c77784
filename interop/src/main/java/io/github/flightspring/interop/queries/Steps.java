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

package io.github.flightspring.interop.queries;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.session.FlightSession;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Queries in steps slow enough to watch, flights that expire, and what a session holds.
 */
@FlightEndpoint
class Steps {

	private static final Duration STEP = Duration.ofMillis(300);

	private static final int PATIENCE = 10;

	private final ConcurrentMap<String, CountDownLatch> interrupted = new ConcurrentHashMap<>();

	/**
	 * A row of a step.
	 *
	 * @param id the number of the step
	 */
	record Step(int id) {

	}

	@FlightQuery(path = "steps/{id}/{count}", schema = Step.class)
	void steps(String id, int count, FlightSink sink, BufferAllocator allocator, FlightProgress progress)
			throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(RecordMapper.of(Step.class).schema(), allocator)) {
			sink.start(root, null);
			for (int step = 0; step < count; step++) {
				Thread.sleep(STEP.toMillis());
				IntVector ids = (IntVector) root.getVector(0);
				ids.allocateNew(1);
				ids.set(0, step);
				root.setRowCount(1);
				sink.write(root);
				progress.update(step + 1, count);
			}
		}
		catch (InterruptedException ex) {
			latch(id).countDown();
			throw ex;
		}
	}

	@DoAction(type = "query-became", description = "Tells whether the query of that name was interrupted")
	String became(String id) throws InterruptedException {
		return latch(id).await(PATIENCE, TimeUnit.SECONDS) ? "interrupted" : "not interrupted";
	}

	@DoGet(path = "soon-expired", expiresAfter = "6s")
	Stream<Step> soonExpired() {
		return IntStream.range(0, 3).mapToObj(Step::new);
	}

	@DoAction(type = "session-option", description = "Answers with an option of the session")
	String option(String name, FlightSession session) {
		return String.valueOf(session.get(name));
	}

	private CountDownLatch latch(String id) {
		return this.interrupted.computeIfAbsent(id, (key) -> new CountDownLatch(1));
	}

}
