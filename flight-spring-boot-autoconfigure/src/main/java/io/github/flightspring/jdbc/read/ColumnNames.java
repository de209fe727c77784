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

package io.github.flightspring.jdbc.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of the columns of a schema. The second column of a name gets the suffix
 * {@code _2}, the next one {@code _3}. A column without a name is named by its position.
 */
final class ColumnNames {

	private ColumnNames() {
	}

	static List<String> unique(List<String> labels) {
		Set<String> given = new HashSet<>(labels);
		Set<String> used = new HashSet<>();
		List<String> names = new ArrayList<>();
		for (String label : labels) {
			String base = label.isEmpty() ? "column_" + (names.size() + 1) : label;
			String name = base;
			boolean free = used.add(name);
			for (int n = 2; !free; n++) {
				name = base + "_" + n;
				free = !given.contains(name) && used.add(name);
			}
			names.add(name);
		}
		return names;
	}

}
