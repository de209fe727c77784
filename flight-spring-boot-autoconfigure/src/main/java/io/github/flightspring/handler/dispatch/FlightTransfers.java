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

package io.github.flightspring.handler.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.routing.DownloadsByTicket;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.RawTickets;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The RPCs that transfer rows: DoGet, DoPut and DoExchange.
 */
public final class FlightTransfers {

	private final RawTickets rawTickets;

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final FlightAccess access;

	private final FlightTickets tickets;

	private final FlightQueries queries;

	private final MessageBodies bodies;

	FlightTransfers(FlightHandlerMapping mapping, FlightRouter router, FlightInvoker invoker, FlightAccess access,
			FlightTickets tickets, FlightQueries queries, MessageBodies bodies) {
		this.rawTickets = new RawTickets(mapping.tickets(), access.commands());
		this.router = router;
		this.invoker = invoker;
		this.access = access;
		this.tickets = tickets;
		this.queries = queries;
		this.bodies = bodies;
	}

	/**
	 * Send the rows behind a ticket.
	 * @param asked the flight that the ticket must be for, or {@code null} for any
	 */
	void download(FlightCall call, Ticket ticket, @Nullable FlightDescriptor asked, FlightSink output)
			throws Exception {
		byte[] bytes = ticket.getBytes();
		RawTickets.Match raw = this.rawTickets.find(bytes);
		if (raw != null && this.access.checkTicket(call, target(raw))) {
			this.invoker.download(raw.handler(), invocation(call, raw).ticket(ticket, null).output(output).build());
			return;
		}
		if (this.tickets.acceptPaths() && !TicketCodec.isSigned(bytes)) {
			downloadRows(call, FlightRouter.pathTicket(bytes), ticket, null, output);
			return;
		}
		FlightTicket verified = this.tickets.verify(bytes, call);
		checkFlight(verified, asked);
		try (DownloadsByTicket.Registration running = this.tickets.use(verified, call)) {
			if (verified.purpose() != FlightTicket.Purpose.FLIGHT) {
				downloadSegment(call, verified, output);
				return;
			}
			downloadRows(call, verified.flight().toDescriptor(), ticket, verified.partition(), output);
		}
	}

	void downloadFlight(FlightCall call, FlightDescriptor descriptor, FlightSink output) throws Exception {
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.DO_GET);
		this.invoker.download(route.handler(), route.invocation(call).output(output).build());
	}

	/**
	 * Check a ticket like a download does, without downloading.
	 */
	void check(FlightCall call, Ticket ticket, FlightDescriptor asked) {
		byte[] bytes = ticket.getBytes();
		RawTickets.Match raw = this.rawTickets.find(bytes);
		if (raw != null && this.access.checkTicket(call, target(raw))) {
			return;
		}
		if (this.tickets.acceptPaths() && !TicketCodec.isSigned(bytes)) {
			this.router.route(call, FlightRouter.pathTicket(bytes), FlightRpc.DO_GET);
			return;
		}
		FlightTicket verified = this.tickets.verify(bytes, call);
		checkFlight(verified, asked);
		this.router.permit(call, verified.flight().toDescriptor(), FlightRpc.DO_GET);
	}

	private void checkFlight(FlightTicket ticket, @Nullable FlightDescriptor asked) {
		if (asked == null) {
			return;
		}
		FlightTarget expected = this.access.target(FlightRpc.DO_GET, asked);
		FlightTarget actual = this.access.target(FlightRpc.DO_GET, ticket.flight().toDescriptor());
		if (!expected.equals(actual)) {
			throw CallStatus.INVALID_ARGUMENT.withDescription("The ticket is for another flight").toRuntimeException();
		}
	}

	private void downloadSegment(FlightCall call, FlightTicket ticket, FlightSink output) throws Exception {
		this.router.permit(call, ticket.flight().toDescriptor(), FlightRpc.DO_GET);
		this.router.name(call, ticket.flight().toDescriptor());
		if (ticket.purpose() != FlightTicket.Purpose.SEGMENT) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription(
						"The ticket is a descriptor for PollFlightInfo: use a ticket of the endpoints of the info")
				.toRuntimeException();
		}
		this.queries.downloadSegment(call, ticket, output);
	}

	/**
	 * The target of a raw ticket: the path with the values of its variables, or the
	 * command of its handler.
	 */
	private FlightTarget target(RawTickets.Match raw) {
		FlightPathPattern path = raw.handler().mapping().path();
		return (path != null)
				? this.access.target(FlightRpc.DO_GET, FlightDescriptor.path(path.expand(raw.variables())))
				: this.access.target(raw.handler().mapping());
	}

	private FlightInvocation.Builder invocation(FlightCall call, RawTickets.Match raw) {
		FlightMappingInfo mapping = raw.handler().mapping();
		FlightInvocation.Builder invocation = FlightInvocation.of(call).pathVariables(raw.variables());
		if (mapping.path() != null) {
			return invocation.descriptor(FlightDescriptor.path(mapping.path().expand(raw.variables())));
		}
		if (mapping.command() == null) {
			return invocation.command(raw.message());
		}
		// a text ticket means the command without a body
		byte[] bare = mapping.command().getBytes(StandardCharsets.UTF_8);
		CommandMessage message = raw.message();
		return invocation.descriptor(FlightDescriptor.command(bare))
			.command((message != null) ? message : this.access.commands().decode(bare));
	}

	private void downloadRows(FlightCall call, FlightDescriptor descriptor, Ticket ticket, byte @Nullable [] partition,
			FlightSink output) throws Exception {
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.DO_GET);
		if (route.handler().mapping().isQuery()) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("The flight is a query: its tickets come from GetFlightInfo or PollFlightInfo")
				.toRuntimeException();
		}
		this.invoker.download(route.handler(), route.invocation(call).ticket(ticket, partition).output(output).build());
	}

	void checkPut(FlightCall call, FlightDescriptor descriptor) {
		this.router.route(call, descriptor, FlightRpc.DO_PUT);
	}

	void put(FlightCall call, FlightDescriptor descriptor, FlightReader input, Consumer<byte[]> results)
			throws Exception {
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.DO_PUT);
		checkSchema(route.handler().mapping().schemaType(), input);
		this.invoker.invoke(route.handler(),
				route.invocation(call)
					.input(input)
					.emitter((result) -> results.accept(this.bodies.write(result)))
					.build());
	}

	/**
	 * @throws io.github.flightspring.arrow.RecordMappingException if the schema of the
	 * upload is not that of the declared type
	 */
	private static void checkSchema(@Nullable Class<?> declared, FlightReader input) throws IOException {
		if (declared != null) {
			RecordMapper.of(declared).requireColumns(input.getVectorSchemaRoot(), input);
		}
	}

	void exchange(FlightCall call, FlightReader input, FlightSink output) throws Exception {
		FlightRoute route = this.router.route(call, input.getDescriptor(), FlightRpc.DO_EXCHANGE);
		this.invoker.invoke(route.handler(), route.invocation(call).input(input).output(output).build());
	}

}
