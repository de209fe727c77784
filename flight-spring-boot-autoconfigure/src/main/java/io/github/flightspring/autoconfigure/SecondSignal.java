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

package io.github.flightspring.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for SIGTERM and SIGINT while the JVM shuts down. By default the JVM ignores
 * them then. {@code sun.misc.Signal} is the only way: every JDK exports it and it is not
 * deprecated, but the compiler warns about its name, so it is used by reflection. Where
 * it is missing or signals are disabled, no second signal is received.
 */
final class SecondSignal implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SecondSignal.class);

	private static final String[] NAMES = { "TERM", "INT" };

	private final Map<Object, @Nullable Object> replaced = new LinkedHashMap<>();

	private SecondSignal() {
	}

	/**
	 * Start to listen for signals.
	 * @param action the action of a signal, which runs on a thread of its own
	 * @return the listener, to be closed when signals are no longer needed
	 */
	static SecondSignal listen(Runnable action) {
		SecondSignal signals = new SecondSignal();
		for (String name : NAMES) {
			try {
				signals.replace(name, action);
			}
			catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
				logger.debug("A second SIG{} cannot be heard", name, ex);
			}
		}
		return signals;
	}

	/**
	 * Return whether the JVM shuts down, and so ignores signals without a listener.
	 * @return whether the JVM shuts down
	 */
	static boolean isNeeded() {
		Thread probe = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(probe);
			Runtime.getRuntime().removeShutdownHook(probe);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	private void replace(String name, Runnable action) throws ReflectiveOperationException {
		Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
		Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "handle" -> {
						action.run();
						yield null;
					}
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> "second signal";
				});
		Class<?> signalType = Class.forName("sun.misc.Signal");
		Object signal = signalType.getConstructor(String.class).newInstance(name);
		this.replaced.put(signal, set(signal, handlerType, handler));
	}

	private static @Nullable Object set(Object signal, Class<?> handlerType, Object handler)
			throws ReflectiveOperationException {
		return signal.getClass().getMethod("handle", signal.getClass(), handlerType).invoke(null, signal, handler);
	}

	@Override
	public void close() {
		this.replaced.forEach((signal, before) -> {
			try {
				if (before != null) {
					set(signal, Class.forName("sun.misc.SignalHandler"), before);
				}
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				logger.debug("A signal has its handler no more", ex);
			}
		});
	}

}
