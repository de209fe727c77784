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

package io.github.flightspring.sample.web;

import java.io.InputStream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Takes files of any size, plain or compressed, chunked or not: by a path of their own,
 * or with a name in a header at any path that is no flight's. A body arrives here
 * decoded.
 */
@Configuration(proxyBeanMethods = false)
class FileDrop {

	private static final String NAME = "X-Filename";

	@Bean
	RouterFunction<ServerResponse> fileDropRoutes(FileStore store) {
		return RouterFunctions.route()
			.PUT("/files/{name}", (request) -> put(store, request.pathVariable("name"), request))
			.PUT(RequestPredicates.path("/flight/**")
				.negate()
				.and(RequestPredicates.headers((headers) -> !headers.header(NAME).isEmpty())),
					(request) -> put(store, request.headers().header(NAME).get(0), request))
			.build();
	}

	private static ServerResponse put(FileStore store, String name, ServerRequest request) throws Exception {
		try (InputStream body = request.servletRequest().getInputStream()) {
			store.store(name, body);
		}
		return ServerResponse.status(HttpStatus.CREATED).contentType(MediaType.TEXT_PLAIN).body("OK");
	}

}
