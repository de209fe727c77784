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

package io.github.flightspring.http.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;

/**
 * An element of a header that lists accepted values.
 *
 * @param name the name in lower case
 * @param value the weight, from 0 for not acceptable to 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2">RFC 9110, Quality
 * Values</a>
 */
record Quality(String name, double value) {

	private static final String WEIGHT = "q=";

	static List<Quality> parse(String header) {
		List<Quality> qualities = new ArrayList<>();
		for (String element : header.split(",")) {
			if (element.isBlank()) {
				continue;
			}
			String[] parts = element.strip().toLowerCase(Locale.ROOT).split(";");
			double value = 1;
			for (int i = 1; i < parts.length; i++) {
				String parameter = parts[i].strip();
				if (parameter.startsWith(WEIGHT)) {
					value = weight(parameter.substring(WEIGHT.length()), header);
				}
			}
			qualities.add(new Quality(parts[0].strip(), value));
		}
		return qualities;
	}

	private static double weight(String text, String header) {
		try {
			double value = Double.parseDouble(text.strip());
			if (value >= 0 && value <= 1) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// like any other invalid weight
		}
		throw new HttpProblem(400, "'%s' has the weight '%s', which is not from 0 to 1"
			.formatted(InvalidMessages.shown(header), InvalidMessages.shown(text)));
	}

}
