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

package io.github.flightspring.handler.query;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.mapping.FlightMappingInfo.Execution;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightOutput;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.FlightTickets;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.TicketIssuer;
import io.github.flightspring.handler.thread.ResumingExecutor;
import io.github.flightspring.query.engine.Query;
import io.github.flightspring.query.engine.QueryRequest;
import io.github.flightspring.query.engine.QuerySnapshot;
import io.github.flightspring.query.engine.Segment;
import io.github.flightspring.query.engine.StoredResult;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The RPCs of the queries that run on this instance.
 */
final class QueryRpcs implements FlightQueries {

	private static final Duration CANCEL_PATIENCE = Duration.ofMillis(500);

	// a poll answers before the deadline of its client: a state without a change is worth
	// more than an error
	private static final Duration ANSWER_TIME = Duration.ofMillis(100);

	private final QueryEngine engine;

	private final QueryStarts starts;

	private final FlightRouter router;

	private final FlightTickets tickets;

	private final HandlerAccess handlerAccess;

	private final QueryInfos infos;

	private final ResumingExecutor resumer;

	private final DownloadedQueries downloaded = new DownloadedQueries();

	QueryRpcs(QueryEngine engine, FlightRouter router, FlightInvoker invoker, FlightTickets tickets,
			TicketIssuer issuer, HandlerAccess handlerAccess) {
		this.engine = engine;
		this.starts = new QueryStarts(engine, invoker, handlerAccess);
		this.router = router;
		this.tickets = tickets;
		this.handlerAccess = handlerAccess;
		this.infos = new QueryInfos(issuer);
		this.resumer = new ResumingExecutor(engine.threads().callbacks());
	}

	@Override
	public CompletableFuture<FlightInfo> describe(FlightCall call, FlightRoute route) throws Exception {
		Query query = this.starts.start(call, route);
		FlightTicket ticket = ticket(query, route.descriptor(), call);
		return ended(call, route, query).thenApply((state) -> this.infos.info(state, ticket));
	}

	@Override
	public CompletableFuture<FlightInfo> describePolled(FlightCall call, FlightDescriptor polled) throws Exception {
		FlightTicket ticket = polled(call, polled);
		return await(call, query(ticket), Query.END, null).thenApply((state) -> this.infos.info(state, ticket));
	}

	@Override
	public void download(FlightCall call, FlightRoute route, FlightOutput output) throws Exception {
		SameRequest download = new SameRequest(TicketIssuer.reference(route.descriptor()),
				FlightTickets.principal(call), call.parameters());
		String known = output.isResumed() ? this.downloaded.find(download, output::isNamed) : null;
		Query found = (known != null) ? this.engine.queries().find(known) : null;
		if (found != null && found.snapshot().failure() != null) {
			// a failed query has no result, and a new run may succeed
			found = null;
		}
		if (found != null) {
			this.handlerAccess.check(call, route);
		}
		Query query = (found != null) ? found : this.starts.start(call, route);
		List<Segment> segments = Futures.await(ended(call, route, query)).segments();
		StoredResult result = new StoredResult(query.id(), segments, this.engine.queries().isCompressed());
		this.downloaded.begin(download, query.id());
		if (!output.take(result, found != null)) {
			copy(call, segments, output);
			this.downloaded.end(download, query.id());
		}
		else if (result.isCopiedToEnd()) {
			this.downloaded.end(download, query.id());
		}
	}

	private static void copy(FlightCall call, List<Segment> segments, FlightOutput output) throws IOException {
		for (Segment segment : segments) {
			try (ArrowReader reader = segment.open(call.allocator())) {
				copy(reader, output);
			}
		}
	}

	private static void copy(ArrowReader reader, FlightSink output) throws IOException {
		VectorSchemaRoot root = reader.getVectorSchemaRoot();
		output.start(root, reader);
		while (reader.loadNextBatch()) {
			output.write(root);
		}
	}

