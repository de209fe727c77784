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

import java.io.Reader;

/**
 * A reader of the characters of one line. They are read on demand, so that an error at
 * the start of a line is found before the whole line is in memory.
 */
final class TextLine extends Reader {

	private final TextInput in;

	private final int longest;

	private final long line;

	private int length;

	private boolean ended;

	/**
	 * Create a reader of the next line.
	 * @param in the text
	 * @param longest the most characters in the line
	 */
	TextLine(TextInput in, int longest) {
		this.in = in;
		this.longest = longest;
		this.line = in.line();
	}

	@Override
	public int read(char[] buffer, int offset, int length) {
		int count = 0;
		while (count < length && !this.ended) {
			int next = this.in.read();
			this.ended = next < 0 || next == '\n';
			if (!this.ended) {
				if (this.length++ == this.longest) {
					throw TextInput.problem(this.line, " has more than %d characters".formatted(this.longest));
				}
				buffer[offset + count++] = (char) next;
			}
		}
		return (count > 0 || length == 0) ? count : -1;
	}

	@Override
	public void close() {
		// the text continues after the line
	}

}
