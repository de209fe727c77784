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

package io.github.flightspring.handler.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor that resumes calls that have waited without a thread. One change may
 * resume many of them at once. They share at most four threads, on which they must not
 * block.
 */
public final class ResumingExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(ResumingExecutor.class);

	private static final int MOST_THREADS = 4;

	private final Executor threads;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Semaphore workers = new Semaphore(MOST_THREADS);

	public ResumingExecutor(Executor threads) {
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.workers.tryAcquire()) {
			try {
				this.threads.execute(this::work);
			}
			catch (RuntimeException | Error ex) {
				// the server shuts down or has no thread left: the submitting thread runs
				// the remaining tasks
				work();
			}
		}
	}

	private void work() {
		do {
			try {
				for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
					run(task);
				}
			}
			finally {
				this.workers.release();
			}
			// a task may have been added when no worker was free
		}
		while (!this.tasks.isEmpty() && this.workers.tryAcquire());
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A call that has waited could not go on", ex);
		}
	}

}
