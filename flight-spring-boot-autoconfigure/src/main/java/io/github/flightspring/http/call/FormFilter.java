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
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Hides that a body is said to be a form where rows are put. Some clients call every body
 * a form that they are not told the type of, and Spring reads the whole of it to find
 * parameters: no body of rows must be held in memory. The header stays, for which the
 * upload is refused once it is known who calls.
 */
public final class FormFilter implements Filter {

	private static final String FORM = "application/x-www-form-urlencoded";

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String type = request.getContentType();
		boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
		if (form && request instanceof HttpServletRequest http && !http.getMethod().equals("POST")) {
			chain.doFilter(new UntypedRequest(http), response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/**
	 * A request whose body is of no type.
	 */
	private static final class UntypedRequest extends HttpServletRequestWrapper {

		UntypedRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getContentType() {
			return null;
		}

	}

}
