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

package io.github.flightspring.signing;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SigningKeys}.
 */
class SigningKeysTests {

	private static final byte[] SECRET = bytes(32);

	private static final String BASE64 = Base64.getEncoder().encodeToString(SECRET);

	static Stream<String> spellings() {
		byte[] secret = SECRET;
		String hex = java.util.HexFormat.of().formatHex(secret);
		return Stream.of(BASE64, BASE64.replace("=", ""), Base64.getUrlEncoder().encodeToString(secret), "hex:" + hex,
				"HEX:" + hex.toUpperCase(), " " + BASE64.substring(0, 20) + "\n" + BASE64.substring(20) + "\n");
	}

	@ParameterizedTest
	@MethodSource("spellings")
	void whenSameSecretIsSpeltDifferentlyThenSameKey(String secret) {
		assertThat(sign(keys("k", secret))).isEqualTo(sign(keys("k", BASE64)));
	}

	@Test
	void whenThereAreSeveralThenTheFirstSignsAndAllAreFound() {
		SigningKeys keys = SigningKeys.parse("flight.ticket.keys",
				List.of(new SigningKeySource("2026-11", base64(64)), new SigningKeySource("2026-10", base64(33))));
		assertThat(keys.signing().id()).isEqualTo("2026-11");
		assertThat(keys.find("2026-11")).isSameAs(keys.signing());
		assertThat(keys.find("2026-10")).isNotNull().isNotSameAs(keys.signing());
		assertThat(keys.find("2026-09")).isNull();
	}

	@Test
	void whenRandomThenNoTwoAreTheSame() {
		assertThat(sign(SigningKeys.random())).isNotEqualTo(sign(SigningKeys.random()));
	}

	private static byte[] sign(SigningKeys keys) {
		return keys.signing().sign(SECRET, SECRET.length);
	}

	static Stream<Arguments> invalid() {
		return Stream.of(Arguments.of(null, BASE64, "flight.ticket.keys[0] has no id"),
				Arguments.of(" ", BASE64, "flight.ticket.keys[0] has no id"),
				Arguments.of(BASE64, "k", "flight.ticket.keys[0] has an id that is not 1 to 32"),
				Arguments.of("k/1", BASE64, "flight.ticket.keys[0] has an id that is not 1 to 32"),
				Arguments.of("k", null, "flight.ticket.keys[0] (id \"k\") has no secret"),
				Arguments.of("k", " \n", "has no secret"),
				Arguments.of("k", base64(31), "has a secret of 248 bits, where at least 256 are needed"),
				Arguments.of("k", "hex:00ff", "has a secret of 16 bits"),
				Arguments.of("k", "hex:0123456789abcdeg", "is not hexadecimal after \"hex:\""),
				Arguments.of("k", "hex:012", "is not hexadecimal after \"hex:\""),
				Arguments.of("k", "correct horse, battery staple!", "neither Base64 nor \"hex:\""),
				Arguments.of("k", Base64.getEncoder().encodeToString(new byte[32]), "one byte repeated"));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void whenKeyIsInvalidThenPlaceReasonAndMendAreNamedAndSecretIsNot(String id, String secret, String message) {
		assertThatExceptionOfType(InvalidSigningKeyException.class).isThrownBy(() -> keys(id, secret))
			.withMessageContaining(message)
			.withMessageContaining("openssl rand -base64 32")
			.withNoCause()
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).startsWith("flight.ticket.keys[0]");
				assertThat(ex.getMessage()).contains(ex.getReason(), ex.getAction());
				if (secret != null && secret.length() > 3) {
					assertThat(ex.getMessage()).doesNotContain(secret).doesNotContain("battery").doesNotContain(BASE64);
				}
			});
	}

	@Test
	void whenTwoKeysHaveTheSameIdThenRefused() {
		assertThatExceptionOfType(InvalidSigningKeyException.class)
			.isThrownBy(() -> SigningKeys.parse("flight.ticket.keys",
					List.of(new SigningKeySource("k", BASE64), new SigningKeySource("k", base64(40)))))
			.withMessageStartingWith("flight.ticket.keys[1] has the id \"k\" of another key");
	}

	@Test
	void whenThereAreNoneThenRefused() {
		assertThatExceptionOfType(InvalidSigningKeyException.class)
			.isThrownBy(() -> SigningKeys.parse("flight.ticket.keys", List.of()))
			.withMessageStartingWith("flight.ticket.keys is empty");
	}

	@Test
	void whenShownThenSecretIsNot() {
		assertThat(new SigningKeySource("k", BASE64).toString()).contains("k").doesNotContain(BASE64);
		assertThat(keys("k", BASE64)).hasToString("signing keys [k]");
	}

	private static SigningKeys keys(String id, String secret) {
		return SigningKeys.parse("flight.ticket.keys", List.of(new SigningKeySource(id, secret)));
	}

	private static String base64(int length) {
		return Base64.getEncoder().encodeToString(bytes(length));
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		// with bytes that Base64 spells with + and /
		IntStream.range(0, length).forEach((i) -> bytes[i] = (byte) (0xFB + i * 37 + length));
		return bytes;
	}

}
