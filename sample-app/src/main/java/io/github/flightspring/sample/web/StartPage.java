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

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * The start page for browsers; for every other client the flight of stocks, so that one
 * that knows nothing but the server's address gets it.
 */
@Controller
class StartPage {

	@GetMapping("/")
	String start(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
			HttpServletResponse response) {
		if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
			return "forward:/index.html";
		}
		// which says itself what it depends on
		return "forward:/flight/stocks";
	}

}
