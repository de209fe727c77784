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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.flightspring.handler.query.QueryRpcs.SameRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which query's result was downloaded by whom, and whether to its end, so that a download
 * can go on. A client need not say what it has a part of, and all callers without a name
 * are one here: where it is not certain which result is meant, it is none. The oldest are
 * forgotten.
 */
final class DownloadedQueries {

	private static final int MOST = 1000;

	private static final int MOST_BROKEN = 8;

	private final Map<SameRequest, Results> results = new LinkedHashMap<>();

	/**
	 * A result is about to be sent.
	 */
	synchronized void begin(SameRequest request, String id) {
		Results known = this.results.remove(request);
		known = (known != null) ? known : new Results();
		if (!id.equals(known.whole)) {
			known.broken.add(id);
		}
		if (known.broken.size() > MOST_BROKEN) {
			known.broken.remove(known.broken.iterator().next());
		}
		this.results.put(request, known);
		if (this.results.size() > MOST) {
			this.results.remove(this.results.keySet().iterator().next());
		}
	}

	/**
	 * The end of a result was sent.
	 */
	synchronized void end(SameRequest request, String id) {
		Results known = this.results.get(request);
		if (known != null) {
			known.broken.remove(id);
			known.whole = id;
		}
	}

	/**
	 * Find what a caller goes on with: what he names, or the one that was broken off, or
	 * the last one if none was.
	 * @param named whether he names a result
	 * @return the result's query, or {@code null} if it is not certain
	 */
	synchronized @Nullable String find(SameRequest request, Predicate<String> named) {
		Results known = this.results.get(request);
		if (known == null) {
			return null;
		}
		List<String> all = new ArrayList<>(known.broken);
		if (known.broken.isEmpty() && known.whole != null) {
			return known.whole;
		}
		if (known.whole != null) {
			all.add(known.whole);
		}
		String only = (known.broken.size() == 1) ? all.get(0) : null;
		return all.stream().filter(named).findFirst().orElse(only);
	}

	/**
	 * The results of one request.
	 */
	private static final class Results {

		private final Set<String> broken = new LinkedHashSet<>();

		private @Nullable String whole;

	}

}
