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

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.flightspring.call.FlightAdmission.FlightTimes;
import io.github.flightspring.call.FlightAdmission.Place;
import io.github.flightspring.internal.GuardedStep;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The admission place that a call holds, once it has one.
 */
final class HeldPlace {

	private final TrackedCall call;

	private final AtomicBoolean released = new AtomicBoolean();

	private volatile @Nullable Place place;

	HeldPlace(TrackedCall call) {
		this.call = call;
	}

	void hold(Place place) {
		this.place = place;
	}

	boolean isHeld() {
		return this.place != null;
	}

	@Nullable FlightTimes enter(String flight) {
		Place held = this.place;
		try {
			return (held != null) ? held.enter(flight) : null;
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
		catch (RuntimeException ex) {
			this.call.notAdmitted(ex);
			throw ex;
		}
	}

	void move(long bytes) {
		Place held = this.place;
		if (held != null) {
			try {
				held.move(bytes);
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
		}
	}

	/**
	 * Release the place, if the call has one and has not released it.
	 */
	void release() {
		Place held = this.place;
		if (held != null && this.released.compareAndSet(false, true)) {
			GuardedStep.run(this.call, "the release of its place", held::release);
		}
	}

	private static FlightRuntimeException interrupted() {
		Thread.currentThread().interrupt();
		return CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
	}

}
