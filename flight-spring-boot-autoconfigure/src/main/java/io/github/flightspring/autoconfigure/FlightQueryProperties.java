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

package io.github.flightspring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.query.engine.QueryLimits;
import io.github.flightspring.query.engine.QueryLimits.Share;
import io.github.flightspring.query.engine.SpoolOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.system.ApplicationTemp;
import org.springframework.util.unit.DataSize;

/**
 * Properties of long-running queries.
 *
 * @param maxConcurrent Most queries that run at a time. Further ones wait.
 * @param maxConcurrentPerPrincipal Most queries that run at a time for one caller.
 * Further ones wait.
 * @param maxQueued Most queries that wait to run. Further ones are refused as
 * RESOURCE_EXHAUSTED.
 * @param maxQueuedPerPrincipal Most queries that wait to run for one caller. Further ones
 * are refused as RESOURCE_EXHAUSTED.
 * @param maxResults Most queries that are waiting, running, or ended and not expired.
 * Further ones are refused as RESOURCE_EXHAUSTED.
 * @param maxResultsPerPrincipal Most queries of one caller that are waiting, running, or
 * ended and not expired. Further ones are refused as RESOURCE_EXHAUSTED.
 * @param maxRunTime Longest time that a query may run, zero for no limit.
 * @param maxWaitingPolls Most calls that wait for queries. Further ones are refused as
 * RESOURCE_EXHAUSTED.
 * @param maxWaitingPollsPerPrincipal Most calls of one caller that wait for queries.
 * Further ones are refused as RESOURCE_EXHAUSTED.
 * @param pollTimeout Longest time that PollFlightInfo waits for a change before it
 * answers without one.
 * @param spool Where and how results are stored.
 * @param timeToLive Time after which a query expires: from its last poll while it runs,
 * when it is cancelled, and from its end, when its result is removed.
 */
@ConfigurationProperties(prefix = "flight.query", ignoreUnknownFields = false)
public record FlightQueryProperties(@DefaultValue("8") int maxConcurrent,
		@DefaultValue("4") int maxConcurrentPerPrincipal, @DefaultValue("64") int maxQueued,
		@DefaultValue("16") int maxQueuedPerPrincipal, @DefaultValue("1000") int maxResults,
		@DefaultValue("250") int maxResultsPerPrincipal, @DefaultValue("1h") Duration maxRunTime,
		@DefaultValue("10000") int maxWaitingPolls, @DefaultValue("2500") int maxWaitingPollsPerPrincipal,
		@DefaultValue("20s") Duration pollTimeout, @DefaultValue Spool spool,
		@DefaultValue("10m") Duration timeToLive) {

	public FlightQueryProperties {
		PropertyValues.positive("flight.query.max-concurrent", maxConcurrent);
		PropertyValues.positive("flight.query.max-concurrent-per-principal", maxConcurrentPerPrincipal);
		PropertyValues.notNegative("flight.query.max-queued", maxQueued);
		PropertyValues.notNegative("flight.query.max-queued-per-principal", maxQueuedPerPrincipal);
		PropertyValues.positive("flight.query.max-results", maxResults);
		PropertyValues.positive("flight.query.max-results-per-principal", maxResultsPerPrincipal);
		PropertyValues.notNegative("flight.query.max-run-time", maxRunTime);
		PropertyValues.positive("flight.query.max-waiting-polls", maxWaitingPolls);
		PropertyValues.positive("flight.query.max-waiting-polls-per-principal", maxWaitingPollsPerPrincipal);
		PropertyValues.zeroOrLonger("flight.query.poll-timeout", pollTimeout);
		PropertyValues.positive("flight.query.time-to-live", timeToLive);
	}

	QueryLimits limits(Duration maxLifetime) {
		return new QueryLimits(new Share(this.maxConcurrent, this.maxConcurrentPerPrincipal),
				new Share(this.maxQueued, this.maxQueuedPerPrincipal),
				new Share(this.maxResults, this.maxResultsPerPrincipal),
				new Share(this.maxWaitingPolls, this.maxWaitingPollsPerPrincipal), this.maxRunTime, this.timeToLive,
				maxLifetime);
	}

	/**
	 * Where and how results are stored.
	 *
	 * @param compression Compression of results on disk.
	 * @param directory Directory of the results. By default one in the temporary
	 * directory that is the application's own.
	 * @param maxQuerySize Most disk space that one result may take.
	 * @param maxSize Most disk space that all results together may take.
	 * @param maxSizePerPrincipal Most disk space that the results of one caller may take
	 * together.
	 * @param segmentInterval Time after which a segment ends that has a batch. The
	 * segments of a query that runs long are longer.
	 * @param segmentSize Size from which a segment ends. Each segment is an endpoint that
	 * clients can read.
	 */
	public record Spool(@DefaultValue("none") FlightServerProperties.Compression compression, @Nullable Path directory,
			@DefaultValue("2GB") DataSize maxQuerySize, @DefaultValue("10GB") DataSize maxSize,
			@DefaultValue("5GB") DataSize maxSizePerPrincipal, @DefaultValue("1s") Duration segmentInterval,
			@DefaultValue("16MB") DataSize segmentSize) {

		public Spool {
			PropertyValues.positive("flight.query.spool.max-query-size", maxQuerySize);
			PropertyValues.positive("flight.query.spool.max-size", maxSize);
			PropertyValues.positive("flight.query.spool.max-size-per-principal", maxSizePerPrincipal);
			PropertyValues.zeroOrLonger("flight.query.spool.segment-interval", segmentInterval);
			PropertyValues.positive("flight.query.spool.segment-size", segmentSize);
		}

		SpoolOptions options(DataSize maxBatchSize) {
			Path spoolDirectory = (this.directory != null) ? this.directory
					: new ApplicationTemp().getDir("flight-query-spool").toPath();
			FlightDataOptions.Compression bodies = (this.compression == FlightServerProperties.Compression.ZSTD)
					? FlightDataOptions.Compression.ZSTD : FlightDataOptions.Compression.NONE;
			return new SpoolOptions(spoolDirectory, this.maxSize.toBytes(), this.maxSizePerPrincipal.toBytes(),
					this.maxQuerySize.toBytes(), this.segmentSize.toBytes(), this.segmentInterval,
					new FlightDataOptions(maxBatchSize.toBytes(), bodies));
		}

	}

}
