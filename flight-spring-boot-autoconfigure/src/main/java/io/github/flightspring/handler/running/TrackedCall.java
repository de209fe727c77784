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

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.call.RunningCall;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * A running call that its transport tells what happens. Safe for use by many threads.
 */
public final class TrackedCall implements RunningCall {

	private final String id;

	private final FlightRpc rpc;

	private final String transport;

	private final CallHeaders headers;

	private final Instant startedAt;

	private final long startNanos = System.nanoTime();

	private final Consumer<TrackedCall> onEnd;

	private final CountedTraffic received = new CountedTraffic();

	private final CountedTraffic sent = new CountedTraffic();

	private final HeldPlace place = new HeldPlace();

	private final CallWatches watches = new CallWatches();

	private final AtomicBoolean routed = new AtomicBoolean();

	private final AtomicBoolean firstBatch = new AtomicBoolean();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile String flight;

	private volatile @Nullable SocketAddress peer;

	private volatile @Nullable Principal principal;

	private volatile @Nullable Consumer<CallStatus> canceller;

	TrackedCall(String id, FlightRpc rpc, String transport, CallHeaders headers, Instant startedAt,
			Consumer<TrackedCall> onEnd) {
		this.id = id;
		this.rpc = rpc;
		this.transport = transport;
		this.headers = headers;
		this.startedAt = startedAt;
		this.onEnd = onEnd;
		this.flight = switch (rpc) {
			case LIST_FLIGHTS, LIST_ACTIONS, HANDSHAKE -> NO_FLIGHT;
			default -> UNKNOWN_FLIGHT;
		};
	}

	CallWatches watches() {
		return this.watches;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public FlightRpc rpc() {
		return this.rpc;
	}

	@Override
	public String transport() {
		return this.transport;
	}

	@Override
	public CallHeaders headers() {
		return this.headers;
	}

	@Override
	public Instant startedAt() {
		return this.startedAt;
	}

	@Override
	public Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.startNanos);
	}

	@Override
	public String flight() {
		return this.flight;
	}

	@Override
	public @Nullable SocketAddress peer() {
		return this.peer;
	}

	@Override
	public @Nullable Principal principal() {
		return this.principal;
	}

	@Override
	public CountedTraffic received() {
		return this.received;
	}

	@Override
	public CountedTraffic sent() {
		return this.sent;
	}

	@Override
	public boolean hasEnded() {
		return this.ended.get();
	}

	/**
	 * Say where the call comes from.
	 * @param peer the address
	 */
	public void from(@Nullable SocketAddress peer) {
		this.peer = peer;
	}

	/**
	 * Say who calls and how the call is ended. From now on who says so tells its end,
	 * too.
	 * @param principal who calls
	 * @param canceller ends the call with a status
	 */
	public void accepted(@Nullable Principal principal, Consumer<CallStatus> canceller) {
		this.principal = principal;
		this.canceller = canceller;
	}

	/**
	 * Whether somebody has {@linkplain #accepted accepted} the call, and will tell its
	 * end.
	 * @return whether that is so
	 */
	public boolean isAccepted() {
		return this.canceller != null;
	}

	/**
	 * Say that the call has a place, until its end. From now on it works.
	 * @param place the place
	 */
	public void admitted(FlightAdmission.Place place) {
		this.place.hold(place);
	}

	/**
	 * Say that the call waits for something of the server's, without a thread: it gives
	 * its place to another, and goes on without.
	 */
	public void parked() {
		this.place.release();
	}

	@Override
	public boolean isAdmitted() {
		return this.place.isHeld();
	}

	/**
	 * Say what the call is for, on a thread that may block. The first time counts.
	 * @param flight the flight; one of a number that no client can raise
	 * @return the times that hold for the flight, or {@code null} if it was known before
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the flight has too many
	 * calls
	 */
	public FlightAdmission.@Nullable FlightTimes routed(String flight) {
		if (NO_FLIGHT.equals(this.flight) || !this.routed.compareAndSet(false, true)) {
			return null;
		}
		this.flight = flight;
		this.watches.each(CallWatch::routed);
		return this.place.enter(flight);
	}

	/**
	 * Keep within the rate of the caller, on a thread that may block.
	 * @param bytes what is to be sent next, or was received last
	 */
	public void pace(long bytes) {
		this.place.move(bytes);
	}

	/**
	 * A batch goes to the client.
	 * @param rows its rows
	 */
	public void batchSent(long rows) {
		this.sent.batch(rows);
		if (!this.firstBatch.getPlain() && this.firstBatch.compareAndSet(false, true)) {
			this.watches.each(CallWatch::firstBatch);
		}
	}

	/**
	 * A batch has come from the client.
	 * @param rows its rows
	 */
	public void batchReceived(long rows) {
		this.received.batch(rows);
	}

	/**
	 * Tell those who watch the call.
	 * @param event what happens
	 */
	public void tell(Consumer<CallWatch> event) {
		this.watches.each(event);
	}

	/**
	 * Tell those who watch a call that it is refused for a limit of the server's.
	 * @param call the call; nothing is told of one that is not tracked
	 * @param reason the limit, one of a few words
	 */
	public static void refused(RunningCall call, String reason) {
		if (call instanceof TrackedCall tracked) {
			tracked.tell((watch) -> watch.refused(reason));
		}
	}

	@Override
	public CallWatch.Scope open() {
		return this.watches.open();
	}

	/**
	 * End the call from outside, if there is a way.
	 * @param status what its client is told
	 * @return whether there is one
	 */
	public boolean cancel(CallStatus status) {
		Consumer<CallStatus> known = this.canceller;
		if (known == null) {
			return false;
		}
		known.accept(status);
		return true;
	}

	/**
	 * The call has ended, which gives its place back. Called before the client is told,
	 * so that one that calls again at once finds the place free. The first time counts.
	 * @param status how
	 * @param failure what it failed with, or {@code null}
	 */
	public void end(FlightStatusCode status, @Nullable Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			this.received.waitEnds();
			this.sent.waitEnds();
			this.watches.each((watch) -> watch.ended(status, failure));
			this.onEnd.accept(this);
			this.place.release();
		}
	}

}
