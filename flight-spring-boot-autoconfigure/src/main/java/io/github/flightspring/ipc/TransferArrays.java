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

package io.github.flightspring.ipc;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Reused arrays for copying bytes between gRPC's buffers and Arrow's. They are not bound
 * to threads, because the number of virtual threads is unlimited.
 */
final class TransferArrays {

	/**
	 * The size of an array in bytes. It fits the processor's first-level cache.
	 */
	static final int SIZE = 16 * 1024;

	private static final int SLOTS = 64;

	private static final AtomicReferenceArray<byte @Nullable []> POOL = new AtomicReferenceArray<>(SLOTS);

	private TransferArrays() {
	}

	static byte[] take() {
		int start = slot();
		for (int i = 0; i < 8; i++) {
			byte[] array = POOL.getAndSet((start + i) % SLOTS, null);
			if (array != null) {
				return array;
			}
		}
		return new byte[SIZE];
	}

	static void give(byte[] array) {
		int start = slot();
		for (int i = 0; i < 8; i++) {
			if (POOL.compareAndSet((start + i) % SLOTS, null, array)) {
				return;
			}
		}
	}

	private static int slot() {
		long id = Thread.currentThread().getId();
		return (int) ((id * 0x9E3779B97F4A7C15L) >>> 58);
	}

}
