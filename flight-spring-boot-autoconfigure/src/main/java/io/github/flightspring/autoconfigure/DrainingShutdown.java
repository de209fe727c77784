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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.flightspring.admission.FlightDrain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Waits for running calls when the context is closed, before any bean is stopped: the
 * servers still serve running calls, and the beans of handlers still work. By default,
 * and with {@code server.shutdown=graceful}, calls may run for
 * {@code flight.server.drain-timeout}. With {@code server.shutdown=immediate} they are
 * cancelled at once.
 */
final class DrainingShutdown implements ApplicationListener<ContextClosedEvent>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(DrainingShutdown.class);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final ApplicationContext context;

	private final FlightDrain drain;

	private final Duration timeout;

	private final List<ShutdownListener> listeners;

	private volatile boolean drained;

	DrainingShutdown(ApplicationContext context, FlightDrain drain, Duration timeout, Environment environment,
			List<ShutdownListener> listeners) {
		this.context = context;
		this.drain = drain;
		this.timeout = "immediate".equalsIgnoreCase(environment.getProperty("server.shutdown")) ? Duration.ZERO
				: timeout;
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		notifyListeners(ShutdownListener::shutdownStarts);
		Thread closing = Thread.currentThread();
		SecondSignal signal = SecondSignal.listen(() -> force(closing));
		try {
			this.drain.drain(this.timeout);
		}
		finally {
			this.drained = true;
			// without the listener, a JVM that shuts down ignores signals
			if (!SecondSignal.isNeeded()) {
				signal.close();
			}
		}
		notifyListeners(ShutdownListener::callsHaveEnded);
		if (this.drain.isForced() && this.drain.left() > 0) {
			interruptWaits(closing);
		}
	}

	boolean isDrained() {
		return this.drained;
	}

	/**
	 * Cancel the calls. If that is done already, interrupt the thread that closes the
	 * context: this ends all of its waits, including those of servers and of other beans.
	 * @param closing the thread that closes the context
	 */
	void force(Thread closing) {
		if (this.drained) {
			logger.warn("A further signal: nothing is waited for any more");
			interruptWaits(closing);
		}
		else {
			logger.warn("A second signal: calls are cancelled");
			this.drain.force();
		}
	}

	private static void interruptWaits(Thread closing) {
		closing.interrupt();
		// servers clear the interrupt flag, and the next wait would go on; in a JVM
		// that keeps running, the thread may do other work by then
		if (SecondSignal.isNeeded()) {
			Thread again = new Thread(() -> {
				while (closing.isAlive()) {
					closing.interrupt();
					LockSupport.parkNanos(INTERVAL_NANOS);
				}
			}, "flight-shutdown");
			again.setDaemon(true);
			again.start();
		}
	}

	private void notifyListeners(Consumer<ShutdownListener> event) {
		for (ShutdownListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("{} could not be told that the server shuts down", listener, ex);
			}
		}
	}

	// first, because other listeners may stop beans that handlers need
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
