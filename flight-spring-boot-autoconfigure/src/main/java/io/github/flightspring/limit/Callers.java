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

package io.github.flightspring.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * The keys that identify callers. An authenticated caller is identified as a user, any
 * other caller by host. All hosts of one IPv6 /64 network count as one caller, because
 * one subscriber has all of its addresses.
 */
public final class Callers {

	private static final int NETWORK_BYTES = 8;

	private Callers() {
	}

	/**
	 * Return the key of a caller.
	 * @param principal the authenticated caller, or {@code null}
	 * @param peer the remote address of the call, or {@code null} if it is unknown
	 * @return the key of the user, or of the host if there is no principal
	 */
	public static String key(@Nullable Principal principal, @Nullable SocketAddress peer) {
		return (principal != null) ? "user:" + principal.getName() : hostKey(peer);
	}

	/**
	 * Return the key of a caller's host.
	 * @param peer the remote address of the call, or {@code null} if it is unknown
	 * @return the key; all addresses that are not network addresses share one
	 */
	public static String hostKey(@Nullable SocketAddress peer) {
		return "host:" + ((peer instanceof InetSocketAddress address) ? host(address) : "local");
	}

	private static String host(InetSocketAddress peer) {
		InetAddress address = peer.getAddress();
		if (address == null) {
			return peer.getHostString();
		}
		byte[] bytes = address.getAddress();
		return HexFormat.of().formatHex(bytes, 0, (address instanceof Inet6Address) ? NETWORK_BYTES : bytes.length);
	}

}
