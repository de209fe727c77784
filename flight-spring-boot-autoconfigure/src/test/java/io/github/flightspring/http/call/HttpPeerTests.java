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

import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The address from which a request comes.
 */
class HttpPeerTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7", "192.0.2.7:4711, 192.0.2.7", "2001:db8::1, 2001:db8:0:0:0:0:0:1",
			"[2001:db8::1], 2001:db8:0:0:0:0:0:1", "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
			"::ffff:192.0.2.7, 192.0.2.7", "::1, 0:0:0:0:0:0:0:1" })
	void whenItIsAnAddressThenItIsKnown(String host, String address) {
		InetSocketAddress peer = HttpPeer.of(host, 80);
		assertThat(peer.isUnresolved()).isFalse();
		assertThat(peer.getAddress().getHostAddress()).isEqualTo(address);
		assertThat(peer.getPort()).isEqualTo(80);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "_hidden", "unknown", "fe80::1%eth0", "256.0.0.1", "1.2.3", "010.0.0.1",
			"1:2", "[::1", "::1::2", "12345", "cafe", "a.b:1", "" })
	void whenItIsNoAddressThenItIsNotLookedUp(String host) {
		InetSocketAddress peer = HttpPeer.of(host, 80);
		assertThat(peer.isUnresolved()).isTrue();
		assertThat(peer.getHostString()).isEqualTo(host);
	}

	@Test
	void whenAnAddressIsShownThenAsThatOfGrpc() {
		assertThat(HttpPeer.of("127.0.0.1", 4711)).hasToString("/127.0.0.1:4711");
	}

}
