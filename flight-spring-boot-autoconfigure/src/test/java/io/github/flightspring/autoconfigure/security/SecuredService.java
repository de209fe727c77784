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

package io.github.flightspring.autoconfigure.security;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightCall;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Handlers that tell who called them.
 */
@FlightEndpoint("who")
class SecuredService {

	final Map<String, String> seen = new ConcurrentHashMap<>();

	record Who(@Nullable String name) {
	}

	static @Nullable String current() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null) ? authentication.getName() : null;
	}

	@DoGet
	List<Who> who() {
		return List.of(new Who(current()));
	}

	@DoGet("lazy")
	Stream<Who> lazily() {
		return IntStream.range(0, 3).mapToObj((i) -> new Who(current()));
	}

	@DoGet("forever")
	Stream<Who> forever(FlightCall call) {
		call.onCancel(() -> this.seen.put("cancelled", String.valueOf(current())));
		return Stream.generate(() -> new Who(current()));
	}

	@DoPut("upload")
	long upload(ArrowReader rows) throws Exception {
		long count = 0;
		while (rows.loadNextBatch()) {
			count += rows.getVectorSchemaRoot().getRowCount();
		}
		this.seen.put("upload", String.valueOf(current()));
		return count;
	}

	@DoExchange(command = "echo")
	Stream<Who> echo(Stream<Who> rows) {
		return rows.map((row) -> new Who(row.name() + " by " + current()));
	}

	@DoAction("who")
	String action(Authentication authentication, @AuthenticationPrincipal(expression = "toString()") String principal,
			FlightCall call) {
		return "%s %s %s".formatted(authentication.getName(), principal.isEmpty() ? "?" : "ok",
				(call.principal() == authentication) ? "same" : "other");
	}

	@DoAction("nobody")
	String nobody(@AuthenticationPrincipal @Nullable Integer wrongType) {
		return String.valueOf(wrongType);
	}

}
