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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightCallWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of one call. If a watch fails, the others are still notified.
 */
final class CallWatches {

	private static final Logger logger = LoggerFactory.getLogger(CallWatches.class);

	private final TrackedCall call;

	private final List<CallWatch> watches = new ArrayList<>();

	CallWatches(TrackedCall call) {
		this.call = call;
	}

	void start(List<FlightCallWatcher> watchers) {
		for (FlightCallWatcher watcher : watchers) {
			try {
				this.watches.add(watcher.watch(this.call));
			}
			catch (Throwable ex) {
				logger.warn("{} is not watched by {}", this.call, watcher, ex);
			}
		}
	}

	void each(Consumer<CallWatch> event) {
		for (CallWatch watch : this.watches) {
			try {
				event.accept(watch);
			}
			catch (Throwable ex) {
				logger.warn("{} failed to watch {}", watch, this.call, ex);
			}
		}
	}

	CallWatch.Scope open() {
		List<CallWatch.Scope> scopes = new ArrayList<>(this.watches.size());
		each((watch) -> scopes.add(0, watch.open()));
		return () -> scopes.forEach((scope) -> {
			try {
				scope.close();
			}
			catch (Throwable ex) {
				logger.warn("A scope of {} could not be closed", this.call, ex);
			}
		});
	}

}
