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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.query.FlightQueriesFactory;
import io.github.flightspring.handler.query.Futures;
import io.github.flightspring.handler.routing.DispatchedCall;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightOutput;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of Flight's RPCs to the application's handlers. A transport calls it on
 * a thread that may block, with a source and a sink. The transport translates the
 * exceptions that it throws to a status by
 * {@link io.github.flightspring.handler.error.FlightExceptionTranslator}.
 */
public final class FlightDispatcher {

	private final FlightInfos infos;

	private final FlightList list;

	private final FlightTransfers transfers;

	private final FlightActions actions;

	private final FlightRouter router;

	private final FlightDownloads downloads;

	/**
	 * Create a dispatcher.
	 * @param mapping the handlers
	 * @param invoker the invoker of the handlers
	 * @param access the authorization of callers
	 * @param bodies the writer of results
	 * @param issuer the issuer of tickets
	 * @param tickets the verification of tickets
	 * @param factory the factory of the queries
	 * @param actions the actions of the Flight format that are served in addition to
	 * those for cancellation and renewal
	 */
	public FlightDispatcher(FlightHandlerMapping mapping, FlightInvoker invoker, FlightAccess access,
			MessageBodies bodies, TicketIssuer issuer, FlightTickets tickets, FlightQueriesFactory factory,
			List<BuiltInAction> actions) {
		FlightRouter router = new FlightRouter(mapping, access);
		HandlerAccess handlerAccess = new HandlerAccess(router, invoker, access);
		FlightQueries queries = factory.create(router, invoker, tickets, issuer, handlerAccess);
		this.infos = new FlightInfos(router, invoker, access, issuer, queries, handlerAccess);
		this.list = new FlightList(mapping, router, invoker, access, issuer, handlerAccess, this.infos);
		this.transfers = new FlightTransfers(mapping, router, invoker, access, tickets, queries, bodies);
		this.router = router;
		this.downloads = new FlightDownloads(router, this.infos, this.transfers, queries, handlerAccess);
		List<BuiltInAction> builtIn = new ArrayList<>(actions);
		builtIn
			.add(new CancelFlightInfoAction(router, invoker, tickets, queries, handlerAccess, mapping::isCancellable));
		builtIn.add(new RenewFlightEndpointAction(router, invoker, tickets, issuer, queries, handlerAccess,
				() -> mapping.isRenewable() || issuer.isExpiring()));
		this.actions = new FlightActions(mapping.actions(), builtIn, invoker, access, bodies);
	}

	/**
	 * List flights.
	 * @param call the call
	 * @param criteria the criteria; an empty expression selects all flights
	 * @param listener the consumer of each flight
	 * @throws Exception if a handler fails
	 */
	public void listFlights(FlightCall call, Criteria criteria, Consumer<FlightInfo> listener) throws Exception {
		this.list.list(call, criteria, listener);
	}

	/**
	 * Return the info of a flight. Blocks until it is available.
	 * @param call the call
	 * @param descriptor the flight
	 * @return the info
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public FlightInfo getFlightInfo(FlightCall call, FlightDescriptor descriptor) throws Exception {
		return Futures.await(requestFlightInfo(call, descriptor));
	}

	/**
	 * Return the info of a flight. A call for a query waits without a thread.
	 * @param call the call
	 * @param descriptor the flight
	 * @return the future info. It completes on a thread that must not block, and is
	 * cancelled with the call
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public CompletableFuture<FlightInfo> requestFlightInfo(FlightCall call, FlightDescriptor descriptor)
			throws Exception {
		return this.infos.info(call, descriptor);
	}

	/**
	 * Return the info of a flight so far. The call waits for a change without a thread.
	 * @param call the call
	 * @param descriptor the flight, or the descriptor from the last answer
	 * @return the future info so far. It completes on a thread that must not block, and
	 * is cancelled with the call
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public CompletableFuture<PollInfo> requestPollInfo(FlightCall call, FlightDescriptor descriptor) throws Exception {
		return this.infos.poll(call, descriptor);
	}

	/**
	 * Return the schema of a flight. Blocks until it is available.
	 * @param call the call
	 * @param descriptor the flight
	 * @return the schema in message format
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public Schema getSchema(FlightCall call, FlightDescriptor descriptor) throws Exception {
		return Futures.await(requestSchema(call, descriptor));
	}

	/**
	 * Return the schema of a flight. A call for a running query waits without a thread.
	 * @param call the call
	 * @param descriptor the flight
	 * @return the future schema in message format. It completes on a thread that must not
	 * block, and is cancelled with the call
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public CompletableFuture<Schema> requestSchema(FlightCall call, FlightDescriptor descriptor) throws Exception {
		return this.infos.schema(call, descriptor);
	}

	/**
	 * Send the rows behind a ticket.
	 * @param call the call
	 * @param ticket the ticket
	 * @param output the sink of the rows
	 * @throws Exception if the ticket is refused or a handler fails
	 */
	public void doGet(FlightCall call, Ticket ticket, FlightSink output) throws Exception {
		this.transfers.download(call, ticket, null, output);
	}

