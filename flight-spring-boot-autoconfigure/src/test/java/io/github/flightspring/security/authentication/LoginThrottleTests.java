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

package io.github.flightspring.security.authentication;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginThrottleTests {

	private static final SocketAddress ONE = new InetSocketAddress("192.0.2.1", 1000);

	private static final SocketAddress ONE_AGAIN = new InetSocketAddress("192.0.2.1", 1001);

	private static final SocketAddress OTHER = new InetSocketAddress("192.0.2.2", 1000);

	private final AtomicLong now = new AtomicLong();

	private final LoginThrottle throttle = new LoginThrottle(3, Duration.ofSeconds(60), this.now::get);

	@Test
	void whenLoginsFailThenTheirAddressHasToWait() {
		assertThat(failures(ONE, "user")).isEqualTo(3);
		assertThat(this.throttle.begin(new InetSocketAddress("192.0.2.1", 2000), "another", "x")).isNull();
		assertThat(this.throttle.begin(OTHER, "user", "x")).isNotNull();
		this.now.addAndGet(Duration.ofSeconds(20).toNanos());
		assertThat(failures(ONE, "user")).isEqualTo(1);
	}

	@Test
	void whenLoginsSucceedThenTheyDoNotCount() {
		for (int i = 0; i < 100; i++) {
			succeed("user", "good");
		}
	}

	@Test
	void whenPasswordsCannotBeCheckedThenTheyDoNotCount() {
		for (int i = 0; i < 100; i++) {
			LoginThrottle.Login login = this.throttle.begin(ONE, "user", "any");
			assertThat(login).isNotNull();
			login.unchecked();
		}
	}

	@Test
	void whenAUserHasLoggedInBeforeThenOthersDoNotLockTheUserOut() {
		succeed("user", "good");
		assertThat(failures(ONE, "attacker")).isEqualTo(3);
		for (int i = 0; i < 100; i++) {
			succeed("user", "good");
		}
	}

	@Test
	void whenAUserHasLoggedInBeforeThenOtherPasswordsAreRefusedAsThoseOfAnybody() {
		succeed("user", "good");
		assertThat(failures(ONE, "attacker")).isEqualTo(3);
		assertThat(this.throttle.begin(ONE, "user", "wrong")).isNull();
		assertThat(this.throttle.begin(ONE, "nobody", "wrong")).isNull();
	}

	@Test
	void whenAUserIsGuessedAtThenTheOwnAllowanceEndsToo() {
		succeed("user", "good");
		exhaust(ONE_AGAIN, "user");
		assertThat(this.throttle.begin(new InetSocketAddress("192.0.2.1", 1002), "user", "good")).isNull();
	}

	@Test
	void whenAUserIsGuessedAtThenTheExistingConnectionStaysUsable() {
		succeed("user", "good");
		exhaust(ONE_AGAIN, "user");
		for (int i = 0; i < 100; i++) {
			succeed("user", "good");
		}
	}

	@Test
	void whenAConnectionIsUsedToGuessThenItHasNoAllowanceAnyMore() {
		succeed("user", "good");
		exhaust(ONE_AGAIN, "user");
		assertThat(this.throttle.begin(ONE, "user", "guess")).isNull();
		assertThat(this.throttle.begin(ONE, "user", "good")).isNull();
	}

	@Test
	void whenAPasswordIsNotGoodAnyMoreThenAConnectionIsLimitedLikeAnother() {
		succeed("user", "good");
		exhaust(ONE_AGAIN, "user");
		int allowed = 0;
		while (this.throttle.begin(ONE, "user", "good") != null) {
			allowed++;
		}
		assertThat(allowed).isEqualTo(3);
	}

	private void exhaust(SocketAddress peer, String user) {
		assertThat(failures(peer, "attacker")).isEqualTo(3);
		for (int i = 0; i < 3; i++) {
			assertThat(this.throttle.begin(peer, user, "guess" + i)).isNull();
		}
	}

	private void succeed(String user, String password) {
		LoginThrottle.Login login = this.throttle.begin(ONE, user, password);
		assertThat(login).isNotNull();
		login.succeeded();
	}

	@Test
	void whenAnAddressIsOfTheSameNetworkInVersion6ThenItIsTheSame() {
		assertThat(failures(new InetSocketAddress("2001:db8::1", 1), "user")).isEqualTo(3);
		assertThat(failures(new InetSocketAddress("2001:db8::2", 1), "user")).isZero();
		assertThat(failures(new InetSocketAddress("2001:db8:0:1::1", 1), "user")).isEqualTo(3);
	}

	@Test
	void whenThereIsNoLimitThenNothingIsThrottled() {
		LoginThrottle open = new LoginThrottle(0, Duration.ofSeconds(60), this.now::get);
		for (int i = 0; i < 1000; i++) {
			assertThat(open.begin(ONE, "user", "x")).isNotNull();
		}
	}

	private int failures(SocketAddress peer, String user) {
		int allowed = 0;
		while (this.throttle.begin(peer, user, "wrong") != null) {
			allowed++;
		}
		return allowed;
	}

}
