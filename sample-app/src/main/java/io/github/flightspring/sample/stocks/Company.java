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

package io.github.flightspring.sample.stocks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A company that there is not.
 *
 * @param ticker three or four capital letters
 * @param description a word for each letter
 */
record Company(String ticker, String description) {

	byte[] tickerBytes() {
		return this.ticker.getBytes(StandardCharsets.US_ASCII);
	}

	static List<Company> random(int count, Random random) {
		Map<String, Company> companies = new LinkedHashMap<>();
		while (companies.size() < count) {
			String ticker = letters('A', random.nextInt(3, 5), random);
			String description = ticker.chars()
				.mapToObj((letter) -> (char) letter + letters('a', random.nextInt(3, 8), random))
				.collect(Collectors.joining(" "));
			companies.put(ticker, new Company(ticker, description));
		}
		return new ArrayList<>(companies.values());
	}

	private static String letters(char first, int count, Random random) {
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i < count; i++) {
			letters.append((char) (first + random.nextInt(26)));
		}
		return letters.toString();
	}

}
