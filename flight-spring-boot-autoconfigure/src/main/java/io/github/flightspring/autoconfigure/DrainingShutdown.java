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
 * Lets calls end when the context is closed, before anything is stopped: servers go on to
 * serve what runs, and beans that handlers use are there. By default, and with
 * {@code server.shutdown=graceful}, calls may go on for
 * {@code flight.server.drain-timeout}; with {@code server.shutdown=immediate} they are
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
			// a JVM that shuts down ignores signals otherwise
			if (!SecondSignal.isNeeded()) {
				signal.close();
			}
		}
		notifyListeners(ShutdownListener::callsHaveEnded);
		if (this.drain.isForced() && this.drain.left() > 0) {
			hurry(closing);
		}
	}

	boolean isDrained() {
		return this.drained;
	}

	/**
	 * Cancel calls, or wait for nothing any more if that is done: whatever the thread
	 * waits for that closes the context ends when it is interrupted, the waits of servers
	 * and of other beans included.
	 * @param closing the thread
	 */
	void force(Thread closing) {
		if (this.drained) {
			logger.warn("A further signal: nothing is waited for any more");
			hurry(closing);
		}
		else {
			logger.warn("A second signal: calls are cancelled");
			this.drain.force();
		}
	}

	private static void hurry(Thread closing) {
		closing.interrupt();
		// servers forget that they were interrupted, and the next wait goes on; in a JVM
		// that stays, the thread may do something else by then
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
			catch (RuntimeException ex) {
				logger.warn("{} could not be told that the server shuts down", listener, ex);
			}
		}
	}

	// other listeners may stop what handlers need
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
