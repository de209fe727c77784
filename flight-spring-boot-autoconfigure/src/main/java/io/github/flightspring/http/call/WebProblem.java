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

import java.util.List;

import io.github.flightspring.handler.error.HttpCodes;
import io.github.flightspring.handler.error.WebFailure;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;

/**
 * The problem of an exception that declares an HTTP status itself.
 */
final class WebProblem {

	private WebProblem() {
	}

	/**
	 * Create the problem.
	 * @param status the status of the call
	 * @return the problem, or {@code null} if the status is not from such an exception
	 */
	static @Nullable HttpProblem of(CallStatus status) {
		WebFailure failure = WebFailure.of(status.cause());
		if (failure == null || HttpCodes.code(failure.status()) != status.code()) {
			return null;
		}
		String detail = (status.description() != null) ? status.description() : failure.message();
		HttpProblem problem = new HttpProblem(failure.status(), detail);
		ProblemDetail document = failure.problem();
		if (document.getType() != null) {
			problem.with("type", document.getType().toString());
		}
		if (document.getTitle() != null) {
			problem.with("title", document.getTitle());
		}
		if (document.getInstance() != null) {
			problem.with("instance", document.getInstance().toString());
		}
		if (document.getProperties() != null) {
			document.getProperties().forEach(problem::with);
		}
		failure.headers()
			.forEach((String name, List<String> values) -> problem.header(name, String.join(", ", values)));
		return problem.with("code", status.code().name());
	}

}
