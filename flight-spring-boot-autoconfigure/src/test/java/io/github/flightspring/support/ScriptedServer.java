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

package io.github.flightspring.support;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application of a test class with {@link Scripted} handlers, and a client for it.
 * After each test it proves that no call and no memory is left.
 */
public final class ScriptedServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	private final Class<?>[] beans;

	private final String[] properties;

	private @Nullable RunningApplication application;

	private @Nullable WireClient client;

	public ScriptedServer(String... properties) {
		this(new Class<?>[0], properties);
	}

	public ScriptedServer(Class<?>[] beans, String... properties) {
		this.beans = Stream.concat(Stream.of(Scripted.class), Stream.of(beans)).toArray(Class<?>[]::new);
		this.properties = properties;
	}

	public RunningApplication application() {
		return Objects.requireNonNull(this.application);
	}

	public Scripted scripted() {
		return application().context().getBean(Scripted.class);
	}

	public WireClient client() {
		return Objects.requireNonNull(this.client);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.application = RunningApplication.start(this.beans, this.properties);
		this.client = this.application.wireClient();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		application().awaitNoCalls();
		assertThat(scripted().running()).isZero();
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		if (this.application != null) {
			this.application.close();
		}
	}

}
