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

package io.github.flightspring.autoconfigure.http;

import io.github.flightspring.http.coding.BodyLimits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of flights over HTTP.
 *
 * @param enabled Whether flights are served over HTTP.
 * @param basePath Path of the list of all flights. The path of a flight follows it.
 * @param upload Limits of the body of an upload.
 * @param requestDecoding Decoding of requests for the application's own controllers.
 */
@ConfigurationProperties(prefix = "flight.http", ignoreUnknownFields = false)
public record FlightHttpProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/flight") String basePath,
		@DefaultValue Upload upload, @DefaultValue RequestDecoding requestDecoding) {

	public FlightHttpProperties {
		if (!basePath.startsWith("/") || basePath.length() < 2 || basePath.endsWith("/") || basePath.contains("*")) {
			throw new IllegalArgumentException(
					"flight.http.base-path is '%s'. Set a path that starts with '/' and does not end with it, such as '/flight'"
						.formatted(basePath));
		}
	}

	/**
	 * Limits of the body of an upload.
	 *
	 * @param maxSize Maximum size of the body as it is sent.
	 * @param maxDecodedSize Maximum size of the body after its Content-Encoding is
	 * decoded.
	 * @param maxRatio Maximum ratio of the decoded size to the sent size of a body. It
	 * applies to bodies with more than 16 MiB after decoding.
	 */
	public record Upload(@DefaultValue("4GB") DataSize maxSize, @DefaultValue("16GB") DataSize maxDecodedSize,
			@DefaultValue("200") int maxRatio) {

		public Upload {
			if (maxSize.toBytes() <= 0 || maxDecodedSize.toBytes() <= 0 || maxRatio <= 0) {
				throw new IllegalArgumentException(
						"flight.http.upload.max-size, max-decoded-size and max-ratio must be positive");
			}
		}

		BodyLimits limits() {
			return new BodyLimits(this.maxSize.toBytes(), this.maxDecodedSize.toBytes(), this.maxRatio);
		}

	}

	/**
	 * Decoding of requests for the application's own controllers.
	 *
	 * @param enabled Whether the bodies of requests to the application's own controllers
	 * are decoded.
	 */
	public record RequestDecoding(@DefaultValue("false") boolean enabled) {

	}

}
