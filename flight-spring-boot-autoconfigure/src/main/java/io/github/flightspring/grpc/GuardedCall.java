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

package io.github.flightspring.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call as who serves it sees it. gRPC's call is not thread-safe, and the client may
 * send too much at any moment: the lock keeps the refusal out of the middle of an answer,
 * and what is answered after it goes nowhere.
 *
 * @param <I> the type of the request
 * @param <O> the type of the messages of the answer
 */
final class GuardedCall<I, O> extends ServerCall<I, O> {

	private final ServerCall<?, O> call;

	private final MethodDescriptor<I, O> descriptor;

	private boolean closed;

	GuardedCall(ServerCall<?, O> call, MethodDescriptor<I, O> descriptor) {
		this.call = call;
		this.descriptor = descriptor;
	}

	@Override
	public void request(int messages) {
		this.call.request(messages);
	}

	@Override
	public synchronized void sendHeaders(Metadata headers) {
		if (!this.closed) {
			this.call.sendHeaders(headers);
		}
	}

	@Override
	public synchronized void sendMessage(O message) {
		if (!this.closed) {
			this.call.sendMessage(message);
		}
	}

	@Override
	public boolean isReady() {
		return this.call.isReady();
	}

	@Override
	public synchronized void close(Status status, Metadata trailers) {
		if (!this.closed) {
			this.closed = true;
			this.call.close(status, trailers);
		}
	}

	@Override
	public boolean isCancelled() {
		return this.call.isCancelled();
	}

	@Override
	public void setMessageCompression(boolean enabled) {
		this.call.setMessageCompression(enabled);
	}

	@Override
	public void setCompression(String compressor) {
		this.call.setCompression(compressor);
	}

	@Override
	public void setOnReadyThreshold(int bytes) {
		this.call.setOnReadyThreshold(bytes);
	}

	@Override
	public SecurityLevel getSecurityLevel() {
		return this.call.getSecurityLevel();
	}

	@Override
	public Attributes getAttributes() {
		return this.call.getAttributes();
	}

	@Override
	public @Nullable String getAuthority() {
		return this.call.getAuthority();
	}

	@Override
	public MethodDescriptor<I, O> getMethodDescriptor() {
		return this.descriptor;
	}

}
