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

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Declarations for HTTP that cannot be served. They end the start.
 */
class HttpDeclarationTests {

	@Test
	void whenAnUploadDeclaresTheStatusOfAFailureThenTheApplicationDoesNotStart() {
		assertThatException().isThrownBy(() -> HttpApplication.start(Refusing.class).close())
			.havingRootCause()
			.withMessageContaining("@ResponseStatus")
			.withMessageContaining("store")
			.withMessageContaining("404 NOT_FOUND")
			.withMessageContaining("201 CREATED");
	}

	@Test
	void whenAnEndpointDeclaresARepresentationThatDoesNotExistThenTheApplicationDoesNotStart() {
		assertThatException().isThrownBy(() -> HttpApplication.start(Spreadsheet.class).close())
			.havingRootCause()
			.withMessageContaining("application/vnd.ms-excel")
			.withMessageContaining("csv (text/csv)");
	}

	record Row(long value) {
	}

	@FlightEndpoint("rows")
	static class Refusing {

		@DoPut
		@ResponseStatus(HttpStatus.NOT_FOUND)
		void store(Stream<Row> rows) {
		}

	}

	@FlightEndpoint(path = "rows", produces = "application/vnd.ms-excel")
	static class Spreadsheet {

		@DoGet
		Stream<Row> rows() {
			return Stream.empty();
		}

	}

}
