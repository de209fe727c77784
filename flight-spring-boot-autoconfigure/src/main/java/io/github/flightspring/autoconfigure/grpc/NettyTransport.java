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

package io.github.flightspring.autoconfigure.grpc;

import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * Makes Netty's buffers large enough for batches. Netty stops writing frames at its high
 * water mark. By default it is 64 KiB, so one system call writes no more than that. Netty
 * frees a chunk of memory when the last buffer in it is released. With gRPC's chunks of 2
 * MiB every batch is therefore received into new memory, which the operating system and
 * the JDK fill with zeros first. The class also limits the number of concurrent calls on
 * one connection, which gRPC does not limit, and the rate at which they are reset.
 */
final class NettyTransport implements ServerBuilderCustomizer<NettyServerBuilder> {

	private static final int LOW = 512 * 1024;

	private static final int HIGH = 1024 * 1024;

	// long enough for a client to cancel all of its open calls
	private static final int RESET_SECONDS = 10;

	private final int maxCallsPerConnection;

	private final int maxResetsPerSecond;

	NettyTransport(int maxCallsPerConnection, int maxResetsPerSecond) {
		this.maxCallsPerConnection = maxCallsPerConnection;
		this.maxResetsPerSecond = maxResetsPerSecond;
	}

	@Override
	public void customize(NettyServerBuilder builder) {
		builder.withChildOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW, HIGH));
		builder.withChildOption(ChannelOption.ALLOCATOR, Allocator.INSTANCE);
		builder.maxConcurrentCallsPerConnection(this.maxCallsPerConnection);
		if (this.maxResetsPerSecond > 0) {
			builder.maxRstFramesPerWindow(
					(int) Math.min(Integer.MAX_VALUE, (long) this.maxResetsPerSecond * RESET_SECONDS), RESET_SECONDS);
		}
	}

	/**
	 * Return the memory that the buffers of all servers use now.
	 * @return the bytes
	 */
	static long usedMemory() {
		return Allocator.INSTANCE.pinnedDirectMemory();
	}

	/**
	 * The allocator of all servers. It is shared because pools are not freed when a
	 * server ends.
	 */
	private static final class Allocator {

		// pages of 8 KiB make chunks of 16 MiB; Netty keeps a chunk of which at most a
		// quarter was ever used
		private static final int MAX_ORDER = Integer.getInteger("io.netty.allocator.maxOrder", 11);

		static final PooledByteBufAllocator INSTANCE = new PooledByteBufAllocator(true,
				PooledByteBufAllocator.defaultNumHeapArena(), arenas(), PooledByteBufAllocator.defaultPageSize(),
				MAX_ORDER, PooledByteBufAllocator.defaultSmallCacheSize(),
				PooledByteBufAllocator.defaultNormalCacheSize(), PooledByteBufAllocator.defaultUseCacheForAllThreads());

		private Allocator() {
		}

		/**
		 * Return the number of arenas. Each arena has at least one chunk. Together the
		 * arenas take at most a sixth of the heap's limit, which is also the limit of
		 * direct memory, and at most one chunk for each processor.
		 */
		private static int arenas() {
			Runtime runtime = Runtime.getRuntime();
			long chunk = (long) PooledByteBufAllocator.defaultPageSize() << MAX_ORDER;
			long affordable = Math.min(runtime.availableProcessors(), runtime.maxMemory() / 6 / chunk);
			return (int) Math.max(1, Math.min(affordable, PooledByteBufAllocator.defaultNumDirectArena()));
		}

	}

}
