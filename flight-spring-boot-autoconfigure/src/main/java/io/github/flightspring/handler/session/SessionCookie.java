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

package io.github.flightspring.handler.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.flightspring.handler.FlightCall;

/**
 * The cookie that holds the id of a session.
 *
 * @param name the name of the cookie
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-4">RFC 6265, sections 4.1
 * and 4.2</a>
 */
public record SessionCookie(String name) {

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	/**
	 * Create a cookie.
	 * @throws IllegalArgumentException if the name is not valid for a cookie
	 */
	public SessionCookie {
		if (!isName(name)) {
			throw new IllegalArgumentException("'%s' is not the name of a cookie".formatted(name));
		}
	}

	/**
	 * Whether a name is valid for a cookie.
	 * @param name the name
	 * @return {@code true} if it is
	 */
	public static boolean isName(String name) {
		return TOKEN.matcher(name).matches();
	}

	/**
	 * The values that a client has sent. A client may send several cookies of one name,
	 * in several headers.
	 */
	List<String> values(FlightCall call) {
		List<String> values = new ArrayList<>();
		for (String header : call.headers().getAll("cookie")) {
			for (String pair : header.split(";")) {
				int equals = pair.indexOf('=');
				if (equals > 0 && pair.substring(0, equals).strip().equals(this.name)) {
					values.add(unquoted(pair.substring(equals + 1).strip()));
				}
			}
		}
		return values;
	}

	private static String unquoted(String value) {
		boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

	/**
	 * Set the cookie to an id. It is a session cookie, without an expiry.
	 */
	void send(FlightCall call, String id) {
		insert(call, id, "");
	}

	/**
	 * Remove the cookie from the client.
	 */
	void clear(FlightCall call) {
		insert(call, "", "; Max-Age=0");
	}

	private void insert(FlightCall call, String id, String age) {
		call.responseHeaders()
			.insert("set-cookie",
					this.name + "=" + id + "; Path=/; HttpOnly" + age + (call.isSecure() ? "; Secure" : ""));
	}

}
