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

package io.github.flightspring.http.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The client address of a request, in the same form as gRPC's. The host is an IP address,
 * so that a client is the same caller over both. Any other host, such as a name from a
 * proxy, is never looked up: the address is then unresolved.
 */
public final class HttpPeer {

	private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	// some proxies add the port
	private static final Pattern IPV4 = Pattern.compile("(%1$s(?:\\.%1$s){3})(?::\\d{1,5})?".formatted(OCTET));

	// the JDK parses a text with a colon and only these characters as a literal, or fails
	private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

	private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)\\](?::\\d{1,5})?");

	private HttpPeer() {
	}

	/**
	 * The address of a request's client.
	 * @param request the request, after the filters that handle proxies
	 * @return the address and port
	 */
	public static InetSocketAddress of(HttpServletRequest request) {
		return of(request.getRemoteAddr(), request.getRemotePort());
	}

	static InetSocketAddress of(String host, int port) {
		InetAddress address = literal(host);
		return (address != null) ? new InetSocketAddress(address, port)
				: InetSocketAddress.createUnresolved(host, port);
	}

	private static @Nullable InetAddress literal(String host) {
		Matcher ipv4 = IPV4.matcher(host);
		Matcher brackets = BRACKETS.matcher(host);
		String text = brackets.matches() ? brackets.group(1) : host;
		try {
			if (ipv4.matches()) {
				return InetAddress.getByName(ipv4.group(1));
			}
			return IPV6.matcher(text).matches() ? InetAddress.getByName(text) : null;
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
