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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.flightspring.call.FlightAdmission.FlightTimes;
import io.github.flightspring.call.FlightAdmission.Place;
import io.github.flightspring.call.RunningCall;
import org.jspecify.annotations.Nullable;

/**
 * The place of one call among all calls and among the calls of its flight.
 */
final class CallPlace implements Place {

	private static final Duration SOON = Duration.ofSeconds(1);

	private final CallAdmission admission;

	private final RunningCall call;

	private final String caller;

	private final @Nullable ByteRate bytes;

	private final AtomicBoolean released = new AtomicBoolean();

	private @Nullable Runnable leaveFlight;

	CallPlace(CallAdmission admission, RunningCall call, String caller) {
		this.admission = admission;
		this.call = call;
		this.caller = caller;
		CallerRates<ByteRate> rates = admission.bytes();
		this.bytes = (rates != null) ? rates.of(caller) : null;
	}

	@Override
	public FlightTimes enter(String flight) throws InterruptedException {
		Runnable leave = this.admission.flights().enter(flight);
		if (leave == null) {
			throw Refusal.FLIGHT.of(this.call, SOON,
					"The flight '%s' has the maximum number of calls: try again later".formatted(flight));
		}
		synchronized (this) {
			if (this.released.get()) {
				leave.run();
			}
			else {
				this.leaveFlight = leave;
			}
		}
		AdmissionLimits.OfFlight limit = this.admission.limits().flights().get(flight);
		return (limit != null) ? limit.times() : FlightTimes.NONE;
	}

	@Override
	public void move(long bytes) throws InterruptedException {
		if (this.bytes != null && bytes > 0) {
			this.bytes.take(bytes, this.call::hasEnded);
		}
	}

	@Override
	public void release() {
		Runnable leave;
		synchronized (this) {
			if (!this.released.compareAndSet(false, true)) {
				return;
			}
			leave = this.leaveFlight;
		}
		if (leave != null) {
			leave.run();
		}
		this.admission.release(this.caller);
	}

}
