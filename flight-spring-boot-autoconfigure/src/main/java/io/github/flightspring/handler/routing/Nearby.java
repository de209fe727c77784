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

package io.github.flightspring.handler.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a client that asked for what is not there what it may have meant.
 */
public final class Nearby {

	private static final int MOST = 5;

	private Nearby() {
	}

	/**
	 * Make a sentence of the names that are most like the one that was asked for.
	 * @param asked what was asked for
	 * @param names what there is
	 * @return a sentence with a blank in front, or an empty string if there is nothing
	 */
	public static String sentence(String asked, Stream<String> names) {
		List<String> nearest = names.distinct()
			.sorted(Comparator.<String>comparingInt((name) -> distance(asked, name))
				.thenComparing(Comparator.naturalOrder()))
			.limit(MOST)
			.map((name) -> "'" + name + "'")
			.toList();
		return nearest.isEmpty() ? "" : " There is " + String.join(", ", nearest);
	}

	/**
	 * The edits that make one word of the other. What a client sends may be long: only
	 * its beginning counts.
	 */
	private static int distance(String asked, String name) {
		String one = asked.substring(0, Math.min(asked.length(), 64)).toLowerCase(Locale.ROOT);
		String other = name.toLowerCase(Locale.ROOT);
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int substituted = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
