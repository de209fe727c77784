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

package io.github.flightspring.autoconfigure.diagnostics;

import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a {@link InvalidFlightHandlerException}.
 */
final class InvalidFlightHandlerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFlightHandlerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidFlightHandlerException cause) {
		return new FailureAnalysis(
				"The handler method\n\n    %s\n\ncannot be served. %s.".formatted(cause.handler(), cause.problem()),
				cause.action() + ".", cause);
	}

}
