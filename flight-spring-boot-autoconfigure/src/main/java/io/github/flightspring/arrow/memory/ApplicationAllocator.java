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

package io.github.flightspring.arrow.memory;

import java.time.Duration;

import io.github.flightspring.internal.Nanos;
import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root allocator of the application's Arrow memory. Closing it waits for open calls
 * to release their memory and logs memory that is not released. Its children release
 * foreign memory that exceeds their limits, such as batches of the C data interface.
 */
public final class ApplicationAllocator extends RootAllocator {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationAllocator.class);

	private final Duration patience;

	/**
	 * Create an allocator.
	 * @param limit the limit of all calls together, in bytes
	 * @param patience the longest wait for memory when the allocator is closed
	 */
	public ApplicationAllocator(long limit, Duration patience) {
		super(limit);
		this.patience = patience;
	}

	@Override
	public BufferAllocator newChildAllocator(String name, AllocationListener listener, long initReservation,
			long maxAllocation) {
		return new ReleasingAllocator(super.newChildAllocator(name, listener, initReservation, maxAllocation));
	}

	@Override
	public void close() {
		long end = System.nanoTime() + Nanos.of(this.patience);
		boolean interrupted = false;
		while (!interrupted && System.nanoTime() < end
				&& (getAllocatedMemory() > 0 || !getChildAllocators().isEmpty())) {
			try {
				Thread.sleep(10);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		try {
			super.close();
		}
		catch (IllegalStateException ex) {
			logger.error("{} bytes of Arrow memory were not given back: {}", getAllocatedMemory(), ex.getMessage());
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
