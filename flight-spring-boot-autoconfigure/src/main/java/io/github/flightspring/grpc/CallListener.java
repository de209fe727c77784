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

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.apache.arrow.flight.CallStatus;

/**
 * The listener of gRPC signals that every call uses.
 *
 * @param <I> the type of the client's messages
 */
abstract class CallListener<I> extends ServerCall.Listener<I> {

	private final GrpcTransport<?> transport;

	CallListener(GrpcTransport<?> transport) {
		this.transport = transport;
	}

	@Override
	public void onReady() {
		this.transport.response().signal();
	}

	@Override
	public void onCancel() {
		Deadline deadline = Context.current().getDeadline();
		this.transport.transportClosed((deadline != null && deadline.isExpired())
				? CallStatus.TIMED_OUT.withDescription("The deadline of the call has passed")
				: closedOr("The client cancelled the call"));
	}

	@Override
	public void onComplete() {
		this.transport.transportClosed(closedOr("The call was closed by an interceptor"));
	}

	/**
	 * The status of a call that the client or the transport has ended. A client that
	 * leaves, or loses its connection, cancels the call. Other causes, such as a message
	 * that is too large, have their own status.
	 */
	private static CallStatus closedOr(String cancelled) {
		GrpcStream stream = GrpcStream.current();
		Status closed = (stream != null) ? stream.closed() : null;
		if (closed == null) {
			return CallStatus.CANCELLED.withDescription(cancelled);
		}
		return switch (closed.getCode()) {
			case OK, CANCELLED, UNKNOWN, UNAVAILABLE -> CallStatus.CANCELLED.withDescription(cancelled);
			default -> new CallStatus(GrpcStatuses.fromGrpc(closed), null, closed.getDescription(), null);
		};
	}

}