	private CompletableFuture<QuerySnapshot> ended(FlightCall call, FlightRoute route, Query query) {
		CompletableFuture<QuerySnapshot> end = await(call, query, Query.END, null);
		if (!end.isDone() && route.handler().mapping().execution() == Execution.AS_QUERY) {
			// no other client knows the query
			call.onCancel(() -> this.resumer.execute(() -> cancelRunning(query)));
		}
		return end;
	}

	/**
	 * Cancel a query that still runs. The result of a query that has ended is kept, so
	 * that an interrupted download can be resumed. If the query ends at this moment, it
	 * is cancelled even so, which is safe because no download has begun.
	 */
	private void cancelRunning(Query query) {
		if (!query.snapshot().done()) {
			this.engine.queries().cancel(query, CallStatus.CANCELLED.withDescription("The client cancelled the call"));
		}
	}

	/**
	 * Wait for a change without blocking a thread. The wait ends with the call.
	 */
	private CompletableFuture<QuerySnapshot> await(FlightCall call, Query query, int seen, @Nullable Duration timeout) {
		CompletableFuture<QuerySnapshot> change = this.engine.queries()
			.await(query, seen, FlightTickets.principal(call), timeout);
		if (change.isDone()) {
			return change.thenApply(QueryRpcs::good);
		}
		call.onCancel(() -> change.cancel(false));
		return change.thenApplyAsync(QueryRpcs::good, this.resumer);
	}

	@Override
	public CompletableFuture<Schema> schemaOfPolled(FlightCall call, FlightDescriptor polled) throws Exception {
		FlightTicket ticket = polled(call, polled);
		Query query = query(ticket);
		Schema declared = (good(query.snapshot()).schema() == null) ? declared(ticket) : null;
		return (declared != null) ? CompletableFuture.completedFuture(declared) : schema(call, query, -1);
	}

	private CompletableFuture<Schema> schema(FlightCall call, Query query, int seen) {
		return await(call, query, seen, null).thenCompose((state) -> (state.schema() != null)
				? CompletableFuture.completedFuture(state.schema()) : schema(call, query, state.version()));
	}

	@Override
	public PollInfo poll(FlightCall call, FlightRoute route) throws Exception {
		QueryRequest request = QueryStarts.request(call, route);
		Query query = this.starts.start(call, route, request);
		QuerySnapshot state = good(query.snapshot());
		FlightTicket ticket = ticket(query, route.descriptor(), call);
		boolean started = query.id().equals(request.id());
		Schema declared = route.handler().schema();
		// even if the query was fast: the client that starts a query polls again
		return (state.done() && !started) ? this.infos.end(state, ticket) : this.infos.poll(state, ticket, declared);
	}

	@Override
	public CompletableFuture<PollInfo> pollAgain(FlightCall call, FlightDescriptor polled) throws Exception {
		FlightTicket ticket = polled(call, polled);
		return await(call, query(ticket), ticket.index(), pollTimeout(call)).thenApply((state) -> state.done()
				? this.infos.end(state, ticket) : this.infos.poll(state, ticket, declared(ticket)));
	}

	/**
	 * The schema of a query, if it is known before the rows.
	 */
	private @Nullable Schema declared(FlightTicket ticket) {
		FlightRoute route = this.router.findOrNull(ticket.flight().toDescriptor(), FlightRpc.DO_GET);
		return (route != null) ? route.handler().schema() : null;
	}

	private Duration pollTimeout(FlightCall call) {
		Duration timeout = this.engine.pollTimeout();
		Duration remaining = call.timeRemaining();
		if (remaining == null || remaining.compareTo(timeout) > 0) {
			return timeout;
		}
		Duration margin = remaining.dividedBy(4);
		return remaining.minus((margin.compareTo(ANSWER_TIME) < 0) ? margin : ANSWER_TIME);
	}