	/**
	 * Send all rows of a flight.
	 * @param call the call
	 * @param descriptor the flight
	 * @param output the sink of the rows
	 * @throws Exception if there is no such flight or a handler fails
	 */
	public void download(DispatchedCall call, FlightDescriptor descriptor, FlightOutput output) throws Exception {
		this.downloads.download(descriptor, call, output);
	}

	/**
	 * Send the rows behind a ticket of a flight.
	 * @param call the call
	 * @param descriptor the flight; for a command the name is sufficient
	 * @param ticket the ticket
	 * @param output the sink of the rows
	 * @throws Exception if the ticket is refused or a handler fails
	 */
	public void download(DispatchedCall call, FlightDescriptor descriptor, Ticket ticket, FlightOutput output)
			throws Exception {
		this.transfers.download(call, ticket, descriptor, output);
	}

	/**
	 * Check that the caller may download the rows behind a ticket of a flight, without
	 * running a handler.
	 * @param call the call
	 * @param descriptor the flight; for a command the name is sufficient
	 * @param ticket the ticket
	 */
	public void check(FlightCall call, FlightDescriptor descriptor, Ticket ticket) {
		this.transfers.check(call, ticket, descriptor);
	}

	/**
	 * Find the handler of a flight. The caller's rights are not checked, and there are no
	 * side effects.
	 * @param descriptor the flight
	 * @param rpc the RPC that would be called on the flight
	 * @return the handler, or {@code null}
	 */
	public @Nullable FlightHandlerMethod handler(FlightDescriptor descriptor, FlightRpc rpc) {
		FlightRoute route = this.router.findOrNull(descriptor, rpc);
		return (route != null) ? route.handler() : null;
	}

	/**
	 * Whether a handler serves an RPC of a flight and the caller may use it.
	 * @param call the call
	 * @param descriptor the flight
	 * @param rpc the RPC that would be called on the flight
	 * @return {@code true} if the RPC may be called
	 */
	public boolean serves(FlightCall call, FlightDescriptor descriptor, FlightRpc rpc) {
		return this.router.serves(call, descriptor, rpc);
	}

	/**
	 * Check that the caller may upload to a flight, without running a handler.
	 * @param call the call
	 * @param descriptor the flight
	 * @throws org.apache.arrow.flight.FlightRuntimeException if there is no such upload,
	 * or it is hidden from the caller, or the caller has no right to it
	 */
	public void checkUpload(FlightCall call, FlightDescriptor descriptor) {
		this.transfers.checkPut(call, descriptor);
	}

	/**
	 * Process an upload to a flight that the transport knows already. The rows are not
	 * read before the caller's right is checked.
	 * @param call the call
	 * @param descriptor the flight
	 * @param input the rows
	 * @param results the consumer of the metadata of each result for the client
	 * @throws Exception if no handler serves it or a handler fails
	 */
	public void doPut(FlightCall call, FlightDescriptor descriptor, FlightReader input, Consumer<byte[]> results)
			throws Exception {
		this.transfers.put(call, descriptor, input, results);
	}

	/**
	 * Process an upload.
	 * @param call the call
	 * @param input the rows
	 * @param results the consumer of the metadata of each result for the client
	 * @throws Exception if no handler serves it or a handler fails
	 */
	public void doPut(FlightCall call, FlightReader input, Consumer<byte[]> results) throws Exception {
		this.transfers.put(call, input.getDescriptor(), input, results);
	}

	/**
	 * Process uploaded rows and respond with rows.
	 * @param call the call
	 * @param input the client's rows
	 * @param output the sink of the response
	 * @throws Exception if no handler serves it or a handler fails
	 */
	public void doExchange(FlightCall call, FlightReader input, FlightSink output) throws Exception {
		this.transfers.exchange(call, input, output);
	}

	/**
	 * Run an action.
	 * @param call the call
	 * @param action the action
	 * @param results the consumer of the body of each result
	 * @throws Exception if there is no such action or a handler fails
	 */
	public void doAction(FlightCall call, Action action, Consumer<byte[]> results) throws Exception {
		this.actions.run(call, action, results);
	}

	/**
	 * The types of all actions that are served, of handlers and built-in ones.
	 * @return the types
	 */
	public Set<String> actionTypes() {
		return this.actions.types();
	}

	/**
	 * List the actions.
	 * @param call the call
	 * @return the actions by name
	 */
	public List<ActionType> listActions(FlightCall call) {
		return this.actions.list(call);
	}

}
