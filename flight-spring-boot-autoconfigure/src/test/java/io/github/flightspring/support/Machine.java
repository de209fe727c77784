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

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.netty.util.internal.PlatformDependent;
import org.apache.arrow.memory.BufferAllocator;
import org.awaitility.Awaitility;

/**
 * The direct memory and the threads of this process, as the tests read them.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Memory outside of the heap: Netty's of server and clients, pools included, and
	 * Arrow's.
	 * @param allocators Arrow's allocators
	 * @return the bytes
	 */
	public static long directMemory(BufferAllocator... allocators) {
		long pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		long arrow = Arrays.stream(allocators).mapToLong(BufferAllocator::getAllocatedMemory).sum();
		return Math.max(pools, PlatformDependent.usedDirectMemory()) + arrow;
	}

	/**
	 * Threads that are doing something, or wait for something other than their pool's
	 * next task.
	 * @return the names of the threads
	 */
	public static List<String> busyThreads() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> !isIdle(thread))
			.map((thread) -> thread.getKey().getName())
			.sorted()
			.toList();
	}

	private static boolean isIdle(Map.Entry<Thread, StackTraceElement[]> thread) {
		return thread.getValue().length == 0 || thread.getKey().getName().startsWith("awaitility")
				|| Stream.of(thread.getValue()).anyMatch((frame) -> frame.getMethodName().equals("getTask"));
	}

	/**
	 * Wait until a handler's thread waits in a method.
	 * @param method the method's name
	 */
	public static void awaitHandlerWaitingIn(String method) {
		Awaitility.await().until(() -> isHandlerWaitingIn(method));
	}

	/**
	 * Whether a handler's thread waits in a method.
	 * @param method the method's name
	 * @return whether one does
	 */
	public static boolean isHandlerWaitingIn(String method) {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith("flight-"))
			.filter((thread) -> thread.getKey().getState() != Thread.State.RUNNABLE)
			.flatMap((thread) -> Stream.of(thread.getValue()))
			.anyMatch((frame) -> frame.getMethodName().equals(method));
	}

}
