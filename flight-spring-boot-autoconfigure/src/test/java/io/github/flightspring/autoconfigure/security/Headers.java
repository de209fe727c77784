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

package io.github.flightspring.autoconfigure.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.grpc.Metadata;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.HeaderCallOption;

/**
 * Headers with credentials, for Arrow's client and for ours.
 */
final class Headers {

	private Headers() {
	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	static String bearer(String token) {
		return "Bearer " + token;
	}

	static CallOption option(String name, String value) {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert(name, value);
		return new HeaderCallOption(headers);
	}

	static CallOption authorization(String value) {
		return option("authorization", value);
	}

	static Metadata metadata(String name, String value) {
		Metadata metadata = new Metadata();
		metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
		return metadata;
	}

}
