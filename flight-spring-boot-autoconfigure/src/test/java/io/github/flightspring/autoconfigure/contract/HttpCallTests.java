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

package io.github.flightspring.autoconfigure.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.flightspring.support.Http2Client;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.FlightStatusCode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls over HTTP.
 */
class HttpCallTests extends CallContract {

	private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");

	@Override
	Callable<FlightStatusCode> prepare(String flight) {
		return () -> download(flight);
	}

	private FlightStatusCode download(String flight) throws Exception {
		HttpResponse<byte[]> response = application().get("/flight/contract/" + flight);
		if (response.statusCode() == 200) {
			return FlightStatusCode.OK;
		}
		if (response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
			// Spring Boot's own error page
			assertThat(response.statusCode()).isEqualTo(500);
			return FlightStatusCode.INTERNAL;
		}
		Matcher code = CODE.matcher(new String(response.body(), StandardCharsets.UTF_8));
		assertThat(code.find()).isTrue();
		return FlightStatusCode.valueOf(code.group(1));
	}

	@Override
	void leave(String flight, boolean closing) throws Exception {
		try (Http2Client client = new Http2Client(application().port(), 100_000)) {
			int stream = client.get("/flight/contract/" + flight);
			client.awaitBytes(stream, 1);
			if (!closing) {
				client.reset(stream);
				assertEnded(FlightStatusCode.CANCELLED);
			}
		}
	}

	@Override
	Class<?> brokenRequests() {
		return BrokenRequests.class;
	}

	@Override
	AutoCloseable start(String flight, boolean awaitBatch) throws Exception {
		CompletableFuture<HttpResponse<InputStream>> response = application().client()
			.sendAsync(application().request("/flight/contract/" + flight).build(), BodyHandlers.ofInputStream());
		if (!awaitBatch) {
			return () -> response.cancel(true);
		}
		assertThat(response.get().body().readNBytes(100)).hasSize(100);
		return () -> response.get().body().close();
	}

	/**
	 * A filter whose requests fail in one way.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BrokenRequests {

		@Bean
		OncePerRequestFilter broken(ContractFlights.Ends ends) {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					chain.doFilter(new HttpServletRequestWrapper(request) {

						@Override
						public String getHeader(String name) {
							if (name.equals("Expect")) {
								ends.failIn("open");
							}
							return super.getHeader(name);
						}

						@Override
						public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
							ends.failIn("request");
							return super.startAsync(request, response);
						}

					}, response);
				}

			};
		}

	}

}
