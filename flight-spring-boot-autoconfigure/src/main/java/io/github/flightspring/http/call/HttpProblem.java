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

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * An exception that is answered with a problem document. Every document has the Flight
 * code in {@code code}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
public final class HttpProblem extends RuntimeException implements ErrorResponse {

	private final int status;

	private final Map<String, Object> members = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * Create a problem.
	 * @param status the status of the response
	 * @param detail the cause and its remedy, shown to the client
	 */
	public HttpProblem(int status, String detail) {
		super(detail, null, false, false);
		this.status = status;
	}

	/**
	 * Add a header to the response.
	 * @param name the name
	 * @param value the value
	 * @return this problem
	 */
	public HttpProblem header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Add a member to the document.
	 * @param name the name
	 * @param value the value
	 * @return this problem
	 */
	public HttpProblem with(String name, Object value) {
		this.members.put(name, value);
		return this;
	}

	/**
	 * The status of the response.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.status);
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders all = new HttpHeaders();
		this.headers.forEach(all::set);
		return all;
	}

	@Override
	public ProblemDetail getBody() {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(getStatusCode(), getMessage());
		members().forEach(body::setProperty);
		return body;
	}

	Map<String, Object> members() {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("code", HttpStatuses.code(this).name());
		all.putAll(this.members);
		return all;
	}

	Map<String, String> headers() {
		return this.headers;
	}

}
