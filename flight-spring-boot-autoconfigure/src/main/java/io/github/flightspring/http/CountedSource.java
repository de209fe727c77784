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

package io.github.flightspring.http;

import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages of an upload.
 *
 * @param source the source of the messages
 * @param running the tracked call
 */
record CountedSource(FlightDataSource source, TrackedCall running) implements FlightDataSource {

	@Override
	public @Nullable FlightDataFrame next() {
		FlightDataFrame frame = this.source.next();
		if (frame != null) {
			this.running.received().message(frame.size());
			pace(frame);
		}
		return frame;
	}

	private void pace(FlightDataFrame frame) {
		try {
			this.running.pace(frame.size());
		}
		catch (RuntimeException ex) {
			frame.close();
			throw ex;
		}
	}

	@Override
	public void loaded(long rows) {
		this.running.batchReceived(rows);
	}

}
