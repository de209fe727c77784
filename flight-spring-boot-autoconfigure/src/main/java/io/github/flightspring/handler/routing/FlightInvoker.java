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

package io.github.flightspring.handler.routing;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.error.ExceptionHandlerMethods;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.running.FlightNames;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The invoker of handler methods. It passes the exceptions that a method throws to the
 * exception handlers of the application.
 */
public final class FlightInvoker {

	private static final Logger logger = LoggerFactory.getLogger(FlightInvoker.class);

	private final ExceptionHandlerMethods exceptionHandlers;

	private final FlightExceptionTranslator translator;

	/**
	 * Create an invoker.
	 * @param exceptionHandlers the exception handlers of the application
	 * @param translator the translation of other exceptions
	 */
	public FlightInvoker(ExceptionHandlerMethods exceptionHandlers, FlightExceptionTranslator translator) {
		this.exceptionHandlers = exceptionHandlers;
		this.translator = translator;
	}

	/**
	 * Invoke a method that sends rows. If the method sends no schema, the schema that it
	 * declares is sent.
	 * @param handler the method
	 * @param invocation the invocation
	 * @throws Exception if the method fails, or if it neither sends nor declares a schema
	 */
	public void download(FlightHandlerMethod handler, FlightInvocation invocation) throws Exception {
		invoke(handler, invocation);
		if (!invocation.output().isStarted()) {
			Class<?> declared = handler.mapping().schemaType();
			if (declared == null) {
				throw new IllegalStateException("%s sent no batch and so no schema. Declare it with @%s(schema = …)"
					.formatted(handler, handler.mapping().isQuery() ? "FlightQuery" : "DoGet"));
			}
			try (RecordWriter<?> writer = RecordMapper.of(declared).writer(invocation.call().allocator())) {
				invocation.output().start(writer.root(), writer.dictionaries());
			}
		}
	}

	/**
	 * Invoke a method.
	 * @param handler the method
	 * @param invocation the invocation
	 * @throws Exception if the method fails
	 */
	public void invoke(FlightHandlerMethod handler, FlightInvocation invocation) throws Exception {
		FlightCall call = invocation.call();
		if (call instanceof DispatchedCall dispatched) {
			dispatched.handlers().dispatched(handler);
		}
		DispatchedCall.routed(call, FlightNames.of(handler.mapping()));
		long before = call.allocator().getAllocatedMemory();
		try {
			handler.invoke(invocation);
		}
		catch (SchemaProbe.SchemaFoundException ex) {
			if (call instanceof DispatchedCall dispatched) {
				dispatched.handlers().stopped();
			}
			throw ex;
		}
		catch (Exception | Error ex) {
			throwIfHandled(handler, call, ex);
			throw ex;
		}
		finally {
			if (call instanceof DispatchedCall dispatched) {
				dispatched.handlers().returned(handler, call.allocator().getAllocatedMemory() - before);
			}
		}
	}

	/**
	 * Whether the exception of a method means that something is not available for now.
	 * @param exception the exception
	 * @param call the call
	 * @return {@code true} if the same invocation may succeed later
	 */
	public boolean isTemporary(Throwable exception, FlightCall call) {
		return this.translator.isTemporary(exception, call);
	}

	/**
	 * Check the authorization rules of a handler without invoking it.
	 * @return {@code true} if all of its rules were checked
	 */
	boolean checkRules(FlightHandlerMethod handler, FlightInvocation invocation, FlightAccess access) throws Exception {
		try {
			return access.checkRules(handler, invocation);
		}
		catch (Exception | Error ex) {
			throwIfHandled(handler, invocation.call(), ex);
			throw ex;
		}
	}

	/**
	 * Throw the status that the application's exception handlers return for an exception,
	 * if they handle it.
	 */
	private void throwIfHandled(FlightHandlerMethod handler, FlightCall call, Throwable exception) throws Exception {
		CallStatus status = resolve(handler, call, exception);
		if (status != null) {
			if (status.cause() != null) {
				logger.warn("{} failed in {}: {}", call.rpc().methodName(), handler, status.code(), status.cause());
			}
			throw status.toRuntimeException();
		}
	}

	private @Nullable CallStatus resolve(FlightHandlerMethod handler, FlightCall call, Throwable exception)
			throws Exception {
		try {
			return this.exceptionHandlers.resolve(exception, handler.beanName(), call);
		}
		catch (Exception | Error ex) {
			if (ex != exception) {
				ex.addSuppressed(exception);
			}
			throw ex;
		}
	}

}
