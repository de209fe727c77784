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
import org.jspecify.annotations.Nullable;

/**
 * Hands a request over to its call after the request's thread has left all other filters.
 * Some filters, such as Spring Security's, set headers on the way out, and a response is
 * not thread-safe. A call that started earlier might send the headers before these are
 * set.
 */
public final class HandOverFilter implements Filter {

	private static final String ATTRIBUTE = HandOverFilter.class.getName();

	/**
	 * Start a call after the request's thread has left this filter. If the request did
	 * not pass this filter, the call starts at once.
	 */
	static void handOver(ServletRequest request, Runnable call) {
		if (request.getAttribute(ATTRIBUTE) instanceof HandOver handOver) {
			handOver.call = call;
		}
		else {
			call.run();
		}
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HandOver handOver = new HandOver();
		request.setAttribute(ATTRIBUTE, handOver);
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (handOver.call == null) {
				request.removeAttribute(ATTRIBUTE);
			}
			else {
				// from here on the request belongs to the call
				handOver.call.run();
			}
		}
	}

	/**
	 * The call that starts later.
	 */
	private static final class HandOver {

		@Nullable Runnable call;

	}

}
