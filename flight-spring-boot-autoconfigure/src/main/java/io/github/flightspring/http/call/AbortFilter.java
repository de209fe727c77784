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
 * Breaks off responses. A servlet can only do so by failing, on a thread of the
 * container's: a call that cannot be ended well dispatches its request again, to here. It
 * comes before every other filter, so that none takes the failure for something to
 * answer. A container then closes the connection, or resets the stream, without the end
 * of the body.
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
	 * @param failure makes what is thrown to the container
	 */
	public AbortFilter(Supplier<? extends IOException> failure) {
		this.failure = failure;
	}

	static void abort(ServletRequest request, AsyncContext async) {
		dispatch(request, async, true);
	}

	/**
	 * Fail, so that the container answers with an error page.
	 */
	static void fail(ServletRequest request, AsyncContext async) {
		dispatch(request, async, false);
	}

	/**
	 * Dispatch a request again that was dispatched before a container took it.
	 * @return whether it was
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
			// the container has found out that the client is gone, and has taken the
			// request
		}
	}

	/**
	 * Whether a response is to be broken off.
	 * @param request its request
	 * @return whether it is
	 */
	public static boolean isAborted(ServletRequest request) {
		return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
	}

	/**
	 * Why a response is broken off, for the container.
	 * @return the failure, without a stack
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
	 * Ends a response without its end.
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
