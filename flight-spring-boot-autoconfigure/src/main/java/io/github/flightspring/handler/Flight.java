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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.github.flightspring.arrow.RecordMapper;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Location;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The description of a flight, returned by
 * {@link io.github.flightspring.annotation.GetFlightInfo GetFlightInfo} and
 * {@link io.github.flightspring.annotation.ListFlights ListFlights} methods. The starter
 * creates the {@code FlightInfo} from it, with one endpoint and one signed ticket per
 * partition.
 * <p>
 * By default a flight has one endpoint. Its locations are
 * {@code flight.server.advertised-location}, or none. Without locations a client uses its
 * existing connection. The totals are unknown. The endpoints have no order, and no expiry
 * other than {@code flight.ticket.time-to-live}.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#downloading-data">Arrow
 * Flight, Downloading Data</a>
 */
public final class Flight {

	private final Schema schema;

	private final List<Partition> partitions = new ArrayList<>();

	private @Nullable String id;

	private @Nullable Partition endpoint;

	private @Nullable FlightDescriptor descriptor;

	private long totalRecords = -1;

	private long totalBytes = -1;

	private boolean ordered;

	private byte @Nullable [] appMetadata;

	private @Nullable List<Object> metadata;

	private @Nullable Duration expiresAfter;

	private List<Location> locations = Collections.emptyList();

	private Flight(Schema schema) {
		this.schema = schema;
	}

	/**
	 * Describe a flight of the given schema.
	 * @param schema the schema, in message format: a dictionary-encoded field has the
	 * type of its values
	 * @return the flight
	 */
	public static Flight of(Schema schema) {
		return new Flight(schema);
	}

	/**
	 * Describe a flight of the rows of a type.
	 * @param rowType the type: a record, or a class or an interface with properties
	 * @return the flight
	 * @throws io.github.flightspring.arrow.UnmappableRecordException if the type cannot
	 * be mapped to Arrow
	 */
	public static Flight of(Class<?> rowType) {
		return new Flight(RecordMapper.of(rowType).schema());
	}

	/**
	 * Set the path that identifies the flight. Needed in a
	 * {@link io.github.flightspring.annotation.ListFlights ListFlights} method only:
	 * elsewhere the descriptor is the one in the client's request.
	 * @param segments the full path, one string per segment
	 * @return this flight
	 */
	public Flight path(String... segments) {
		this.descriptor = FlightDescriptor.path(segments);
		return this;
	}

	/**
	 * Set the command that identifies the flight, see {@link #path}.
	 * @param command the command as a client would send it
	 * @return this flight
	 */
	public Flight command(byte[] command) {
		this.descriptor = FlightDescriptor.command(command);
		return this;
	}

	/**
	 * Set an id by which the application can cancel the flight, see
	 * {@link FlightCancellation}. All infos that are issued with one id are cancelled
	 * together and renewed together, by the application or by a client. By default each
	 * info has an id of its own.
	 * @param id the id, which is not sent to clients
	 * @return this flight
	 */
	public Flight id(String id) {
		this.id = id;
		return this;
	}

	/**
	 * Add a partition: an endpoint whose ticket carries the given value. The DoGet
	 * handler gets it as its {@link io.github.flightspring.annotation.FlightPartition}
	 * parameter.
	 * @param value the value: a record, or another type that can be written to JSON and
	 * read from it
	 * @return this flight
	 */
	public Flight partition(Object value) {
		return partition(value, (partition) -> {
		});
	}

	/**
	 * Add a partition with locations, expiry or metadata of its own.
	 * @param value the value: a record, or another type that can be written to JSON and
	 * read from it
	 * @param customizer sets the values that differ from the flight's defaults
	 * @return this flight
	 */
	public Flight partition(Object value, Consumer<Partition> customizer) {
		Partition partition = new Partition(value);
		customizer.accept(partition);
		this.partitions.add(partition);
		return this;
	}

	/**
	 * Set locations, expiry or metadata of the one endpoint of a flight without
	 * partitions.
	 * @param customizer sets the values that differ from the flight's defaults
	 * @return this flight
	 */
	public Flight endpoint(Consumer<Partition> customizer) {
		Partition whole = (this.endpoint != null) ? this.endpoint : new Partition(null);
		customizer.accept(whole);
		this.endpoint = whole;
		return this;
	}

	/**
	 * Set the number of rows of the whole flight.
	 * @param totalRecords the number of rows, or -1 when unknown
	 * @return this flight
	 */
	public Flight totalRecords(long totalRecords) {
		this.totalRecords = totalRecords;
		return this;
	}

	/**
	 * Set the size of the whole flight.
	 * @param totalBytes the size in bytes, or -1 when unknown
	 * @return this flight
	 */
	public Flight totalBytes(long totalBytes) {
		this.totalBytes = totalBytes;
		return this;
	}

