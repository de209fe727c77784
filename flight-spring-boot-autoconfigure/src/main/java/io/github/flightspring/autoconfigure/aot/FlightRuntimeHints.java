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

package io.github.flightspring.autoconfigure.aot;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * The runtime hints that do not depend on the application.
 */
class FlightRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		// a second signal at shutdown
		hints.reflection()
			.registerType(TypeReference.of("sun.misc.Signal"), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(TypeReference.of("sun.misc.SignalHandler"));
		// rows of uploads as the argument of a validated bean
		hints.proxies()
			.registerJdkProxy(TypeReference.of("io.github.flightspring.handler.validation.UnreadRows$OfStream"));
		// versions for the info endpoint
		hints.resources()
			.registerPattern("META-INF/maven/io.github.flightspring/flight-spring-boot-autoconfigure/pom.properties")
			.registerPattern("META-INF/maven/org.apache.arrow/arrow-vector/pom.properties")
			.registerPattern("META-INF/maven/org.apache.arrow/flight-core/pom.properties");
	}

}
