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
import java.util.Locale;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses forms that are put where rows are. Some clients call every body a form that
 * they are not told the type of, and Spring reads the whole of it to find parameters: no
 * flight is served by that, and no body of rows must be held in memory.
 */
public final class FormFilter implements Filter {

	private static final String FORM = "application/x-www-form-urlencoded";

	private final ProblemWriter problems;

	/**
	 * Create the filter.
	 * @param problems answers with what went wrong
	 */
	public FormFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String type = request.getContentType();
		boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
		if (form && request instanceof HttpServletRequest http && !http.getMethod().equals("POST")) {
			this.problems.write((HttpServletResponse) response,
					new HttpProblem(415,
							"The body is said to be a form, and no flight takes one. Set the header 'Content-Type'"),
					!http.getMethod().equals("HEAD"));
			return;
		}
		chain.doFilter(request, response);
	}

}