	/**
	 * Declare that the partitions are ordered: their rows are in order when the endpoints
	 * are read one after the other.
	 * @return this flight
	 */
	public Flight ordered() {
		this.ordered = true;
		return this;
	}

	/**
	 * Set the application's metadata of the flight.
	 * @param appMetadata the metadata
	 * @return this flight
	 */
	public Flight appMetadata(byte[] appMetadata) {
		this.appMetadata = appMetadata.clone();
		return this;
	}

	/**
	 * Set the application's metadata of the flight.
	 * @param appMetadata the metadata, sent as UTF-8
	 * @return this flight
	 */
	public Flight appMetadata(String appMetadata) {
		this.appMetadata = appMetadata.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	/**
	 * Set the JSON metadata of the flight. It becomes the first part of a
	 * {@code multipart/mixed} download over HTTP, and the application's metadata of the
	 * info unless {@link #appMetadata(byte[])} sets other metadata.
	 * @param metadata one object, such as a record or a map, per item; or a single
	 * {@link Iterable} of all
	 * @return this flight
	 */
	public Flight metadata(Object... metadata) {
		List<Object> items = new ArrayList<>();
		if (metadata.length == 1 && metadata[0] instanceof Iterable<?> all) {
			all.forEach(items::add);
		}
		else {
			items.addAll(List.of(metadata));
		}
		this.metadata = Collections.unmodifiableList(items);
		return this;
	}

	/**
	 * Set the time to live of the endpoints. Until it has passed a client may use their
	 * tickets any number of times. Afterwards the tickets are refused.
	 * @param expiresAfter the time from now
	 * @return this flight
	 */
	public Flight expiresAfter(Duration expiresAfter) {
		this.expiresAfter = expiresAfter;
		return this;
	}

	/**
	 * Set the locations of the endpoints: other servers, or a public address of this
	 * server.
	 * @param locations the locations, by default
	 * {@code flight.server.advertised-location} or none
	 * @return this flight
	 */
	public Flight locations(Location... locations) {
		this.locations = List.of(locations);
		return this;
	}

	/**
	 * The id by which the application can cancel the flight.
	 * @return the id, or {@code null}
	 */
	public @Nullable String id() {
		return this.id;
	}

	/**
	 * The schema.
	 * @return the schema in message format
	 */
	public Schema schema() {
		return this.schema;
	}

	/**
	 * The partitions.
	 * @return the partitions in order, empty for a flight in one piece
	 */
	public List<Partition> partitions() {
		return this.partitions;
	}

	/**
	 * The endpoints that the application has described.
	 * @return one for each partition, or one for a flight in one piece
	 * @throws IllegalStateException if the flight has partitions and an
	 * {@link #endpoint(Consumer) endpoint} for the whole
	 */
	public List<Partition> endpoints() {
		if (!this.partitions.isEmpty() && this.endpoint != null) {
			throw new IllegalStateException("The flight has partitions, and an endpoint for the whole. "
					+ "Set locations, expiry and metadata of each partition with Flight.partition(value, customizer)");
		}
		if (!this.partitions.isEmpty()) {
			return this.partitions;
		}
		return List.of((this.endpoint != null) ? this.endpoint : new Partition(null));
	}

	/**
	 * The descriptor of the flight.
	 * @return the descriptor, or {@code null} for the one in the client's request
	 */
	public @Nullable FlightDescriptor descriptor() {
		return this.descriptor;
	}

	/**
	 * The number of rows of the whole flight.
	 * @return the number, or -1 when unknown
	 */
	public long totalRecords() {
		return this.totalRecords;
	}

	/**
	 * The size of the whole flight.
	 * @return the size in bytes, or -1 when unknown
	 */
	public long totalBytes() {
		return this.totalBytes;
	}

	/**
	 * Whether the partitions are in order.
	 * @return {@code true} if they are in order
	 */
	public boolean isOrdered() {
		return this.ordered;
	}

	/**
	 * The application's metadata.
	 * @return the metadata, or {@code null}
	 */
	public byte @Nullable [] appMetadata() {
		return this.appMetadata;
	}

	/**
	 * The JSON metadata of the flight.
	 * @return the items, or {@code null} if there are none
	 */
	public @Nullable List<Object> metadata() {
		return this.metadata;
	}

	/**
	 * The time to live.
	 * @return the time from now, or {@code null}
	 */
	public @Nullable Duration expiresAfter() {
		return this.expiresAfter;
	}

	/**
	 * The locations of the endpoints.
	 * @return the locations, empty for the default
	 */
	public List<Location> locations() {
		return this.locations;
	}

}
