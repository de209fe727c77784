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

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A signing key: an id and an initialized HMAC-SHA256.
 */
public final class SigningKey {

	static final int MIN_SECRET_LENGTH = 32;

	/**
	 * The length of a signature, in bytes.
	 */
	public static final int SIGNATURE_LENGTH = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

	private static final Pattern SPACE = Pattern.compile("\\s+");

	private final String id;

	private final SecretKeySpec secret;

	private final Mac prototype;

	SigningKey(String id, byte[] secret) {
		this.id = id;
		this.secret = new SecretKeySpec(secret, ALGORITHM);
		this.prototype = newMac();
	}

	static SigningKey parse(String property, SigningKeySource source) {
		String id = source.id();
		if (id == null || id.isBlank()) {
			throw new InvalidSigningKeyException(property, "has no id");
		}
		if (!ID.matcher(id).matches()) {
			throw new InvalidSigningKeyException(property,
					"has an id that is not 1 to 32 letters, digits, dots, dashes and underscores");
		}
		String location = "%s (id \"%s\")".formatted(property, id);
		return new SigningKey(id, parseSecret(location, source.secret()));
	}

	private static byte[] parseSecret(String location, @Nullable String text) {
		String compact = (text != null) ? SPACE.matcher(text).replaceAll("") : "";
		if (compact.isEmpty()) {
			throw new InvalidSigningKeyException(location, "has no secret");
		}
		byte[] secret = decode(location, compact);
		if (secret.length < MIN_SECRET_LENGTH) {
			throw new InvalidSigningKeyException(location, "has a secret of %d bits, where at least %d are needed"
				.formatted(secret.length * 8, MIN_SECRET_LENGTH * 8));
		}
		boolean constant = true;
		for (byte value : secret) {
			constant &= value == secret[0];
		}
		if (constant) {
			throw new InvalidSigningKeyException(location,
					"has a secret that is one byte repeated, which is no secret");
		}
		return secret;
	}

	private static byte[] decode(String location, String text) {
		boolean hex = text.toLowerCase(Locale.ROOT).startsWith("hex:");
		try {
			return hex ? HexFormat.of().parseHex(text, 4, text.length())
					: Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			// no cause: the decoder's message quotes the secret
			throw new InvalidSigningKeyException(location, hex ? "has a secret that is not hexadecimal after \"hex:\""
					: "has a secret that is neither Base64 nor \"hex:\" and hexadecimal digits");
		}
	}

	/**
	 * Return the id of the key.
	 * @return 1 to 32 letters, digits, dots, dashes and underscores
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the secret, for other code that computes HMAC-SHA256.
	 * @return the secret
	 */
	public SecretKey secret() {
		return this.secret;
	}

	/**
	 * Sign bytes.
	 * @param content the array with the bytes
	 * @param length the number of bytes to sign, from the first on
	 * @return the signature
	 */
	public byte[] sign(byte[] content, int length) {
		Mac mac = mac();
		mac.update(content, 0, length);
		return mac.doFinal();
	}

	// A Mac is not thread-safe. A clone of an initialized one is cheaper than a new one,
	// and does not accumulate with virtual threads as a thread-local would.
	private Mac mac() {
		try {
			return (Mac) this.prototype.clone();
		}
		catch (CloneNotSupportedException ex) {
			return newMac();
		}
	}

	private Mac newMac() {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			return mac;
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
