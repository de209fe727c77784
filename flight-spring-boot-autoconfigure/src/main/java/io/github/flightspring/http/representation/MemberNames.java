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

package io.github.flightspring.http.representation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of the members of a JSON object. JSON readers expect them to differ, but column
 * names may be equal.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-4">RFC 8259, Objects</a>
 */
final class MemberNames {

	private MemberNames() {
	}

	/**
	 * Name the members. The first column with a name keeps it. The next one gets the
	 * suffix {@code _2}, or the next number that makes the name unused.
	 * @param columns the names of the columns
	 * @return the member names, one for each column
	 */
	static List<String> of(List<String> columns) {
		Set<String> taken = new HashSet<>(columns);
		if (taken.size() == columns.size()) {
			return columns;
		}
		Map<String, Integer> counts = new HashMap<>();
		List<String> members = new ArrayList<>(columns.size());
		for (String column : columns) {
			int count = counts.merge(column, 1, Integer::sum);
			members.add((count == 1) ? column : next(column, counts, taken));
		}
		return members;
	}

	private static String next(String column, Map<String, Integer> counts, Set<String> taken) {
		String member = column + "_" + counts.get(column);
		while (!taken.add(member)) {
			member = column + "_" + counts.merge(column, 1, Integer::sum);
		}
		return member;
	}

}
