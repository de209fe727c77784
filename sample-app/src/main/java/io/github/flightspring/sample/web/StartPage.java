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

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The start page for browsers, and the list of flights for other clients that accept
 * anything, such as curl. The flight of stocks, about a gigabyte, is for clients that
 * name one of its types, and for those that send no {@code Accept} and know only the
 * address of the server.
 */
@Controller
class StartPage {

	private static final List<String> TYPES_OF_ROWS = List.of("multipart/", "application/vnd.apache.arrow.");

	@GetMapping("/")
	String start(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
			@RequestParam(required = false) @Nullable String format, HttpServletResponse response) {
		if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
			return "forward:/index.html";
		}
		if (accept == null || format != null || TYPES_OF_ROWS.stream().anyMatch(accept::contains)) {
			// which says itself what it depends on
			return "forward:/flight/stocks";
		}
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		return "forward:/flight";
	}

}
