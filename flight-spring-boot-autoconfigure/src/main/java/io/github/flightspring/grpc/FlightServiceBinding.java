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

import java.util.List;
import java.util.concurrent.Executor;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.dispatch.FlightThreads;
import io.github.flightspring.ipc.FlightDataMessage;
import io.github.flightspring.ipc.FlightDataReader;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;

import org.springframework.beans.factory.DisposableBean;

/**
 * The gRPC service {@code arrow.flight.protocol.FlightService}: all ten RPCs, bound to
 * the dispatcher.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#protocol-buffer-definitions">Arrow
 * Flight, Protocol Buffer Definitions</a>
 */
public final class FlightServiceBinding implements BindableService, DisposableBean {

	private final FlightDispatcher dispatcher;

	private final CallFactory calls;

	private final Executor executor;

	private final GrpcFlightOptions options;

	private final List<ServerInterceptor> interceptors;

	private final GrpcCallSecurity security;

	/**
	 * Create the binding.
	 * @param dispatcher serves the calls
	 * @param allocator the parent of every call's allocator
	 * @param threads run the handlers, and end calls that take too long
	 * @param exceptions turns exceptions into statuses
	 * @param options the limits
	 * @param interceptors intercept the calls, the last one first
	 * @param gate what calls pass before
	 */
	public FlightServiceBinding(FlightDispatcher dispatcher, BufferAllocator allocator, FlightThreads threads,
			GrpcExceptions exceptions, GrpcFlightOptions options, List<ServerInterceptor> interceptors,
			GrpcCallGate gate) {
		this.dispatcher = dispatcher;
		this.calls = new CallFactory(allocator, options, exceptions, threads.timer(), gate);
		this.executor = threads.executor();
		this.options = options;
		this.interceptors = List.copyOf(interceptors);
		this.security = gate.security();
	}

	@Override
	public ServerServiceDefinition bindService() {
		ServerServiceDefinition service = ServerServiceDefinition.builder(FlightServiceDescriptors.service())
			.addMethod(FlightServiceGrpc.getHandshakeMethod(), this.security.handshake())
			.addMethod(FlightServiceGrpc.getListFlightsMethod(), request(FlightRpc.LIST_FLIGHTS, this::listFlights))
			.addMethod(FlightServiceGrpc.getGetFlightInfoMethod(),
					request(FlightRpc.GET_FLIGHT_INFO, this::getFlightInfo))
			.addMethod(FlightServiceGrpc.getPollFlightInfoMethod(),
					request(FlightRpc.POLL_FLIGHT_INFO, this::pollFlightInfo))
			.addMethod(FlightServiceGrpc.getGetSchemaMethod(), request(FlightRpc.GET_SCHEMA, this::getSchema))
			.addMethod(FlightServiceDescriptors.doGet(), request(FlightRpc.DO_GET, this::doGet))
			.addMethod(FlightServiceDescriptors.doPut(), upload(FlightRpc.DO_PUT, this::doPut))
			.addMethod(FlightServiceDescriptors.doExchange(), upload(FlightRpc.DO_EXCHANGE, this::doExchange))
			.addMethod(FlightServiceGrpc.getDoActionMethod(), request(FlightRpc.DO_ACTION, this::doAction))
			.addMethod(FlightServiceGrpc.getListActionsMethod(), request(FlightRpc.LIST_ACTIONS, this::listActions))
			.build();
		return RequestGuard.guard(ServerInterceptors
			.interceptForward(ServerInterceptors.intercept(service, this.interceptors), this.security.interceptors()),
				this.options.maxRequestSize());
	}

	/**
	 * End the calls that the server's shutdown has left: their handlers are interrupted.
	 */
	@Override
	public void destroy() {
		this.calls.cancelAll();
	}

	private <I, O> RequestHandler<I, O> request(FlightRpc rpc, FlightMethod<I, O> method) {
		return new RequestHandler<>(rpc, this.calls, this.executor, this.options, method);
	}

	private <O> UploadHandler<O> upload(FlightRpc rpc, FlightMethod<UploadQueue, O> method) {
		return new UploadHandler<>(rpc, this.calls, this.executor, this.options, method);
	}

	private void listFlights(GrpcFlightCall call, Flight.Criteria criteria, CallResponse<Flight.FlightInfo> response)
			throws Exception {
		this.dispatcher.listFlights(call, new Criteria(criteria.getExpression().toByteArray()),
				(info) -> response.send(FlightMessages.info(info)));
	}

	private void getFlightInfo(GrpcFlightCall call, Flight.FlightDescriptor descriptor,
			CallResponse<Flight.FlightInfo> response) throws Exception {
		response.sendLater(this.dispatcher.requestFlightInfo(call, FlightMessages.descriptor(descriptor))
			.thenApply(FlightMessages::info));
	}

	private void pollFlightInfo(GrpcFlightCall call, Flight.FlightDescriptor descriptor,
			CallResponse<Flight.PollInfo> response) throws Exception {
		response.sendLater(this.dispatcher.requestPollInfo(call, FlightMessages.descriptor(descriptor))
			.thenApply(FlightMessages::poll));
	}

	private void getSchema(GrpcFlightCall call, Flight.FlightDescriptor descriptor,
			CallResponse<Flight.SchemaResult> response) throws Exception {
		response.sendLater(this.dispatcher.requestSchema(call, FlightMessages.descriptor(descriptor))
			.thenApply(FlightMessages::schema));
	}

	private void doGet(GrpcFlightCall call, Flight.Ticket ticket, CallResponse<FlightDataMessage> response)
			throws Exception {
		try (GrpcFlightSink sink = new GrpcFlightSink(response, call, this.options.output())) {
			this.dispatcher.doGet(call, new Ticket(ticket.getTicket().toByteArray()), sink);
		}
	}

	private void doPut(GrpcFlightCall call, UploadQueue queue, CallResponse<Flight.PutResult> response)
			throws Exception {
		try (FlightDataReader reader = new FlightDataReader(call.allocator(), queue)) {
			this.dispatcher.doPut(call, reader, (result) -> response.send(FlightMessages.putResult(result)));
		}
	}

	private void doExchange(GrpcFlightCall call, UploadQueue queue, CallResponse<FlightDataMessage> response)
			throws Exception {
		try (FlightDataReader reader = new FlightDataReader(call.allocator(), queue);
				GrpcFlightSink sink = new GrpcFlightSink(response, call, this.options.output())) {
			this.dispatcher.doExchange(call, reader, sink);
		}
	}

	private void doAction(GrpcFlightCall call, Flight.Action action, CallResponse<Flight.Result> response)
			throws Exception {
		this.dispatcher.doAction(call, new Action(action.getType(), action.getBody().toByteArray()),
				(body) -> response.send(FlightMessages.result(body)));
	}

	private void listActions(GrpcFlightCall call, Flight.Empty empty, CallResponse<Flight.ActionType> response) {
		for (ActionType type : this.dispatcher.listActions(call)) {
			response.send(FlightMessages.actionType(type));
		}
	}

}