	private static FlightTicket ticket(Query query, FlightDescriptor descriptor, FlightCall call) {
		return FlightTicket.of(TicketIssuer.reference(descriptor))
			.withId(query.id())
			.withPrincipal(FlightTickets.principal(call));
	}

	private FlightTicket polled(FlightCall call, FlightDescriptor descriptor) throws Exception {
		FlightTicket ticket = PollDescriptors.verify(this.tickets, descriptor, call);
		this.router.permit(call, ticket.flight().toDescriptor(), call.rpc());
		this.router.name(call, ticket.flight().toDescriptor());
		if (ticket.purpose() != FlightTicket.Purpose.POLL) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("The descriptor is a ticket: use the descriptor of the PollInfo or of the flight")
				.toRuntimeException();
		}
		this.handlerAccess.check(call, ticket);
		return ticket;
	}

	private Query query(FlightTicket ticket) {
		Query query = this.engine.queries().find(ticket.id());
		if (query == null) {
			throw unknown(ticket.id());
		}
		return query;
	}

	private FlightRuntimeException unknown(String id) {
		if (this.engine.queries().isElsewhere(id)) {
			return CallStatus.UNAVAILABLE
				.withDescription("Another instance of the server has the query: send the calls for it to that instance")
				.toRuntimeException();
		}
		return CallStatus.NOT_FOUND
			.withDescription("The query has expired, or was run by a server that has stopped: start it again")
			.toRuntimeException();
	}

	private static QuerySnapshot good(QuerySnapshot state) {
		CallStatus failure = state.failure();
		if (failure != null) {
			throw failure.toRuntimeException();
		}
		return state;
	}

	@Override
	public void checkKnown(FlightTicket ticket) {
		good(query(ticket).snapshot());
	}

	@Override
	public void downloadSegment(FlightCall call, FlightTicket ticket, FlightSink output) throws Exception {
		this.handlerAccess.check(call, ticket);
		Query query = query(ticket);
		List<Segment> segments = good(query.snapshot()).segments();
		if (ticket.index() >= segments.size()) {
			throw CallStatus.NOT_FOUND.withDescription("The query has no such segment").toRuntimeException();
		}
		Segment segment = segments.get(ticket.index());
		if (output instanceof FlightOutput whole && whole.take(new StoredResult(ticket.id() + "-" + ticket.index(),
				List.of(segment), this.engine.queries().isCompressed()), true)) {
			return;
		}
		try (ArrowReader reader = open(segment, query, call)) {
			copy(reader, output);
		}
	}

	private static ArrowReader open(Segment segment, Query query, FlightCall call) throws IOException {
		try {
			return segment.open(call.allocator());
		}
		catch (IOException ex) {
			if (query.isResultGone()) {
				// the result expired or the query was cancelled in the meantime
				good(query.snapshot());
				throw CallStatus.CANCELLED.withDescription("The query has ended, and its result is gone")
					.toRuntimeException();
			}
			throw ex;
		}
	}

	@Override
	public CancelStatus cancel(FlightTicket ticket) throws InterruptedException {
		Query query = query(ticket);
		if (query.snapshot().failure() != null && !query.isCancelled()) {
			// the query itself has failed, which its polls report
			return CancelStatus.NOT_CANCELLABLE;
		}
		this.engine.queries().cancel(query, CallStatus.CANCELLED.withDescription("The query was cancelled"));
		return query.awaitFinished(CANCEL_PATIENCE) ? CancelStatus.CANCELLED : CancelStatus.CANCELLING;
	}

	@Override
	public Instant renew(FlightTicket ticket, @Nullable Instant wanted) {
		return this.engine.queries().renew(query(ticket), wanted);
	}

	/**
	 * The key of identical requests.
	 *
	 * @param flight the flight
	 * @param principal the name of the caller, or {@code null} for an anonymous caller
	 * @param parameters the request's parameters
	 */
	record SameRequest(FlightRef flight, @Nullable String principal, Map<String, List<String>> parameters) {

	}

}
