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

package io.github.flightspring.autoconfigure.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;

import io.github.flightspring.support.HttpApplication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters that set headers when they are left.
 */
class HandOverTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.start(new Class<?>[] { NumberFlights.class, Slow.class });
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/flight/numbers", "/flight/numbers?info", "/flight/numbers/nothing", "/flight" })
	void whenAFilterIsSlowToLeaveThenItsHeadersAreSent(String path) throws Exception {
		HttpResponse<byte[]> response = application.get(path);
		assertThat(response.headers().firstValue("Left-When-Committed")).hasValue("false");
	}

	/**
	 * Waits for a response that is sent without it.
	 */
	static class Slow extends OncePerRequestFilter {

		private static final int PATIENCE = 100;

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
			for (int i = 0; i < PATIENCE && !response.isCommitted(); i++) {
				LockSupport.parkNanos(1_000_000);
			}
			response.setHeader("Left-When-Committed", String.valueOf(response.isCommitted()));
		}

	}

}
