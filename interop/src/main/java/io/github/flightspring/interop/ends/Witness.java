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

package io.github.flightspring.interop.ends;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.handler.FlightCall;

import org.springframework.stereotype.Component;

/**
 * Records the ends of calls for later queries.
 */
@Component
class Witness {

	private static final int PATIENCE = 10;

	private final ConcurrentMap<String, CountDownLatch> begun = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, CountDownLatch> cancelled = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, CountDownLatch> ended = new ConcurrentHashMap<>();

	/**
	 * Do the work of a call and see how it ends.
	 * @param id what the client calls it
	 * @param call the call
	 * @param work the work, which only an end from outside ends
	 */
	void watch(String id, FlightCall call, Work work) throws Exception {
		follow(id, call);
		try {
			work.run();
		}
		finally {
			ended(id);
		}
	}

	void follow(String id, FlightCall call) {
		call.onCancel(() -> latch(this.cancelled, id).countDown());
		latch(this.begun, id).countDown();
	}

	void ended(String id) {
		latch(this.ended, id).countDown();
	}

	/**
	 * Wait for a call.
	 * @param id what the client calls it
	 * @return {@code began} if it has, otherwise what is missing
	 */
	String await(String id) throws InterruptedException {
		return latch(this.begun, id).await(PATIENCE, TimeUnit.SECONDS) ? "began" : "not begun";
	}

	/**
	 * Tell what became of a call.
	 * @param id what the client calls it
	 * @return {@code cancelled} if its callback ran and its handler ended, otherwise what
	 * is missing
	 */
	String tell(String id) throws InterruptedException {
		if (!latch(this.cancelled, id).await(PATIENCE, TimeUnit.SECONDS)) {
			return "not cancelled";
		}
		return latch(this.ended, id).await(PATIENCE, TimeUnit.SECONDS) ? "cancelled" : "the handler goes on";
	}

	private static CountDownLatch latch(ConcurrentMap<String, CountDownLatch> latches, String id) {
		return latches.computeIfAbsent(id, (key) -> new CountDownLatch(1));
	}

	/**
	 * The work of a call.
	 */
	interface Work {

		/**
		 * Work.
		 * @throws Exception when it is ended
		 */
		void run() throws Exception;

	}

}
