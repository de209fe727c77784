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

package io.github.flightspring.http.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.github.flightspring.command.message.InvalidMessages;

/**
 * Text of a query, as clients write it.
 */
final class QueryText {

	private QueryText() {
	}

	static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new HttpProblem(400,
					"The query has '%s', which is not a valid escape".formatted(InvalidMessages.shown(text)));
		}
	}

}
