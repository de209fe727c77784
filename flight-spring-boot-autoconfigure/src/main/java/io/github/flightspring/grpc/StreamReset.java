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
import io.grpc.ServerStreamTracer;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * Lets the Flight service drop a stream together with what waits in it for a client that
 * takes nothing, also when its call has ended. gRPC offers that to the server's side in
 * one public way: to let the context of the call expire. Handlers see that context only
 * through a surrogate that cannot be cancelled; a stream tracer may put one below it. On
 * a server without this factory nothing is dropped before the client leaves.
 */
public final class StreamReset extends ServerStreamTracer.Factory {

	private static final Context.Key<Context.CancellableContext> KEY = Context.key("flight-stream-reset");

	private static final ServerStreamTracer NONE = new ServerStreamTracer() {
	};

	@Override
	public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
		return fullMethodName.startsWith(FlightServiceGrpc.SERVICE_NAME + "/") ? new Tracer() : NONE;
	}

	/**
	 * What resets the stream of the call that starts on the current thread.
	 * @param why why, for whoever looks at the context
	 * @return the reset, to be run on any thread; does nothing where it cannot be done
	 */
	static Runnable ofCurrentCall(String why) {
		Context.CancellableContext context = KEY.get();
		return () -> {
			if (context != null) {
				context.cancel(new TimeoutException(why));
			}
		};
	}

	private static final class Tracer extends ServerStreamTracer {

		@Override
		public Context filterContext(Context context) {
			Context.CancellableContext cancellable = context.withCancellation();
			return cancellable.withValue(KEY, cancellable);
		}

	}

}
