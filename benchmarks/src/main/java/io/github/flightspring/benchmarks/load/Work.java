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

package io.github.flightspring.benchmarks.load;

import java.util.Random;

import io.github.flightspring.benchmarks.Tables;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The work of one of the many clients. It throws the refusals of the server.
 */
enum Work {

	/**
	 * A download of small batches.
	 */
	SMALL_GET(30) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) throws Exception {
			read(client, "small", 150, Integer.MAX_VALUE);
		}
	},

	/**
	 * A download of large batches.
	 */
	LARGE_GET(20) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) throws Exception {
			read(client, "large", 3, Integer.MAX_VALUE);
		}
	},

	/**
	 * An upload.
	 */
	PUT(20) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) throws Exception {
			try (VectorSchemaRoot root = Tables.create("small", allocator)) {
				Answer answer = new Answer();
				FlightClient.ClientStreamListener upload = client.startPut(FlightDescriptor.path("tables", "upload"),
						root, answer);
				for (int i = 0; i < 100 && await(upload, answer); i++) {
					upload.putNext();
				}
				upload.completed();
				upload.getResult();
			}
		}
	},

	/**
	 * Asks where a flight is.
	 */
	INFO(20) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) {
			ticket(client, "small", 1);
		}
	},

	/**
	 * Leaves in the middle of a download.
	 */
	ABANDON(9) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) throws Exception {
			read(client, "small", 100_000, 5);
		}
	},

	/**
	 * Takes a batch and then nothing, until the server has had enough of it.
	 */
	STALL(1) {
		@Override
		void run(FlightClient client, BufferAllocator allocator) throws Exception {
			try (FlightStream stream = client.getStream(ticket(client, "small", 100_000))) {
				stream.next();
				Thread.sleep(PATIENCE_MILLIS);
				while (stream.next()) {
					stream.getRoot();
				}
			}
		}
	};

	private static final int PATIENCE_MILLIS = 50_000;

	private final int weight;

	Work(int weight) {
		this.weight = weight;
	}

	abstract void run(FlightClient client, BufferAllocator allocator) throws Exception;

	static Work any(Random random) {
		int left = random.nextInt(100);
		for (Work work : values()) {
			left -= work.weight;
			if (left < 0) {
				return work;
			}
		}
		throw new IllegalStateException("The weights are not 100 in all");
	}

	private static Ticket ticket(FlightClient client, String table, int batches) {
		FlightDescriptor descriptor = FlightDescriptor.path("tables", table, String.valueOf(batches));
		return client.getInfo(descriptor).getEndpoints().get(0).getTicket();
	}

	private static void read(FlightClient client, String table, int batches, int most) throws Exception {
		try (FlightStream stream = client.getStream(ticket(client, table, batches))) {
			int count = 0;
			while (count < most && stream.next()) {
				count++;
			}
			if (count == most) {
				stream.cancel("Enough", null);
			}
			else if (count != batches) {
				throw new IllegalStateException(count + " batches instead of " + batches);
			}
		}
	}

	/**
	 * Wait until the server takes more.
	 * @return whether it may; {@code false} if it has ended the upload
	 */
	private static boolean await(FlightClient.ClientStreamListener upload, Answer answer) throws InterruptedException {
		while (!upload.isReady()) {
			if (answer.failed) {
				return false;
			}
			Thread.sleep(1);
		}
		return true;
	}

	/**
	 * The answer of the server to an upload, or its refusal.
	 */
	private static final class Answer implements FlightClient.PutListener {

		private final AsyncPutListener answer = new AsyncPutListener();

		private volatile boolean failed;

		@Override
		public void getResult() {
			this.answer.getResult();
		}

		@Override
		public void onNext(PutResult result) {
			this.answer.onNext(result);
		}

		@Override
		public void onError(Throwable failure) {
			this.answer.onError(failure);
			this.failed = true;
		}

		@Override
		public void onCompleted() {
			this.answer.onCompleted();
		}

		@Override
		public boolean isCancelled() {
			return this.answer.isCancelled();
		}

	}

}
