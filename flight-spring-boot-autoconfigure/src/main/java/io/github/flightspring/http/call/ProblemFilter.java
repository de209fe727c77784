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

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers with a problem document where a container would send its own error page. For
 * the container a body that it cannot read is an error, whatever its reader does with the
 * exception. A response that has been sent in part gets no second document. The filter is
 * for dispatches to error pages and runs before every other filter.
 */
public final class ProblemFilter implements Filter {

	private static final String ATTRIBUTE = ProblemFilter.class.getName();

	private final ProblemWriter problems;

	/**
	 * Create a filter.
	 * @param problems the writer of problem documents
	 */
	public ProblemFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	static void answer(ServletRequest request, HttpProblem problem) {
		request.setAttribute(ATTRIBUTE, problem);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getAttribute(ATTRIBUTE) instanceof HttpProblem problem
				&& response instanceof HttpServletResponse answer && request instanceof HttpServletRequest asked) {
			if (!response.isCommitted()) {
				this.problems.write(answer, problem, !asked.getMethod().equals("HEAD"));
			}
			return;
		}
		chain.doFilter(request, response);
	}

}
