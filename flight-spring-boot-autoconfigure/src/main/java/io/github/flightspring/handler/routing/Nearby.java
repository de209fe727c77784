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
 * Suggestions of similar names, for a client that asked for an unknown name.
 */
public final class Nearby {

	private static final int MOST = 5;

	private Nearby() {
	}

	/**
	 * Create a sentence with the known names that are most similar to the requested one.
	 * @param requested the requested name
	 * @param names the known names
	 * @return a sentence with a leading space, or an empty string if there are no names
	 */
	public static String sentence(String requested, Stream<String> names) {
		List<String> nearest = names.distinct()
			.sorted(Comparator.<String>comparingInt((name) -> distance(requested, name))
				.thenComparing(Comparator.naturalOrder()))
			.limit(MOST)
			.map((name) -> "'" + name + "'")
			.toList();
		return nearest.isEmpty() ? "" : " There is " + String.join(", ", nearest);
	}

	/**
	 * The edit distance between two words. Only the beginning of the requested name
	 * counts, because a client may send a long one.
	 */
	private static int distance(String requested, String name) {
		String one = requested.substring(0, Math.min(requested.length(), 64)).toLowerCase(Locale.ROOT);
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
