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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

/**
 * Writes problem documents.
 */
public final class ProblemWriter {

	private static final List<String> OF_THE_ROWS = List.of("Content-Disposition", "Content-Encoding", "Content-Range",
			"ETag", "Accept-Ranges", "Last-Modified", "Cache-Control");

	private final JsonMapper mapper;

	/**
	 * Create a writer.
	 * @param mapper the JSON mapper
	 */
	public ProblemWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Write a problem to a response that is not committed. The container's timeout limits
	 * the wait for the client.
	 * @param response the response
	 * @param problem the problem
	 * @param withBody whether the request's method allows a body
	 * @throws IOException if the client is gone
	 */
	void write(HttpServletResponse response, HttpProblem problem, boolean withBody) throws IOException {
		byte[] body = start(response, problem);
		response.setContentLength(body.length);
		if (withBody) {
			response.getOutputStream().write(body);
		}
		response.flushBuffer();
	}

	/**
	 * Set the status and the headers of a response that is not committed.
	 * @param response the response
	 * @param problem the problem
	 * @return the body
	 */
	byte[] start(HttpServletResponse response, HttpProblem problem) {
		response.resetBuffer();
		OF_THE_ROWS.stream().filter(response::containsHeader).forEach((name) -> response.setHeader(name, null));
		response.setStatus(problem.status());
		problem.headers().forEach(response::setHeader);
		response.setHeader("Cache-Control", "no-store");
		response.setContentType("application/problem+json");
		return this.mapper.writeValueAsBytes(document(problem));
	}

	private static Map<String, Object> document(HttpProblem problem) {
		HttpStatus known = HttpStatus.resolve(problem.status());
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("type", "about:blank");
		document.put("title", (known != null) ? known.getReasonPhrase() : "Client Closed Request");
		document.put("status", problem.status());
		document.put("detail", String.valueOf(problem.getMessage()));
		document.putAll(problem.members());
		return document;
	}

}
