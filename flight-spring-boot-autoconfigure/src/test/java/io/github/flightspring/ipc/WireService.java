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

package io.github.flightspring.ipc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The smallest service on the descriptors: DoGet writes what it is told to, DoPut counts,
 * DoExchange sends back what comes.
 */
final class WireService implements BindableService {

	private final BufferAllocator allocator;

	private final FlightDataOptions options;

	private final Consumer<FlightDataEncoder> get;

	private final boolean gzip;

	WireService(BufferAllocator allocator, FlightDataOptions options, boolean gzip, Consumer<FlightDataEncoder> get) {
		this.allocator = allocator;
		this.options = options;
		this.gzip = gzip;
		this.get = get;
	}

	@Override
	public ServerServiceDefinition bindService() {
		ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(FlightServiceDescriptors.service())
			.addMethod(FlightServiceDescriptors.doGet(), ServerCalls.asyncServerStreamingCall(this::doGet))
			.addMethod(FlightServiceDescriptors.doPut(),
					ServerCalls.asyncBidiStreamingCall(
							(observer) -> new Upload((reader) -> observer.onNext(count(reader)), observer)))
			.addMethod(FlightServiceDescriptors.doExchange(), ServerCalls
				.asyncBidiStreamingCall((observer) -> new Upload((reader) -> echo(reader, observer), observer)));
		for (ServerMethodDefinition<?, ?> method : new FlightServiceGrpc.FlightServiceImplBase() {
		}.bindService().getMethods()) {
			String name = method.getMethodDescriptor().getBareMethodName();
			if (!name.equals("DoGet") && !name.equals("DoPut") && !name.equals("DoExchange")) {
				builder.addMethod(method);
			}
		}
		return builder.build();
	}

	private void doGet(Flight.Ticket ticket, StreamObserver<FlightDataMessage> observer) {
		if (this.gzip) {
			((ServerCallStreamObserver<FlightDataMessage>) observer).setCompression("gzip");
			((ServerCallStreamObserver<FlightDataMessage>) observer).setMessageCompression(true);
		}
		try (FlightDataEncoder encoder = encoder(observer)) {
			this.get.accept(encoder);
		}
		observer.onCompleted();
	}

	private FlightDataEncoder encoder(StreamObserver<FlightDataMessage> observer) {
		return new FlightDataEncoder(this.allocator, this.options, (message) -> {
			observer.onNext(message);
			message.release();
		});
	}

	private Flight.PutResult count(FlightDataReader reader) throws Exception {
		long rows = 0;
		StringBuilder text = new StringBuilder(reader.getDescriptor().toString());
		while (reader.next()) {
			rows += reader.hasBatch() ? reader.getVectorSchemaRoot().getRowCount() : 0;
			text.append(reader.hasBatch() ? " batch" : " metadata");
			byte[] metadata = reader.getAppMetadata();
			text.append((metadata != null) ? ":" + new String(metadata) : "");
		}
		return Flight.PutResult.newBuilder().setAppMetadata(ByteString.copyFromUtf8(text + " rows:" + rows)).build();
	}

	private void echo(FlightDataReader reader, StreamObserver<FlightDataMessage> observer) throws Exception {
		try (FlightDataEncoder encoder = encoder(observer)) {
			if (reader.hasSchema()) {
				VectorSchemaRoot root = reader.getVectorSchemaRoot();
				encoder.start(null, root, reader);
			}
			while (reader.next()) {
				if (reader.hasBatch()) {
					encoder.write(reader.getVectorSchemaRoot(), reader.getAppMetadata());
				}
				else {
					encoder.writeMetadata(reader.getAppMetadata());
				}
			}
		}
	}

	private interface Handler {

		void handle(FlightDataReader reader) throws Exception;

	}

	private final class Upload implements StreamObserver<FlightDataMessage> {

		private final Handler handler;

		private final StreamObserver<?> answers;

		private final Deque<FlightDataFrame> frames = new ArrayDeque<>();

		private Upload(Handler handler, StreamObserver<?> answers) {
			this.handler = handler;
			this.answers = answers;
		}

		@Override
		public void onNext(FlightDataMessage message) {
			this.frames.add(message.decode(WireService.this.allocator, FlightDataLimits.defaults()));
		}

		@Override
		public void onError(Throwable ex) {
			this.frames.forEach(FlightDataFrame::close);
		}

		@Override
		public void onCompleted() {
			try (FlightDataReader reader = new FlightDataReader(WireService.this.allocator, this.frames::poll)) {
				this.handler.handle(reader);
				this.answers.onCompleted();
			}
			catch (FlightRuntimeException ex) {
				this.answers.onError(Status.INVALID_ARGUMENT.withDescription(ex.getMessage()).asException());
			}
			catch (Exception ex) {
				this.answers.onError(ex);
			}
			finally {
				this.frames.forEach(FlightDataFrame::close);
			}
		}

	}

}
