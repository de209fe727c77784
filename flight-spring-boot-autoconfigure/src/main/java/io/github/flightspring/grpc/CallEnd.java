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

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The end of a gRPC call, which its client gets even if an interceptor of the server
 * throws an exception.
 */
final class CallEnd {

	private static final Logger logger = LoggerFactory.getLogger(CallEnd.class);

	// gRPC's message about a call that is closed
	private static final String CLOSED = "call already closed";

	private final ServerCall<?, ?> call;

	private final @Nullable GrpcStream stream;

	CallEnd(ServerCall<?, ?> call, @Nullable GrpcStream stream) {
		this.call = call;
		this.stream = stream;
	}

	/**
	 * End the call, unless the transport has ended it.
	 * @param close the action that closes the call
	 */
	void run(Runnable close) {
		if (this.stream != null) {
			this.stream.end(() -> tryAll(close));
		}
		else {
			tryAll(close);
		}
	}

	private void tryAll(Runnable close) {
		try {
			close.run();
		}
		catch (RuntimeException | Error ex) {
			boolean open = closeAfterFailure();
			logger.atLevel(open ? Level.ERROR : Level.DEBUG)
				.setCause(ex)
				.log("The response to {} could not be ended with its status",
						this.call.getMethodDescriptor().getBareMethodName());
		}
	}

	/**
	 * Close the call with another status, or reset its stream.
	 * @return whether the call was still open
	 */
	private boolean closeAfterFailure() {
		try {
			this.call.close(Status.INTERNAL.withDescription("The server failed"), new Metadata());
			return true;
		}
		catch (RuntimeException | Error ex) {
			if (ex instanceof IllegalStateException && CLOSED.equals(ex.getMessage())) {
				// the last messages of the call may be on their way
				return false;
			}
			logger.debug("The call was not closed", ex);
			if (this.stream != null) {
				this.stream.reset("The call could not be closed");
			}
			return true;
		}
	}

}
