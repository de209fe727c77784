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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.flightspring.handler.query.QueryRpcs.SameRequest;
import io.github.flightspring.limit.RecentlyUsed;
import org.jspecify.annotations.Nullable;

/**
 * The record of query results that callers have downloaded, completely or in part, so
 * that a download can be resumed. A client need not name the result of which it has a
 * part. All anonymous callers count as one caller. If it is uncertain which result is
 * meant, none is found. The least recently used records are dropped.
 */
final class DownloadedQueries {

	private static final int MOST = 1000;

	private static final int MOST_BROKEN = 8;

	private final RecentlyUsed<SameRequest, Results> results = new RecentlyUsed<>(MOST);

	/**
	 * Record that the download of a result begins.
	 */
	synchronized void begin(SameRequest request, String id) {
		Results known = this.results.get(request, Results::new);
		if (!id.equals(known.whole)) {
			known.broken.add(id);
		}
		if (known.broken.size() > MOST_BROKEN) {
			known.broken.remove(known.broken.iterator().next());
		}
	}

	/**
	 * Record that a result was sent to its end.
	 */
	synchronized void end(SameRequest request, String id) {
		Results known = this.results.get(request);
		if (known != null) {
			known.broken.remove(id);
			known.whole = id;
		}
	}

	/**
	 * Find the result of a resumed download. It is the last complete one if no download
	 * was interrupted. Otherwise it is the result that the request names, or else the
	 * only interrupted one.
	 * @param named whether the request names a result, by the id of its query
	 * @return the id of the result's query, or {@code null} if the result is uncertain
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
	 * The downloaded results of one request.
	 */
	private static final class Results {

		private final Set<String> broken = new LinkedHashSet<>();

		private @Nullable String whole;

	}

}
