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
 * Hides the form content type of uploads. Some clients send every body without a known
 * type as a form, and Spring reads a whole form into memory to find parameters. The
 * header itself stays, so that the upload is refused once the caller is known.
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
	 * A request without a content type.
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
