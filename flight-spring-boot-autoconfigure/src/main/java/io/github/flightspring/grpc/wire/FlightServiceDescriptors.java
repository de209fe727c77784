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

package io.github.flightspring.grpc.wire;

import io.github.flightspring.ipc.FlightDataMessage;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * Descriptors of {@code arrow.flight.protocol.FlightService}. The three methods that
 * carry {@code FlightData} use this package's marshaller. The other seven are the
 * generated ones. The protobuf schema stays attached, so that gRPC reflection finds the
 * service.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html">Arrow Flight RPC</a>
 */
public final class FlightServiceDescriptors {

	private static final MethodDescriptor<Flight.Ticket, FlightDataMessage> DO_GET = FlightServiceGrpc.getDoGetMethod()
		.toBuilder(FlightServiceGrpc.getDoGetMethod().getRequestMarshaller(), FlightDataMarshaller.INSTANCE)
		.build();

	private static final MethodDescriptor<FlightDataMessage, Flight.PutResult> DO_PUT = FlightServiceGrpc
		.getDoPutMethod()
		.toBuilder(FlightDataMarshaller.INSTANCE, FlightServiceGrpc.getDoPutMethod().getResponseMarshaller())
		.build();

	private static final MethodDescriptor<FlightDataMessage, FlightDataMessage> DO_EXCHANGE = FlightServiceGrpc
		.getDoExchangeMethod()
		.toBuilder(FlightDataMarshaller.INSTANCE, FlightDataMarshaller.INSTANCE)
		.build();

	private static final ServiceDescriptor SERVICE = ServiceDescriptor.newBuilder(FlightServiceGrpc.SERVICE_NAME)
		.setSchemaDescriptor(FlightServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
		.addMethod(FlightServiceGrpc.getHandshakeMethod())
		.addMethod(FlightServiceGrpc.getListFlightsMethod())
		.addMethod(FlightServiceGrpc.getGetFlightInfoMethod())
		.addMethod(FlightServiceGrpc.getPollFlightInfoMethod())
		.addMethod(FlightServiceGrpc.getGetSchemaMethod())
		.addMethod(DO_GET)
		.addMethod(DO_PUT)
		.addMethod(DO_EXCHANGE)
		.addMethod(FlightServiceGrpc.getDoActionMethod())
		.addMethod(FlightServiceGrpc.getListActionsMethod())
		.build();

	private FlightServiceDescriptors() {
	}

	/**
	 * The DoGet method.
	 * @return the descriptor, the same instance that {@link #service()} holds
	 */
	public static MethodDescriptor<Flight.Ticket, FlightDataMessage> doGet() {
		return DO_GET;
	}

	/**
	 * The DoPut method.
	 * @return the descriptor, the same instance that {@link #service()} holds
	 */
	public static MethodDescriptor<FlightDataMessage, Flight.PutResult> doPut() {
		return DO_PUT;
	}

	/**
	 * The DoExchange method.
	 * @return the descriptor, the same instance that {@link #service()} holds
	 */
	public static MethodDescriptor<FlightDataMessage, FlightDataMessage> doExchange() {
		return DO_EXCHANGE;
	}

	/**
	 * The whole service, all ten methods.
	 * @return the descriptor
	 */
	public static ServiceDescriptor service() {
		return SERVICE;
	}

}
