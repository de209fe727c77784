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

package io.github.flightspring.handler.query;

import java.util.List;
import java.util.Map;

import io.github.flightspring.handler.query.QueryRpcs.SameRequest;
import io.github.flightspring.ticket.FlightRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The result that a resumed download continues.
 */
class DownloadedQueriesTests {

	private static final SameRequest REQUEST = request("rows");

	private final DownloadedQueries downloaded = new DownloadedQueries();

	@Test
	void whenNothingWasDownloadedThenThereIsNone() {
		this.downloaded.begin(request("others"), "a");
		assertThat(this.downloaded.find(REQUEST, "a"::equals)).isNull();
	}

	@Test
	void whenADownloadWasBrokenOffThenItIsThatOneWhateverOthersGot() {
		this.downloaded.begin(REQUEST, "a");
		this.downloaded.begin(REQUEST, "b");
		this.downloaded.end(REQUEST, "b");
		assertThat(this.downloaded.find(REQUEST, (id) -> false)).isEqualTo("a");
	}

	@Test
	void whenSeveralWereBrokenOffThenOnlyTheNamedOneIsCertain() {
		this.downloaded.begin(REQUEST, "a");
		this.downloaded.begin(REQUEST, "b");
		assertThat(this.downloaded.find(REQUEST, (id) -> false)).isNull();
		assertThat(this.downloaded.find(REQUEST, "a"::equals)).isEqualTo("a");
	}

	@Test
	void whenNoneWasBrokenOffThenItIsTheLast() {
		for (String id : List.of("a", "b")) {
			this.downloaded.begin(REQUEST, id);
			this.downloaded.end(REQUEST, id);
		}
		this.downloaded.begin(REQUEST, "b");
		assertThat(this.downloaded.find(REQUEST, (id) -> false)).isEqualTo("b");
	}

	@Test
	void whenManyAreBrokenOffThenTheOldestAreForgotten() {
		for (int i = 0; i < 100; i++) {
			this.downloaded.begin(REQUEST, "id" + i);
		}
		assertThat(this.downloaded.find(REQUEST, "id0"::equals)).isNull();
		assertThat(this.downloaded.find(REQUEST, "id99"::equals)).isEqualTo("id99");
		for (int i = 0; i < 1000; i++) {
			this.downloaded.begin(request("other" + i), "x");
		}
		assertThat(this.downloaded.find(REQUEST, "id99"::equals)).isNull();
	}

	private static SameRequest request(String path) {
		return new SameRequest(FlightRef.path(List.of(path)), "reader", Map.of());
	}

}
