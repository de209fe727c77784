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

package io.github.flightspring.interop.actions;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.interop.uploads.TableStore;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Actions with no, one and many results.
 */
@FlightEndpoint
class Actions {

	private static final int MANY = 1000;

	private final BufferAllocator allocator;

	private final TableStore store;

	Actions(BufferAllocator allocator, TableStore store) {
		this.allocator = allocator;
		this.store = store;
	}

	@DoAction(type = "none", description = "Answers with nothing")
	void none() {
	}

	@DoAction(type = "one", description = "Answers with its body")
	byte[] one(byte[] body) {
		return body;
	}

	@DoAction(type = "many", description = "Answers with a thousand numbers")
	Stream<String> many() {
		return IntStream.range(0, MANY).mapToObj(Integer::toString);
	}

	/**
	 * Send the headers of the call back: as results, as headers and as trailers.
	 */
	@DoAction(type = "headers", description = "Answers with the headers of the call")
	Stream<String> headers(@FlightHeader(name = "x-interop-text", required = false) @Nullable String text,
			@FlightHeader(name = "x-interop-bin", required = false) byte @Nullable [] bytes, FlightCall call) {
		call.responseHeaders().insert("x-interop-header", "header " + text);
		call.responseTrailers().insert("x-interop-trailer", "trailer " + text);
		if (bytes != null) {
			call.responseHeaders().insert("x-interop-header-bin", bytes);
			call.responseTrailers().insert("x-interop-trailer-bin", bytes);
		}
		return Stream.of(String.valueOf(text), Arrays.toString(bytes));
	}

	/**
	 * The Arrow memory that is in use, without that of stored tables.
	 */
	@DoAction(type = "allocator", description = "Answers with the bytes in use for calls")
	String allocator() {
		return Long.toString(this.allocator.getAllocatedMemory() - this.store.bytes());
	}

	@DoGet("allocator")
	Stream<Used> used() {
		return Stream.of(new Used(Long.parseLong(allocator())));
	}

	/**
	 * A row.
	 *
	 * @param bytes the Arrow memory in use
	 */
	record Used(long bytes) {

	}

	@DoAction(type = "clear", description = "Forgets all uploads")
	void clear() {
		this.store.clear();
	}

}
