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

package io.github.flightspring.handler.query;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.running.AllocatorClosing;
import io.github.flightspring.handler.running.FlightNames;
import io.github.flightspring.query.FlightProgress;
import io.github.flightspring.query.engine.Query;
import io.github.flightspring.query.engine.QueryWork;
import io.github.flightspring.query.engine.SpoolWriter;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a query: the invocation of its handler method.
 */
final class HandlerWork implements QueryWork {

	private static final Logger logger = LoggerFactory.getLogger(HandlerWork.class);

	private final QueryEngine engine;

	private final FlightInvoker invoker;

	private final FlightRoute route;

	private final FlightCall started;

	private final CallHeaders headers;

	private @Nullable QueryCall call;

	HandlerWork(QueryEngine engine, FlightInvoker invoker, FlightRoute route, FlightCall started) {
		this.engine = engine;
		this.invoker = invoker;
		this.route = route;
		this.started = started;
		this.headers = QueryCall.copy(started.headers());
	}

	@Override
	public void run(Query query, SpoolWriter output) throws Exception {
		BufferAllocator allocator = this.engine.allocator()
			.newChildAllocator("flight-query-" + query.id(), 0, this.engine.memoryLimit());
		boolean early = true;
		try {
			QueryCall running = new QueryCall(this.started, this.headers, query, allocator,
					this.engine.threads()::capture);
			this.call = running;
			FlightProgress progress = (fraction) -> query.update(fraction);
			this.invoker.download(this.route.handler(),
					this.route.invocation(running)
						.output(new QuerySink(output, allocator))
						.part(FlightProgress.class, progress)
						.build());
			early = false;
		}
		finally {
			AllocatorClosing.close(allocator, early, (bytes) -> leaked(query, bytes));
		}
	}

	private void leaked(Query query, long bytes) {
		logger.error("{} leaked {} bytes of Arrow memory: {} did not close every vector, root or reader it made", query,
				bytes, this.route.handler());
	}

	@Override
	public String flight() {
		return FlightNames.of(this.route.handler().mapping());
	}

	@Override
	public CallStatus translate(Throwable failure) {
		FlightCall running = (this.call != null) ? this.call : this.started;
		return this.engine.translator().translate(failure, running, this.route.handler());
	}

}
