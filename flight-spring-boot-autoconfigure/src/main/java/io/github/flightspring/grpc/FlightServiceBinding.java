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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.ipc.FlightDataMessage;
import io.github.flightspring.ipc.FlightDataReader;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.beans.factory.DisposableBean;

/**
 * The gRPC service {@code arrow.flight.protocol.FlightService}. All ten RPCs are bound to
 * the dispatcher.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Flight.html#protocol-buffer-definitions">Arrow
 * Flight, Protocol Buffer Definitions</a>
 */
public final class FlightServiceBinding implements BindableService, DisposableBean {

	private final FlightDispatcher dispatcher;

	private final CallFactory calls;

	private final GrpcFlightOptions options;

	private final List<ServerInterceptor> interceptors;

	private final GrpcCallSecurity security;

	/**
	 * Create the binding.
	 * @param dispatcher the dispatcher of calls
	 * @param services the services that calls need
	 * @param exceptions the translator of exceptions to gRPC statuses
	 * @param options the options of calls
	 * @param interceptors the interceptors of calls, the last one first
	 * @param callServices the security and the memory bounds of calls
	 */
	public FlightServiceBinding(FlightDispatcher dispatcher, CallServices services, GrpcExceptions exceptions,
			GrpcFlightOptions options, List<ServerInterceptor> interceptors, GrpcCallServices callServices) {
		this.dispatcher = dispatcher;
		this.calls = new CallFactory(services, options, exceptions, callServices);
		this.options = options;
		this.interceptors = List.copyOf(interceptors);
		this.security = callServices.security();
	}

	@Override
	public ServerServiceDefinition bindService() {
		List<ServerMethodDefinition<?, ?>> methods = List.of(handshake(),
				request(FlightRpc.LIST_FLIGHTS, FlightServiceGrpc.getListFlightsMethod(), this::listFlights),
				request(FlightRpc.GET_FLIGHT_INFO, FlightServiceGrpc.getGetFlightInfoMethod(), this::getFlightInfo),
				request(FlightRpc.POLL_FLIGHT_INFO, FlightServiceGrpc.getPollFlightInfoMethod(), this::pollFlightInfo),
				request(FlightRpc.GET_SCHEMA, FlightServiceGrpc.getGetSchemaMethod(), this::getSchema),
				request(FlightRpc.DO_GET, FlightServiceDescriptors.doGet(), this::doGet),
				upload(FlightRpc.DO_PUT, FlightServiceDescriptors.doPut(), this::doPut),
				upload(FlightRpc.DO_EXCHANGE, FlightServiceDescriptors.doExchange(), this::doExchange),
				request(FlightRpc.DO_ACTION, FlightServiceGrpc.getDoActionMethod(), this::doAction),
				request(FlightRpc.LIST_ACTIONS, FlightServiceGrpc.getListActionsMethod(), this::listActions));
		ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(FlightServiceGrpc.SERVICE_NAME)
			.setSchemaDescriptor(FlightServiceDescriptors.service().getSchemaDescriptor());
		methods.forEach((method) -> descriptor.addMethod(method.getMethodDescriptor()));
		ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
		methods.forEach(service::addMethod);
		return ServerInterceptors.interceptForward(ServerInterceptors.intercept(service.build(), this.interceptors),
				this.security.interceptors());
	}

	private ServerMethodDefinition<?, ?> handshake() {
		var method = FlightServiceGrpc.getHandshakeMethod();
		long limit = this.options.maxRequestSize();
		return ServerMethodDefinition.create(RequestMarshaller.of(method, limit),
				new GuardedHandshake(method, this.security.handshake(), limit));
	}

	private <I, O> ServerMethodDefinition<?, ?> request(FlightRpc rpc, MethodDescriptor<I, O> descriptor,
			FlightMethod<I, O> method) {
		long limit = this.options.maxRequestSize();
		return ServerMethodDefinition.create(RequestMarshaller.of(descriptor, limit),
				new RequestHandler<>(rpc, this.calls, limit, method));
	}

	private <O> ServerMethodDefinition<?, ?> upload(FlightRpc rpc, MethodDescriptor<FlightDataMessage, O> descriptor,
			FlightMethod<UploadQueue, O> method) {
		return ServerMethodDefinition.create(descriptor,
				new UploadHandler<>(rpc, this.calls, this.options.input(), method));
	}

	/**
	 * End the calls that remain after the server's shutdown, and interrupt their
	 * handlers.
	 */
	@Override
	public void destroy() {
		this.calls.close();
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
