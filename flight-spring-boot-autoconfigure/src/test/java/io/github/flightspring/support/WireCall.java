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

package io.github.flightspring.support;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.flightspring.ipc.FlightDataEncoder;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import io.github.flightspring.ipc.FlightDataReader;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link WireClient}. Nothing of the answer is taken from the transport
 * before {@link #next()} asks for it. One thread may write while another reads. Whatever
 * waits here gives up after {@link #PATIENCE}.
 *
 * @param <R> the type of the answers
 */
public final class WireCall<R> implements AutoCloseable {

	public static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ClientCall<Object, ?> call;

	private final BufferAllocator allocator;

	private final @Nullable FlightDescriptor descriptor;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<R> answers = new ArrayDeque<>();

	private @Nullable FlightDataEncoder encoder;

	private boolean requested;

	private boolean discard;

	private @Nullable Metadata headers;

	private @Nullable Metadata trailers;

	private @Nullable Status status;

	<M> WireCall(ClientCall<Object, M> call, Function<M, R> onMessage, BufferAllocator allocator,
			@Nullable FlightDescriptor descriptor, Metadata headers) {
		this.call = call;
		this.allocator = allocator;
		this.descriptor = descriptor;
		call.start(new ClientCall.Listener<>() {

			@Override
			public void onHeaders(Metadata headers) {
				change(() -> WireCall.this.headers = headers);
			}

			@Override
			public void onMessage(M message) {
				R answer = onMessage.apply(message);
				change(() -> {
					WireCall.this.requested = false;
					if (WireCall.this.discard) {
						free(answer);
					}
					else {
						WireCall.this.answers.add(answer);
					}
				});
			}

			@Override
			public void onReady() {
				change(() -> {
				});
			}

			@Override
			public void onClose(Status status, Metadata trailers) {
				change(() -> {
					WireCall.this.trailers = trailers;
					WireCall.this.status = status;
				});
			}

		}, headers);
	}

	/**
	 * Send the descriptor and the schema.
	 * @param root the root whose schema it is
	 * @return this
	 */
	public WireCall<R> start(VectorSchemaRoot root) {
		return start(root, null);
	}

	public WireCall<R> start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		encoder().start(this.descriptor, root, dictionaries);
		return this;
	}

	/**
	 * Send a batch as soon as the transport takes it.
	 * @param batch the batch
	 * @throws io.grpc.StatusRuntimeException if the call has ended
	 */
	public void write(VectorSchemaRoot batch) {
		write(batch, null);
	}

	public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
		encoder().write(batch, appMetadata);
	}

	public void writeMetadata(byte[] appMetadata) {
		encoder().writeMetadata(appMetadata);
	}

	private FlightDataEncoder encoder() {
		FlightDataEncoder result = this.encoder;
		if (result == null) {
			result = new FlightDataEncoder(this.allocator, new FlightDataOptions(1 << 30, Compression.NONE),
					this::sendWhenReady);
			this.encoder = result;
		}
		return result;
	}

	private void sendWhenReady(Object message) {
		await(() -> this.call.isReady() || this.status != null);
		Status ended = this.status;
		if (ended != null) {
			throw ended.asRuntimeException(this.trailers);
		}
		this.call.sendMessage(message);
	}

	/**
	 * Send bytes as a message at once, whether or not the transport is ready for them.
	 * @param message the bytes
	 */
	public void sendRaw(byte[] message) {
		this.call.sendMessage(message);
	}

	public boolean isReady() {
		return this.call.isReady();
	}

	public void halfClose() {
		this.call.halfClose();
	}

	public void cancel() {
		this.call.cancel("A test cancels", null);
	}

	/**
	 * Take the next answer.
	 * @return the answer, for the caller to close if it is a frame, or {@code null} when
	 * the call has ended well
	 * @throws io.grpc.StatusRuntimeException if it has ended otherwise
	 */
	public @Nullable R next() {
		R answer = take();
		if (answer == null && !status().isOk()) {
			throw status().asRuntimeException(this.trailers);
		}
		return answer;
	}

	private @Nullable R take() {
		this.lock.lock();
		try {
			if (!this.answers.isEmpty()) {
				return this.answers.remove();
			}
		}
		finally {
			this.lock.unlock();
		}
		request();
		await(() -> !this.answers.isEmpty() || this.status != null);
		this.lock.lock();
		try {
			return this.answers.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ask the transport for one answer without waiting for it.
	 */
	public void request() {
		this.lock.lock();
		try {
			if (this.requested) {
				return;
			}
			this.requested = true;
		}
		finally {
			this.lock.unlock();
		}
		this.call.request(1);
	}

	/**
	 * Drop the answers that are left and wait for the end.
	 * @return how the call ended
	 */
	public Status status() {
		R answer = (this.status == null) ? take() : null;
		while (answer != null) {
			free(answer);
			answer = take();
		}
		return Objects.requireNonNull(this.status);
	}

	/**
	 * Wait for the end without taking any answer from the transport.
	 * @return how the call ended
	 */
	public Status statusUnread() {
		await(() -> this.status != null);
		return Objects.requireNonNull(this.status);
	}

	public boolean isEnded() {
		return this.status != null;
	}

	public @Nullable Metadata headers() {
		return this.headers;
	}

	public @Nullable Metadata trailers() {
		return this.trailers;
	}

	/**
	 * Read the answers as batches.
	 * @return the reader, for the caller to close
	 */
	public FlightDataReader reader() {
		return new FlightDataReader(this.allocator, () -> (FlightDataFrame) next());
	}

	/**
	 * Cancel what has not ended and free what was not read.
	 */
	@Override
	public void close() {
		if (this.encoder != null) {
			this.encoder.close();
		}
		change(() -> this.discard = true);
		cancel();
		// on a connection that has closed meanwhile the end comes behind what was not
		// read
		this.call.request(Integer.MAX_VALUE);
		await(() -> this.status != null);
		change(() -> {
			this.answers.forEach(WireCall::free);
			this.answers.clear();
		});
	}

	private static void free(Object answer) {
		if (answer instanceof FlightDataFrame frame) {
			frame.close();
		}
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(BooleanSupplier condition) {
		this.lock.lock();
		try {
			long left = PATIENCE.toNanos();
			while (!condition.getAsBoolean()) {
				if (left <= 0) {
					throw new AssertionError("Nothing happened in " + PATIENCE);
				}
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
