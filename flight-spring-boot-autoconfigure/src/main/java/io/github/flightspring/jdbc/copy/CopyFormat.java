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

package io.github.flightspring.jdbc.copy;

import java.nio.charset.StandardCharsets;

/**
 * The constants of PostgreSQL's binary format. It is described in the documentation of
 * COPY, the values in the functions of PostgreSQL that send and receive a type.
 */
public final class CopyFormat {

	/**
	 * The number of values in place of which the end of the rows is marked.
	 */
	public static final int END = -1;

	/**
	 * The length in place of which a null is marked.
	 */
	public static final int NULL = -1;

	/**
	 * The days from 1970 to 2000, from which dates are counted.
	 */
	public static final long EPOCH_DAYS = 10_957;

	/**
	 * The seconds from 1970 to 2000, from which times are counted.
	 */
	public static final long EPOCH_SECONDS = EPOCH_DAYS * 86_400;

	/**
	 * The base of the digits of a decimal.
	 */
	public static final int BASE = 10_000;

	/**
	 * The sign of a negative decimal.
	 */
	public static final int NEGATIVE = 0x4000;

	/**
	 * The version of the form of a value of the type jsonb, which precedes its text.
	 */
	public static final int JSONB_VERSION = 1;

	private static final String SIGNATURE = "PGCOPY\n\u00ff\r\n\0";

	private CopyFormat() {
	}

	/**
	 * Return the first bytes of a copy.
	 * @return the signature
	 */
	public static byte[] signature() {
		return SIGNATURE.getBytes(StandardCharsets.ISO_8859_1);
	}

}
