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
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * Lets a connection take more of a batch before it goes to the socket. Netty stops to
 * write frames at its high water mark, so that by default, with 64 KiB, each call of the
 * operating system writes no more than that.
 */
final class NettyTransport implements ServerBuilderCustomizer<NettyServerBuilder> {

	private static final int LOW = 512 * 1024;

	private static final int HIGH = 1024 * 1024;

	@Override
	public void customize(NettyServerBuilder builder) {
		builder.withChildOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW, HIGH));
	}

}
