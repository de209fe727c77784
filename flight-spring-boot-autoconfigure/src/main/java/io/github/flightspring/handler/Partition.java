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
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import org.apache.arrow.flight.Location;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of the Arrow Flight format, a {@code FlightEndpoint} message. It serves one
 * part of a {@link Flight}, or the whole of a flight without partitions.
 */
public final class Partition {

	private final @Nullable Object value;

	private List<Location> locations = Collections.emptyList();

	private @Nullable Instant expiresAt;

	private byte @Nullable [] appMetadata;

	Partition(@Nullable Object value) {
		this.value = value;
	}

	/**
	 * Set the locations of the partition.
	 * @param locations the locations, by default those of the flight
	 * @return this partition
	 */
	public Partition locations(Location... locations) {
		this.locations = List.of(locations);
		return this;
	}

	/**
	 * Set the expiry of the partition.
	 * @param expiresAt the instant, by default the expiry of the flight
	 * @return this partition
	 */
	public Partition expiresAt(Instant expiresAt) {
		this.expiresAt = expiresAt;
		return this;
	}

	/**
	 * Set the application's metadata of the partition.
	 * @param appMetadata the metadata
	 * @return this partition
	 */
	public Partition appMetadata(byte[] appMetadata) {
		this.appMetadata = appMetadata.clone();
		return this;
	}

	/**
	 * Set the application's metadata of the partition.
	 * @param appMetadata the metadata, sent as UTF-8
	 * @return this partition
	 */
	public Partition appMetadata(String appMetadata) {
		this.appMetadata = appMetadata.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	/**
	 * The value that the partition's ticket carries.
	 * @return the value, or {@code null} for the whole of a flight
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * The locations of the partition.
	 * @return the locations, empty for those of the flight
	 */
	public List<Location> locations() {
		return this.locations;
	}

	/**
	 * The expiry of the partition.
	 * @return the instant, or {@code null} for the expiry of the flight
	 */
	public @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * The application's metadata of the partition.
	 * @return the metadata, or {@code null}
	 */
	public byte @Nullable [] appMetadata() {
		return this.appMetadata;
	}

}
