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

import java.util.concurrent.TimeoutException;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

/**
 * Lets the Flight service drop a stream together with what waits in it for a client that
 * takes nothing. gRPC has one public way to do so from the server's side: to cancel the
 * context that the server itself made for the call. This interceptor goes before all
 * others, which put contexts of their own on top of it; without it the service can do so
 * only where no other interceptor has.
 */
public final class StreamReset implements ServerInterceptor {

	private static final Context.Key<Context.CancellableContext> SERVER_CONTEXT = Context
		.key("flight-call-server-context");

	@Override
	public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
			ServerCallHandler<I, O> next) {
		if (!FlightServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())
				|| !(Context.current() instanceof Context.CancellableContext serverContext)) {
			return next.startCall(call, headers);
		}
		Context context = serverContext.withValue(SERVER_CONTEXT, serverContext);
		Context previous = context.attach();
		try {
			return next.startCall(call, headers);
		}
		finally {
			context.detach(previous);
		}
	}

	/**
	 * What resets the stream of the call that starts on the current thread.
	 * @param why why, for whoever looks at the context
	 * @return the reset, to be run on any thread, also when the call has ended; does
	 * nothing where it cannot be done
	 */
	static Runnable ofCurrentCall(String why) {
		Context.CancellableContext context = serverContext();
		return () -> {
			if (context != null) {
				context.cancel(new TimeoutException(why));
			}
		};
	}

	private static Context.@Nullable CancellableContext serverContext() {
		Context.CancellableContext context = SERVER_CONTEXT.get();
		if (context == null && Context.current() instanceof Context.CancellableContext current) {
			return current;
		}
		return context;
	}

}
