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
 * One part of a {@link Flight}, or the whole of a flight without parts, which becomes one
 * endpoint.
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
	 * Set where the partition is served.
	 * @param locations the locations, by default those of the flight
	 * @return this partition
	 */
	public Partition locations(Location... locations) {
		this.locations = List.of(locations);
		return this;
	}

	/**
	 * Set when the partition expires.
	 * @param expiresAt the instant, by default as the flight says
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
	 * The value.
	 * @return the value, or {@code null} for the whole of a flight
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * Where it is served.
	 * @return the locations, empty for the default
	 */
	public List<Location> locations() {
		return this.locations;
	}

	/**
	 * When it expires.
	 * @return the instant, or {@code null} for as the flight says
	 */
	public @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * The application's metadata.
	 * @return the metadata, or {@code null}
	 */
	public byte @Nullable [] appMetadata() {
		return this.appMetadata;
	}

}
