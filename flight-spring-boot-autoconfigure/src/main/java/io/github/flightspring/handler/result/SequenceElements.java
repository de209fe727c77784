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

package io.github.flightspring.handler.result;

import io.github.flightspring.handler.result.ElementContainer.Elements;
import kotlin.sequences.Sequence;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The elements of Kotlin's sequences. Usable only with Kotlin on the class path.
 */
final class SequenceElements {

	private SequenceElements() {
	}

	static @Nullable ElementContainer container(ResolvableType type) {
		return Sequence.class.isAssignableFrom(type.toClass())
				? new ElementContainer(type.as(Sequence.class).getGeneric(),
						(value) -> Elements.of(((Sequence<?>) value)::iterator, value))
				: null;
	}

}
