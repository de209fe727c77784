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

package io.github.flightspring.http.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import io.github.flightspring.http.call.HttpProblem;

/**
 * The characters of a UTF-8 text, with their line number. A byte order mark at the start
 * is skipped.
 */
final class TextInput {

	private static final int END = -1;

	private static final int BYTE_ORDER_MARK = 0xFEFF;

	private final Reader reader;

	private final char[] chars = new char[8192];

	private int position;

	private int limit;

	private long line = 1;

	private boolean started;

	TextInput(InputStream in) {
		this.reader = new InputStreamReader(in,
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
	}

	/**
	 * The number of the next character's line.
	 */
	long line() {
		return this.line;
	}

	/**
	 * Look at the next character, or -1 at the end.
	 */
	int peek() {
		if (this.position == this.limit && !fill()) {
			return END;
		}
		return this.chars[this.position];
	}

	/**
	 * Take the next character, or -1 at the end.
	 */
	int read() {
		int next = peek();
		if (next != END) {
			this.position++;
			this.line += (next == '\n') ? 1 : 0;
		}
		return next;
	}

	private boolean fill() {
		try {
			this.position = 0;
			this.limit = Math.max(0, this.reader.read(this.chars));
		}
		catch (CharacterCodingException ex) {
			throw problem(this.line, " or one soon after it is not UTF-8");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (!this.started && this.limit > 0) {
			this.started = true;
			this.position = (this.chars[0] == BYTE_ORDER_MARK) ? 1 : 0;
			return this.position < this.limit || fill();
		}
		return this.limit > 0;
	}

	static HttpProblem problem(long line, String detail) {
		return new HttpProblem(400, "Line " + line + detail).with("line", line);
	}

}
