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

import io.github.flightspring.signing.InvalidSigningKeyException;
import io.github.flightspring.signing.SigningKeySource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/**
 * Analyzes a {@link BindException} of signing keys that are not written as a list of an
 * id and a secret each. It comes before Boot's own analyzer, which would show the value,
 * a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SigningKeyBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final InvalidSigningKeyFailureAnalyzer analyzer = new InvalidSigningKeyFailureAnalyzer();

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ResolvableType type = cause.getTarget().getType();
		if (type.toClass() != SigningKeySource.class
				&& type.asCollection().resolveGeneric() != SigningKeySource.class) {
			return null;
		}
		return this.analyzer.analyze(rootFailure, new InvalidSigningKeyException(cause.getName().toString(),
				"is a single value, where each key has an 'id' and a 'secret'"));
	}

}
