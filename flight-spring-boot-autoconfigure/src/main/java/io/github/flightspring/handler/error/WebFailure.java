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

package io.github.flightspring.handler.error;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The HTTP status and the message that an exception of Spring Web declares for clients.
 *
 * @param problem the status and the message, which may be missing
 * @param headers the headers
 */
public record WebFailure(ProblemDetail problem, HttpHeaders headers) {

	/**
	 * Find the status that an exception or one of its causes declares.
	 * @param exception an exception, or {@code null}
	 * @return the status, or {@code null} if there is none, or none of an error
	 */
	public static @Nullable WebFailure of(@Nullable Throwable exception) {
		return Causes.first(exception, WebFailure::declared);
	}

	private static @Nullable WebFailure declared(Throwable exception) {
		WebFailure failure = null;
		if (exception instanceof ErrorResponse response) {
			failure = new WebFailure(response.getBody(), response.getHeaders());
		}
		else {
			ResponseStatus annotation = AnnotatedElementUtils.findMergedAnnotation(exception.getClass(),
					ResponseStatus.class);
			if (annotation != null) {
				ProblemDetail problem = ProblemDetail.forStatus(annotation.code());
				problem.setDetail(StringUtils.hasText(annotation.reason()) ? annotation.reason() : null);
				failure = new WebFailure(problem, HttpHeaders.EMPTY);
			}
		}
		return (failure != null && failure.status() >= 400) ? failure : null;
	}

	/**
	 * The HTTP status.
	 * @return the number of the status
	 */
	public int status() {
		return this.problem.getStatus();
	}

	/**
	 * The message for the client: the detail of the problem, or its title.
	 * @return the message
	 */
	public String message() {
		String detail = this.problem.getDetail();
		String title = this.problem.getTitle();
		if (detail != null) {
			return detail;
		}
		HttpStatus known = HttpStatus.resolve(status());
		return (title != null) ? title : (known != null) ? known.getReasonPhrase() : "HTTP status " + status();
	}

}
