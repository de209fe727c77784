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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightPoll;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.HandlerAccess;
import io.github.flightspring.handler.routing.SchemaProbe;
import io.github.flightspring.handler.routing.TicketIssuer;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The infos and schemas of flights. They come from the handlers for these RPCs, or are
 * derived from the handler that serves the rows.
 */
final class FlightInfos {

	private final FlightRouter router;

	private final FlightInvoker invoker;

	private final FlightAccess access;

	private final TicketIssuer tickets;

	private final FlightQueries queries;

	private final HandlerAccess handlerAccess;

	FlightInfos(FlightRouter router, FlightInvoker invoker, FlightAccess access, TicketIssuer tickets,
			FlightQueries queries, HandlerAccess handlerAccess) {
		this.router = router;
		this.invoker = invoker;
		this.access = access;
		this.tickets = tickets;
		this.queries = queries;
		this.handlerAccess = handlerAccess;
	}

	CompletableFuture<FlightInfo> info(FlightCall call, FlightDescriptor descriptor) throws Exception {
		if (FlightQueries.isPolled(descriptor)) {
			return this.queries.describePolled(call, descriptor);
		}
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.GET_FLIGHT_INFO, FlightRpc.DO_GET);
		return route.handler().mapping().isQuery() ? this.queries.describe(call, route)
				: CompletableFuture.completedFuture(now(call, route));
	}

	/**
	 * Create the info of a flight that is not a query.
	 */
	FlightInfo now(FlightCall call, FlightRoute route) throws Exception {
		if (route.handler().mapping().rpc() == FlightRpc.GET_FLIGHT_INFO) {
			this.handlerAccess.checkDescribed(call, route.descriptor());
			return info(answer(call, route), route.descriptor(), call);
		}
		return this.tickets.issue(Flight.of(derivedSchema(call, route)), route.descriptor(), call,
				route.handler().mapping().expiresAfter());
	}

	CompletableFuture<PollInfo> poll(FlightCall call, FlightDescriptor descriptor) throws Exception {
		if (FlightQueries.isPolled(descriptor)) {
			return this.queries.pollAgain(call, descriptor);
		}
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.POLL_FLIGHT_INFO, FlightRpc.GET_FLIGHT_INFO,
				FlightRpc.DO_GET);
		if (route.handler().mapping().isQuery()) {
			return CompletableFuture.completedFuture(this.queries.poll(call, route));
		}
		if (route.handler().mapping().rpc() != FlightRpc.POLL_FLIGHT_INFO) {
			return info(call, descriptor).thenApply(FlightInfos::complete);
		}
		this.handlerAccess.checkDescribed(call, descriptor);
		Object answer = answer(call, route);
		return CompletableFuture.completedFuture(poll(answer, descriptor, call));
	}

	private PollInfo poll(Object answer, FlightDescriptor requested, FlightCall call) {
		if (answer instanceof PollInfo poll) {
			return poll;
		}
		if (!(answer instanceof FlightPoll poll)) {
			return complete(info(answer, requested, call));
		}
		FlightInfo info = info(poll.flight(), requested, call, poll.isRunning());
		FlightDescriptor next = (poll.next() != null) ? poll.next() : requested;
		return new PollInfo(info, poll.isRunning() ? next : null, poll.progress(), poll.expiresAt());
	}

	private static PollInfo complete(FlightInfo info) {
		return new PollInfo(info, null, 1.0, null);
	}

	CompletableFuture<Schema> schema(FlightCall call, FlightDescriptor descriptor) throws Exception {
		if (FlightQueries.isPolled(descriptor)) {
			return this.queries.schemaOfPolled(call, descriptor);
		}
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.GET_SCHEMA, FlightRpc.GET_FLIGHT_INFO,
				FlightRpc.DO_GET);
		return switch (route.handler().mapping().rpc()) {
			case GET_SCHEMA -> {
				this.handlerAccess.checkDescribed(call, descriptor);
				yield CompletableFuture.completedFuture(schema(answer(call, route)));
			}
			case GET_FLIGHT_INFO -> info(call, descriptor).thenApply((info) -> info.getSchemaOptional()
				.orElseThrow(() -> CallStatus.NOT_FOUND.withDescription("The flight's info has no schema")
					.toRuntimeException()));
			default -> CompletableFuture.completedFuture(derivedSchema(call, route));
		};
	}

	private static Schema schema(Object answer) {
		if (answer instanceof Schema schema) {
			return schema;
		}
		return (answer instanceof SchemaResult result) ? result.getSchema()
				: RecordMapper.of((Class<?>) answer).schema();
	}

	FlightInfo info(@Nullable Object answer, @Nullable FlightDescriptor requested, FlightCall call) {
		return info(answer, requested, call, false);
	}

	private FlightInfo info(@Nullable Object answer, @Nullable FlightDescriptor requested, FlightCall call,
			boolean running) {
		if (answer instanceof FlightInfo info) {
			return info;
		}
		if (!(answer instanceof Flight flight)) {
			throw new IllegalStateException("A handler answered with %s instead of a flight".formatted(answer));
		}
		FlightDescriptor descriptor = (flight.descriptor() != null) ? flight.descriptor() : requested;
		if (descriptor == null) {
			throw new IllegalStateException(
					"A flight in ListFlights has no descriptor. Set it with Flight.path(…) or Flight.command(…)");
		}
		checkPath(descriptor);
		FlightRoute rows = this.router.findOrNull(descriptor, FlightRpc.DO_GET);
		Duration declared = (rows != null) ? rows.handler().mapping().expiresAfter() : null;
		return running ? this.tickets.issueRunning(flight, descriptor, call, declared)
				: this.tickets.issue(flight, descriptor, call, declared);
	}

	/**
	 * Check the path of a handler's answer. An invalid path is an error of the server and
	 * not of the client.
	 */
	static void checkPath(FlightDescriptor descriptor) {
		try {
			TicketIssuer.reference(descriptor);
		}
		catch (FlightRuntimeException ex) {
			throw new IllegalStateException(
					"A handler answered with a flight whose path is none: " + ex.status().description());
		}
	}

	Object answer(FlightCall call, FlightRoute route) throws Exception {
		AtomicReference<@Nullable Object> answer = new AtomicReference<>();
		this.invoker.invoke(route.handler(), route.invocation(call).emitter(answer::set).build());
		Object value = answer.get();
		if (value == null) {
			throw new IllegalStateException(route.handler() + " returned null");
		}
		return value;
	}

	/**
	 * Start the output of a flight without endpoints, which has no rows.
	 */
	void start(FlightInfo info, FlightCall call, FlightSink output) {
		Schema schema = info.getSchemaOptional()
			.orElseThrow(() -> CallStatus.NOT_FOUND.withDescription("The flight has neither endpoints nor a schema")
				.toRuntimeException());
		try (VectorSchemaRoot none = VectorSchemaRoot.create(plain(schema), call.allocator())) {
			output.start(none, null);
		}
	}

	private static Schema plain(Schema schema) {
		return new Schema(schema.getFields().stream().map(FlightInfos::plain).toList(), schema.getCustomMetadata());
	}

	private static Field plain(Field field) {
		return new Field(field.getName(), new FieldType(field.isNullable(), field.getType(), null, field.getMetadata()),
				field.getChildren().stream().map(FlightInfos::plain).toList());
	}

	Schema derivedSchema(FlightCall call, FlightRoute route) throws Exception {
		Schema known = route.handler().schema();
		if (known != null && !this.access.isGuarded(route.handler())) {
			return known;
		}
		SchemaProbe probe = new SchemaProbe();
		try {
			if (known == null || !this.handlerAccess.checkRules(call, route)) {
				this.handlerAccess.open(call, route, probe);
			}
		}
		catch (Exception | Error ex) {
			// usually the probe's own exception, which a handler may have wrapped
			if (probe.schema() == null && (known == null || this.access.isRefusal(ex))) {
				throw ex;
			}
		}
		Schema schema = (probe.schema() != null) ? probe.schema() : known;
		if (schema == null) {
			throw new IllegalStateException("%s sent nothing that tells its schema. Declare it with @%s(schema = …)"
				.formatted(route.handler(), route.handler().mapping().isQuery() ? "FlightQuery" : "DoGet"));
		}
		return schema;
	}

}
