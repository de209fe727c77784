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

package io.github.flightspring.http.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Decodes the bodies of requests for the application's own controllers. They see no
 * Content-Encoding and no Content-Length, and read the decoded bytes. A body that does
 * not match its coding or exceeds a limit makes the read fail.
 */
public final class RequestDecodingFilter extends OncePerRequestFilter {

	private static final Set<String> HIDDEN = hidden();

	private final BodyLimits limits;

	private final String except;

	private final HandlerExceptionResolver exceptions;

	/**
	 * Create the filter.
	 * @param limits the limits of a body
	 * @param except the path whose requests are decoded elsewhere
	 * @param exceptions the resolver that answers refused requests
	 */
	public RequestDecodingFilter(BodyLimits limits, String except, HandlerExceptionResolver exceptions) {
		this.limits = limits;
		this.except = except;
		this.exceptions = exceptions;
	}

	private static Set<String> hidden() {
		Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		Collections.addAll(hidden, HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LENGTH);
		return hidden;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return request.getHeader(HttpHeaders.CONTENT_ENCODING) == null || path.equals(this.except)
				|| path.startsWith(this.except + "/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest decoded;
		try {
			if (InputCodings.of(request).isEmpty()) {
				decoded = request;
			}
			else {
				decoded = new Decoded(request, this.limits.open(request, new Body(request), (problem) -> problem));
			}
		}
		catch (RuntimeException ex) {
			if (this.exceptions.resolveException(request, response, null, ex) == null) {
				throw ex;
			}
			return;
		}
		chain.doFilter(decoded, response);
	}

	/**
	 * The body, opened at the first read.
	 */
	private static final class Body extends InputStream {

		private final HttpServletRequest request;

		Body(HttpServletRequest request) {
			this.request = request;
		}

		@Override
		public int read() throws IOException {
			return this.request.getInputStream().read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return this.request.getInputStream().read(buffer, offset, length);
		}

	}

	/**
	 * A request without its content coding.
	 */
	private static final class Decoded extends HttpServletRequestWrapper {

		private final ServletInputStream body;

		Decoded(HttpServletRequest request, InputStream body) {
			super(request);
			this.body = new DecodedBody(body);
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.body;
		}

		@Override
		public int getContentLength() {
			return -1;
		}

		@Override
		public long getContentLengthLong() {
			return -1;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return HIDDEN.contains(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return HIDDEN.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			List<String> names = Collections.list(super.getHeaderNames());
			names.removeIf(HIDDEN::contains);
			return Collections.enumeration(names);
		}

	}

	/**
	 * The decoded body as a servlet's stream.
	 */
	private static final class DecodedBody extends ServletInputStream {

		private final InputStream in;

		private boolean finished;

		DecodedBody(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = this.in.read(buffer, offset, length);
			this.finished |= read < 0;
			return read;
		}

		@Override
		public boolean isFinished() {
			return this.finished;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("A decoded body is read by a thread that may block");
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}
