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

package io.github.flightspring.jdbc.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The statements that a call executes on its thread. They are cancelled in the database
 * when the call is cancelled. An interrupt does not do this: most drivers wait for the
 * answer of their database without heeding it.
 */
public final class CallStatements {

	private static final Executor CANCELS = cancels();

	private static final ThreadLocal<@Nullable CallStatements> current = new ThreadLocal<>();

	private final Set<StatementCancel> statements = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean registered = new AtomicBoolean();

	private final Consumer<Runnable> onCancel;

	private final Supplier<Scope> shields;

	private volatile boolean cancelled;

	private CallStatements(Consumer<Runnable> onCancel, Supplier<Scope> shields) {
		this.onCancel = onCancel;
		this.shields = shields;
	}

	/**
	 * The threads of cancellations. A database that does not answer holds one for as long
	 * as its driver waits.
	 */
	private static Executor cancels() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("flight-jdbc-cancel-");
		factory.setDaemon(true);
		ThreadPoolExecutor threads = new ThreadPoolExecutor(8, 8, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				factory);
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	/**
	 * Begin the work of a call on the current thread.
	 * @param onCancel the registration of a callback for the cancellation of the call
	 * @param shields the shields of the thread from interrupts by a cancellation
	 * @return the scope of the work, to be closed on the same thread
	 */
	public static Scope open(Consumer<Runnable> onCancel, Supplier<Scope> shields) {
		CallStatements outer = current.get();
		current.set(new CallStatements(onCancel, shields));
		return () -> restore(outer);
	}

	private static void restore(@Nullable CallStatements outer) {
		if (outer != null) {
			current.set(outer);
		}
		else {
			current.remove();
		}
	}

	/**
	 * Shield the current thread from interrupts while a driver works. A cancellation then
	 * cancels the statement and interrupts the thread when the driver has returned. A
	 * virtual thread that is interrupted while it reads a socket closes the socket, and
	 * with it the connection, on which the statement could no longer be cancelled.
	 * @return the scope of the driver's work, to be closed on the same thread. It must
	 * not wait for a client
	 */
	public static Scope shield() {
		CallStatements statements = current.get();
		return (statements != null) ? statements.shields.get() : () -> {
		};
	}

	/**
	 * The statements of the call on the current thread.
	 * @return the statements, or {@code null} if the thread serves no call
	 */
	static @Nullable CallStatements current() {
		return current.get();
	}

	/**
	 * Add a statement.
	 * @return whether the call goes on
	 */
	boolean add(StatementCancel statement) {
		if (this.registered.compareAndSet(false, true)) {
			this.onCancel.accept(this::cancel);
		}
		this.statements.add(statement);
		return !this.cancelled;
	}

	void remove(StatementCancel statement) {
		this.statements.remove(statement);
	}

	private void cancel() {
		this.cancelled = true;
		// not on the transport's thread: the driver calls its database
		CANCELS.execute(() -> this.statements.forEach(StatementCancel::cancel));
	}

	/**
	 * The work of a call, or of a driver, on a thread.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
