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
import io.github.flightspring.handler.error.Wrappers;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * A running call, which its transport updates. Thread-safe.
 */
public final class TrackedCall implements RunningCall {

	/**
	 * The reason for the refusal of a call that the application's own admission refuses.
	 */
	private static final String ADMISSION = "ADMISSION";

	private final String id;

	private final FlightRpc rpc;

	private final String transport;

	private final CallHeaders headers;

	private final Instant startedAt;

	private final long startNanos = System.nanoTime();

	private final Consumer<TrackedCall> onEnd;

	private final CountedTraffic received = new CountedTraffic();

	private final CountedTraffic sent = new CountedTraffic();

	private final HeldPlace place = new HeldPlace(this);

	private final CallWatches watches = new CallWatches(this);

	private final AtomicBoolean routed = new AtomicBoolean();

	private final AtomicBoolean firstBatch = new AtomicBoolean();

	private final AtomicBoolean refused = new AtomicBoolean();

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
	 * Set the address of the client.
	 * @param peer the address
	 */
	public void from(@Nullable SocketAddress peer) {
		this.peer = peer;
	}

	/**
	 * Accept the call: set its principal and how it can be ended. From now on the code
	 * that has accepted the call also reports its end.
	 * @param principal the principal of the caller, or {@code null} for an anonymous
	 * caller
	 * @param canceller the function that ends the call with a status
	 */
	public void accepted(@Nullable Principal principal, Consumer<CallStatus> canceller) {
		this.principal = principal;
		this.canceller = canceller;
	}

	/**
	 * Whether the call was {@linkplain #accepted accepted}, so that its end will be
	 * reported.
	 * @return {@code true} if it was accepted
	 */
	public boolean isAccepted() {
		return this.canceller != null;
	}

	/**
	 * Record that the call is admitted. It holds its place until its end, or until it is
	 * {@linkplain #parked() parked}.
	 * @param place the place
	 */
	public void admitted(FlightAdmission.Place place) {
		this.place.hold(place);
	}

	/**
	 * Record that the call waits for something of the server without a thread. It
	 * releases its place for another call and continues without one.
	 */
	public void parked() {
		this.place.release();
	}

	@Override
	public boolean isAdmitted() {
		return this.place.isHeld();
	}

	/**
	 * Set the flight of the call, on a thread that may block. Only the first call of this
	 * method has an effect.
	 * @param flight the name of the flight, from a set that clients cannot enlarge
	 * @return the time limits of the flight, or {@code null} if there are none or the
	 * flight was set before
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
	 * Wait as needed to keep within the rate of the caller, on a thread that may block.
	 * @param bytes the number of bytes that will be sent next or were received last
	 */
	public void pace(long bytes) {
		this.place.move(bytes);
	}

	/**
	 * Count a batch that is sent to the client.
	 * @param rows the number of its rows
	 */
	public void batchSent(long rows) {
		this.sent.batch(rows);
		if (!this.firstBatch.getPlain() && this.firstBatch.compareAndSet(false, true)) {
			this.watches.each(CallWatch::firstBatch);
		}
	}

	/**
	 * Count a batch that was received from the client.
	 * @param rows the number of its rows
	 */
	public void batchReceived(long rows) {
		this.received.batch(rows);
	}

	/**
	 * Notify the watches of the call.
	 * @param event the notification of one watch
	 */
	public void notifyWatches(Consumer<CallWatch> event) {
		this.watches.each(event);
	}

	/**
	 * Notify the watches of a call that it is refused because of a limit of the server.
	 * @param call the call; no effect if it is not tracked
	 * @param reason the name of the limit, from a small fixed set
	 */
	public static void refused(RunningCall call, String reason) {
		if (call instanceof TrackedCall tracked) {
			tracked.refused(reason);
		}
	}

	/**
	 * Notify the watches that the call is refused because of a limit of the server. Only
	 * the first call of this method has an effect.
	 * @param reason the name of the limit, from a small fixed set
	 */
	public void refused(String reason) {
		if (this.refused.compareAndSet(false, true)) {
			this.watches.each((watch) -> watch.refused(reason));
		}
	}

	/**
	 * Count the call as refused if its admission has thrown a status other than
	 * {@code CANCELLED}. A call that ends while it waits is cancelled, not refused. Any
	 * other exception is a failure of the admission.
	 * @param failure the exception, which may be wrapped
	 */
	public void notAdmitted(Throwable failure) {
		if (Wrappers.unwrap(failure) instanceof FlightRuntimeException refusal
				&& refusal.status().code() != FlightStatusCode.CANCELLED) {
			refused(ADMISSION);
		}
	}

	@Override
	public CallWatch.Scope open() {
		return this.watches.open();
	}

	/**
	 * End the call from outside, if it has been {@linkplain #accepted accepted}.
	 * @param status the status that the client gets
	 * @return {@code true} if it was accepted
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
	 * Record the end of the call and release its place. Call this before the client gets
	 * the status, so that the place is free for a client that calls again at once. Only
	 * the first call of this method has an effect.
	 * @param status the status of the call
	 * @param failure the exception that the call failed with, or {@code null}
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

	/**
	 * The call as the log names it.
	 */
	@Override
	public String toString() {
		return "%s (call %s)".formatted(this.rpc.methodName(), this.id);
	}

}
