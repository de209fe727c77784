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

package io.github.flightspring.interop.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Features and what became of them: a line for each with its name, {@code ok},
 * {@code FAIL} or {@code n/a}, and a detail.
 */
final class Report {

	private final Map<String, Feature> features = new LinkedHashMap<>();

	void add(String name, Feature feature) {
		this.features.put(name, feature);
	}

	void notAvailable(String reason, String... names) {
		for (String name : names) {
			add(name, () -> {
				throw new NotAvailableException(reason);
			});
		}
	}

	void run(Path path, String only) throws IOException, InterruptedException {
		ExecutorService executor = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "feature");
			thread.setDaemon(true);
			return thread;
		});
		try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(path))) {
			for (Map.Entry<String, Feature> feature : this.features.entrySet()) {
				if (feature.getKey().contains(only)) {
					out.printf("%s\t%s%n", feature.getKey(), outcome(executor, feature.getValue()));
					out.flush();
				}
			}
		}
	}

	private static String outcome(ExecutorService executor, Feature feature) throws InterruptedException {
		Future<?> run = executor.submit(() -> {
			feature.test();
			return null;
		});
		try {
			run.get(1, TimeUnit.MINUTES);
			return "ok\t";
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			return (cause instanceof NotAvailableException) ? "n/a\t" + cause.getMessage()
					: "FAIL\t" + String.valueOf(cause).replaceAll("\\s+", " ");
		}
		catch (TimeoutException ex) {
			return "FAIL\tno end after a minute";
		}
	}

	static void check(boolean condition, Object actual) {
		if (!condition) {
			throw new IllegalStateException("not as expected: " + actual);
		}
	}

	static void equal(@Nullable Object actual, @Nullable Object expected) {
		if (!Objects.equals(actual, expected)) {
			throw new IllegalStateException("'%s' is not '%s'".formatted(actual, expected));
		}
	}

	static <X extends Throwable> X fails(Class<X> type, Feature feature) throws Exception {
		try {
			feature.test();
		}
		catch (Throwable ex) {
			if (type.isInstance(ex)) {
				return type.cast(ex);
			}
			throw ex;
		}
		throw new IllegalStateException("no " + type.getSimpleName());
	}

	/**
	 * A test.
	 */
	interface Feature {

		/**
		 * Try the feature.
		 * @throws Exception if it does not work
		 */
		void test() throws Exception;

	}

	/**
	 * The library cannot do it.
	 */
	static final class NotAvailableException extends RuntimeException {

		NotAvailableException(String reason) {
			super(reason);
		}

	}

}
