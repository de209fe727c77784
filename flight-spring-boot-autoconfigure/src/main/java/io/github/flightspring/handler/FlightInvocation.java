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

package io.github.flightspring.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.command.CommandMessage;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a handler method: the call, its request, the reader of its input and
 * the sink of its output. Parts that the RPC does not have are {@code null}.
 */
public final class FlightInvocation {

	private final FlightCall call;

	private final Map<String, String> pathVariables;

	private final @Nullable CommandMessage command;

	private final @Nullable FlightDescriptor descriptor;

	private final @Nullable Ticket ticket;

	private final byte @Nullable [] partition;

	private final @Nullable Criteria criteria;

	private final @Nullable Action action;

	private final @Nullable FlightReader input;

	private final @Nullable FlightSink output;

	private final Consumer<@Nullable Object> emitter;

	private final Map<Class<?>, Object> parts;

	private final boolean schemaOnly;

	private FlightInvocation(Builder builder) {
		this.call = builder.call;
		this.pathVariables = builder.pathVariables;
		this.command = builder.command;
		this.descriptor = builder.descriptor;
		this.ticket = builder.ticket;
		this.partition = builder.partition;
		this.criteria = builder.criteria;
		this.action = builder.action;
		this.input = builder.input;
		this.output = builder.output;
		this.emitter = builder.emitter;
		this.parts = Map.copyOf(builder.parts);
		this.schemaOnly = builder.schemaOnly;
	}

	/**
	 * Create a builder for an invocation.
	 * @param call the call
	 * @return a builder
	 */
	public static Builder of(FlightCall call) {
		return new Builder(call);
	}

	/**
	 * The call.
	 * @return the call
	 */
	public FlightCall call() {
		return this.call;
	}

	/**
	 * The values of the path's variables.
	 * @return the values by name, empty if the call has no path
	 */
	public Map<String, String> pathVariables() {
		return this.pathVariables;
	}

	/**
	 * The command.
	 * @return the command, or {@code null}
	 */
	public @Nullable CommandMessage command() {
		return this.command;
	}

	/**
	 * The descriptor that the client sent, or for which its ticket was made.
	 * @return the descriptor, or {@code null}
	 */
	public @Nullable FlightDescriptor descriptor() {
		return this.descriptor;
	}

	/**
	 * The ticket as the client sent it.
	 * @return the ticket, or {@code null}
	 */
	public @Nullable Ticket ticket() {
		return this.ticket;
	}

	/**
	 * The partition value that the ticket carries.
	 * @return the value as JSON, or {@code null} for the whole flight
	 */
	public byte @Nullable [] partition() {
		return this.partition;
	}

	/**
	 * The criteria of ListFlights.
	 * @return the criteria, or {@code null}
	 */
	public @Nullable Criteria criteria() {
		return this.criteria;
	}

	/**
	 * The action of DoAction.
	 * @return the action, or {@code null}
	 */
	public @Nullable Action action() {
		return this.action;
	}

	/**
	 * The reader of the rows that the client uploads.
	 * @return the reader
	 * @throws IllegalStateException if the RPC has none
	 */
	public FlightReader input() {
		return required(this.input, "upload");
	}

	/**
	 * The sink for the rows of the response.
	 * @return the sink
	 * @throws IllegalStateException if the RPC has none
	 */
	public FlightSink output() {
		return required(this.output, "download");
	}

	/**
	 * Whether the method is invoked for the schema of its rows only. Its rows are not
	 * sent, and the method is ended at the first of them.
	 * @return {@code true} if no rows are sent
	 */
	public boolean isSchemaOnly() {
		return this.schemaOnly;
	}

	/**
	 * Send a result that is not rows: a flight's info, or a result of an action or of an
	 * upload. Blocks while the client is not ready to receive it.
	 * @param result the result; {@code null} only where the RPC allows an empty one
	 */
	public void emit(@Nullable Object result) {
		this.emitter.accept(result);
	}

