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

import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * An iterator over the elements of a publisher. Each element is requested when the one
 * before was taken. Closing the iterator cancels the subscription. It also closes an
 * element that was received but not taken, because the element may hold Arrow memory.
 * <p>
 * If elements are to be closed and one is requested, the subscription is cancelled when
 * that element arrives, or when none does within the patience. An operator that changes
 * threads, such as {@code publishOn}, may hold elements for a task that has not begun.
 * Cancelling removes the task, and with it the last reference to these elements.
 */
final class PublisherIterator implements Iterator<Object>, AutoCloseable, Subscriber<Object> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final boolean closing;

	private final Duration patience;

	private @Nullable Subscription subscription;

	private @Nullable Object element;

	private @Nullable Throwable failure;

	private boolean requested;

	private boolean done;

	private boolean closed;

	private PublisherIterator(boolean closing, Duration patience) {
		this.closing = closing;
		this.patience = patience;
	}

	/**
	 * Subscribe to a publisher.
	 * @param publisher the publisher
	 * @param closing whether its elements are to be closed if they are not taken
	 * @param patience how long an element that is to be closed is awaited after the
	 * iterator was closed
	 * @return the iterator over its elements
	 */
	static PublisherIterator of(Publisher<?> publisher, boolean closing, Duration patience) {
		PublisherIterator iterator = new PublisherIterator(closing, patience);
		publisher.subscribe(iterator);
		return iterator;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		boolean late = change(() -> this.subscription = subscription);
		if (late) {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object element) {
		boolean late = change(() -> {
			if (!this.closed) {
				this.element = element;
			}
		});
		if (late) {
			cancel();
			discard(element);
		}
	}

	private void cancel() {
		Subscription upstream = this.subscription;
		if (upstream != null) {
			upstream.cancel();
		}
	}

	@Override
	public void onError(Throwable failure) {
		change(() -> {
			this.failure = failure;
			this.done = true;
		});
	}

	@Override
	public void onComplete() {
		change(() -> this.done = true);
	}

	private boolean change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean hasNext() {
		request();
		this.lock.lock();
		try {
			while (this.element == null && !this.done) {
				this.changed.await();
			}
			if (this.element != null) {
				return true;
			}
			if (this.failure != null) {
				throw unchecked(this.failure);
			}
			return false;
		}
		catch (InterruptedException ex) {
			throw new UndeclaredThrowableException(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Request an element outside of the lock, because a publisher may emit on this
	 * thread.
	 */
	private void request() {
		Subscription upstream = null;
		this.lock.lock();
		try {
			while (this.subscription == null && !this.done) {
				this.changed.await();
			}
			if (!this.requested && !this.done) {
				this.requested = true;
				upstream = this.subscription;
			}
		}
		catch (InterruptedException ex) {
			throw new UndeclaredThrowableException(ex);
		}
		finally {
			this.lock.unlock();
		}
		if (upstream != null) {
			upstream.request(1);
		}
	}

	@Override
	public Object next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		this.lock.lock();
		try {
			Object next = this.element;
			this.element = null;
			this.requested = false;
			if (next == null) {
				throw new NoSuchElementException();
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static RuntimeException unchecked(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException exception) ? exception : new UndeclaredThrowableException(failure);
	}

	@Override
	public void close() {
		this.lock.lock();
		Object left;
		boolean expected;
		try {
			this.closed = true;
			left = this.element;
			this.element = null;
			expected = this.closing && this.requested && left == null && !this.done;
		}
		finally {
			this.lock.unlock();
		}
		if (expected) {
			CompletableFuture.delayedExecutor(this.patience.toMillis(), TimeUnit.MILLISECONDS).execute(this::cancel);
		}
		else {
			cancel();
		}
		if (left != null) {
			discard(left);
		}
	}

	static void discard(Object element) {
		if (element instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException("An element that was not taken could not be closed", ex);
			}
		}
	}

}
