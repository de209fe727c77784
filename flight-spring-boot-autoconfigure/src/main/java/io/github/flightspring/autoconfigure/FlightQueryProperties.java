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
 * @param maxConcurrent Maximum number of running queries. Further queries wait.
 * @param maxConcurrentPerPrincipal Maximum number of running queries of one caller.
 * Further queries wait.
 * @param maxQueued Maximum number of queries that wait to run. Further queries are
 * refused as RESOURCE_EXHAUSTED.
 * @param maxQueuedPerPrincipal Maximum number of queries of one caller that wait to run.
 * Further queries are refused as RESOURCE_EXHAUSTED.
 * @param maxResults Maximum number of queries that wait, run, or have ended and not
 * expired. Further queries are refused as RESOURCE_EXHAUSTED.
 * @param maxResultsPerPrincipal Maximum number of queries of one caller that wait, run,
 * or have ended and not expired. Further queries are refused as RESOURCE_EXHAUSTED.
 * @param maxRunTime Maximum run time of a query, or zero for no limit.
 * @param maxWaitingPolls Maximum number of calls that wait for queries. Further calls are
 * refused as RESOURCE_EXHAUSTED.
 * @param maxWaitingPollsPerPrincipal Maximum number of calls of one caller that wait for
 * queries. Further calls are refused as RESOURCE_EXHAUSTED.
 * @param pollTimeout Maximum time that PollFlightInfo waits for a change before it
 * answers without one.
 * @param spool Storage of results.
 * @param timeToLive Time after which a query expires. For a running query, it starts at
 * the last poll, and the query is cancelled. For an ended query, it starts at the end,
 * and the result is removed.
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
	 * Properties of the storage of results.
	 *
	 * @param compression Compression of results on disk.
	 * @param directory Directory of the results. By default a directory of the
	 * application's own in the temporary directory.
	 * @param maxQuerySize Maximum disk space of one result.
	 * @param maxSize Maximum disk space of all results together.
	 * @param maxSizePerPrincipal Maximum disk space of all results of one caller
	 * together.
	 * @param segmentInterval Time after which a segment with at least one batch ends. The
	 * segments of long queries are longer.
	 * @param segmentSize Size at which a segment ends. Each segment is an endpoint that
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
