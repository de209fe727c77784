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

package io.github.flightspring.observation.meter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.observation.meter.CallTotals.Total;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The meters of calls by RPC, flight and transport: traffic, waits for clients, and
 * refusals. A call counts for the flight {@code unknown} until its flight is known.
 */
public final class CallMeters implements FlightCallWatcher {

	private static final String PREFIX = "flight.server.";

	private final MeterRegistry registry;

	private final Map<Tags, CallTotals> totals = new ConcurrentHashMap<>();

	/**
	 * Create the meters.
	 * @param registry the registry of the meters
	 */
	public CallMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public CallWatch watch(RunningCall call) {
		return new Watch(call);
	}

	private CallTotals totals(RunningCall call) {
		return this.totals.computeIfAbsent(tags(call), this::register);
	}

	private static Tags tags(RunningCall call) {
		return Tags.of("rpc", call.rpc().methodName(), "flight", call.flight(), "transport", call.transport());
	}

	private CallTotals register(Tags tags) {
		CallTotals totals = new CallTotals();
		Gauge.builder(PREFIX + "calls.running", totals, CallTotals::running)
			.description("Calls that are running")
			.tags(tags)
			.register(this.registry);
		leaks(tags);
		register(tags.and("direction", "in"), totals, CallTotals::received);
		register(tags.and("direction", "out"), totals, CallTotals::sent);
		return totals;
	}

	// registered before the first leak, so that its increase is seen
	private Counter leaks(Tags tags) {
		return Counter.builder(PREFIX + "leaks")
			.description("Arrow memory that handlers did not give back")
			.baseUnit(BaseUnits.BYTES)
			.tags(tags)
			.register(this.registry);
	}

	private void register(Tags tags, CallTotals totals, Function<CallTotals, Total> direction) {
		counter("rows", "rows", "Rows moved", tags, totals, (all) -> direction.apply(all).rows());
		counter("batches", "batches", "Record batches moved", tags, totals, (all) -> direction.apply(all).batches());
		counter("arrow", BaseUnits.BYTES, "Bytes of Arrow messages moved", tags, totals,
				(all) -> direction.apply(all).bytes());
		counter("wire", BaseUnits.BYTES, "Bytes of messages on the wire", tags, totals,
				(all) -> direction.apply(all).wireBytes());
		counter("client.wait", "seconds", "Time that calls waited for their clients", tags, totals,
				(all) -> direction.apply(all).waitedSeconds());
	}

	private void counter(String name, String unit, String description, Tags tags, CallTotals totals,
			ToDoubleFunction<CallTotals> value) {
		FunctionCounter.builder(PREFIX + name, totals, value)
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(this.registry);
	}

	/**
	 * The watch that adds one call to the totals.
	 */
	private final class Watch implements CallWatch {

		private final RunningCall call;

		private volatile CallTotals current;

		Watch(RunningCall call) {
			this.call = call;
			this.current = totals(call);
			this.current.addUnsettled(call);
		}

		@Override
		public void routed() {
			CallTotals known = totals(this.call);
			this.current.removeUnsettled(this.call);
			known.add(this.call);
			this.current = known;
		}

		@Override
		public void firstBatch() {
			Timer.builder(PREFIX + "first.batch")
				.description("Time from the call to its first batch for the client")
				.tags(tags(this.call))
				.register(CallMeters.this.registry)
				.record(this.call.age());
		}

		@Override
		public void refused(String reason) {
			Counter.builder(PREFIX + "calls.refused")
				.description("Calls that were refused for a limit")
				.tags(tags(this.call).and("reason", reason))
				.register(CallMeters.this.registry)
				.increment();
		}

		@Override
		public void ticketRefused(String reason) {
			Counter.builder(PREFIX + "tickets.refused")
				.description("Tickets that were refused")
				.tag("reason", reason)
				.register(CallMeters.this.registry)
				.increment();
		}

		@Override
		public void leaked(long bytes) {
			leaks(tags(this.call)).increment(bytes);
		}

		@Override
		public void ended(FlightStatusCode status, @Nullable Throwable failure) {
			this.current.end(this.call);
		}

	}

}
