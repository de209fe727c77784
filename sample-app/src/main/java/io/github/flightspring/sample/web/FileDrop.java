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

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes files of any size, plain or compressed, chunked or not. A body arrives here
 * decoded.
 */
@RestController
class FileDrop {

	private final FileStore store;

	FileDrop(FileStore store) {
		this.store = store;
	}

	@PutMapping(path = "/files/{name}", produces = MediaType.TEXT_PLAIN_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	String put(@PathVariable String name, HttpServletRequest request) throws IOException {
		try (InputStream body = request.getInputStream()) {
			this.store.store(name, body);
		}
		return "OK";
	}

	@PutMapping(path = { "/", "/files", "/{ignored}" }, headers = "X-Filename", produces = MediaType.TEXT_PLAIN_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	String putNamed(@RequestHeader("X-Filename") String name, HttpServletRequest request) throws IOException {
		return put(name, request);
	}

}
