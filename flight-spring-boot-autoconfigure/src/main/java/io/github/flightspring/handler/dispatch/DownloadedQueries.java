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

package io.github.flightspring.handler.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.flightspring.handler.dispatch.QueryRpcs.SameRequest;
import io.github.flightspring.query.Queries;
import io.github.flightspring.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which query's result was last downloaded by whom, so that he can go on with it. The
 * oldest are forgotten.
 */
final class DownloadedQueries {

	private static final int MOST = 1000;

	private final Map<SameRequest, String> ids = new LinkedHashMap<>();

	synchronized void put(SameRequest request, String id) {
		this.ids.remove(request);
		this.ids.put(request, id);
		if (this.ids.size() > MOST) {
			this.ids.remove(this.ids.keySet().iterator().next());
		}
	}

	@Nullable Query find(SameRequest request, Queries queries) {
		String id = get(request);
		return (id != null) ? queries.find(id) : null;
	}

	private synchronized @Nullable String get(SameRequest request) {
		return this.ids.get(request);
	}

}
