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
import java.util.function.Supplier;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Breaks off responses. A servlet can do that only by throwing an exception on a
 * container thread. A call that cannot complete its response therefore dispatches the
 * request again, to this filter. The filter runs before every other filter, so that no
 * filter handles the exception. The container then closes the connection, or resets the
 * stream, without the end of the body.
 */
public final class AbortFilter implements Filter {

	private static final String ATTRIBUTE = AbortFilter.class.getName();

	private final Supplier<? extends IOException> failure;

	/**
	 * Create the filter.
	 */
	public AbortFilter() {
		this(AbortFilter::failure);
	}

	/**
	 * Create the filter.
	 * @param failure the supplier of the exception that is thrown to the container
	 */
	public AbortFilter(Supplier<? extends IOException> failure) {
		this.failure = failure;
	}

	static void abort(ServletRequest request, AsyncContext async) {
		dispatch(request, async, true);
	}

	/**
	 * Fail the request, so that the container answers with an error page.
	 */
	static void fail(ServletRequest request, AsyncContext async) {
		dispatch(request, async, false);
	}

	/**
	 * Repeat a dispatch that the container has not accepted yet.
	 * @return whether there was such a dispatch
	 */
	static boolean repeat(ServletRequest request, AsyncContext async) {
		if (request.getAttribute(ATTRIBUTE) instanceof Boolean abort) {
			dispatch(request, async, abort);
			return true;
		}
		return false;
	}

	private static void dispatch(ServletRequest request, AsyncContext async, boolean abort) {
		try {
			request.setAttribute(ATTRIBUTE, abort);
			async.dispatch();
		}
		catch (IllegalStateException ex) {
			// the container has found that the client is gone and has taken over the
			// request
		}
	}

	/**
	 * Whether a response is to be broken off.
	 * @param request the request
	 * @return {@code true} if it is to be broken off
	 */
	public static boolean isAborted(ServletRequest request) {
		return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
	}

	/**
	 * The exception that tells the container to break off a response.
	 * @return the exception, without a stack trace
	 */
	public static IOException failure() {
		return new BrokenOffException();
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getAttribute(ATTRIBUTE) != null) {
			throw this.failure.get();
		}
		chain.doFilter(request, response);
	}

	/**
	 * Ends a response before its body is complete.
	 */
	private static final class BrokenOffException extends IOException {

		BrokenOffException() {
			super("A response is broken off, so that its client does not take a part for the whole");
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}