	/**
	 * Return an additional part that only some kinds of calls have, such as the progress
	 * of a query.
	 * @param type the type of the part
	 * @param <T> the type of the part
	 * @return the part
	 */
	public <T> T part(Class<T> type) {
		return type.cast(required(this.parts.get(type), type.getSimpleName()));
	}

	private <T> T required(@Nullable T value, String what) {
		if (value == null) {
			throw new IllegalStateException("%s has no %s".formatted(this.call.rpc().methodName(), what));
		}
		return value;
	}

	/**
	 * The builder of an invocation.
	 */
	public static final class Builder {

		private final FlightCall call;

		private Map<String, String> pathVariables = Map.of();

		private @Nullable CommandMessage command;

		private @Nullable FlightDescriptor descriptor;

		private @Nullable Ticket ticket;

		private byte @Nullable [] partition;

		private @Nullable Criteria criteria;

		private @Nullable Action action;

		private @Nullable FlightReader input;

		private @Nullable FlightSink output;

		private final Map<Class<?>, Object> parts = new HashMap<>();

		private boolean schemaOnly;

		private Consumer<@Nullable Object> emitter = (result) -> {
			throw new IllegalStateException("The call takes no results");
		};

		private Builder(FlightCall call) {
			this.call = Objects.requireNonNull(call);
		}

		/**
		 * Set the values of the path's variables.
		 * @param pathVariables the values by name
		 * @return this builder
		 */
		public Builder pathVariables(Map<String, String> pathVariables) {
			this.pathVariables = pathVariables;
			return this;
		}

		/**
		 * Set the command.
		 * @param command the command, or {@code null}
		 * @return this builder
		 */
		public Builder command(@Nullable CommandMessage command) {
			this.command = command;
			return this;
		}

		/**
		 * Invoke the method for the schema of its rows only.
		 * @return this builder
		 */
		public Builder schemaOnly() {
			this.schemaOnly = true;
			return this;
		}

		/**
		 * Set the descriptor.
		 * @param descriptor the descriptor, or {@code null}
		 * @return this builder
		 */
		public Builder descriptor(@Nullable FlightDescriptor descriptor) {
			this.descriptor = descriptor;
			return this;
		}

		/**
		 * Set the ticket and the partition that it carries.
		 * @param ticket the ticket as the client sent it, or {@code null}
		 * @param partition the partition value as JSON, or {@code null}
		 * @return this builder
		 */
		public Builder ticket(@Nullable Ticket ticket, byte @Nullable [] partition) {
			this.ticket = ticket;
			this.partition = partition;
			return this;
		}

		/**
		 * Set the criteria.
		 * @param criteria the criteria
		 * @return this builder
		 */
		public Builder criteria(Criteria criteria) {
			this.criteria = criteria;
			return this;
		}

		/**
		 * Set the action.
		 * @param action the action
		 * @return this builder
		 */
		public Builder action(Action action) {
			this.action = action;
			return this;
		}

		/**
		 * Set the reader of the client's rows.
		 * @param input the reader
		 * @return this builder
		 */
		public Builder input(FlightReader input) {
			this.input = input;
			return this;
		}

		/**
		 * Set the sink for the rows of the response.
		 * @param output the sink
		 * @return this builder
		 */
		public Builder output(FlightSink output) {
			this.output = output;
			return this;
		}

		/**
		 * Set the consumer of results other than rows.
		 * @param emitter the consumer of each result
		 * @return this builder
		 */
		public Builder emitter(Consumer<@Nullable Object> emitter) {
			this.emitter = emitter;
			return this;
		}

		/**
		 * Add an additional part that this kind of call has.
		 * @param type the parameter type that requests the part
		 * @param part the part
		 * @param <T> the type of the part
		 * @return this builder
		 */
		public <T> Builder part(Class<T> type, T part) {
			this.parts.put(type, part);
			return this;
		}

		/**
		 * Build the invocation.
		 * @return the invocation
		 */
		public FlightInvocation build() {
			return new FlightInvocation(this);
		}

	}

}
