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

package io.github.flightspring.arrow.write;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Writes strings and the names of enum constants as UTF-8. An unpaired surrogate has no
 * UTF-8 form and becomes a question mark, as with
 * {@link String#getBytes(java.nio.charset.Charset)}.
 */
public final class TextWriter extends VariableWidthWriter {

	// measured: above this length, the JDK's own encoder with vector instructions is
	// faster
	private static final int SHORT = 16;

	public TextWriter(WriteTarget target) {
		super(target);
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		String text = (value instanceof String string) ? string : ((Enum<?>) value).name();
		int length = text.length();
		if (length <= SHORT && isWritten(index, text, length)) {
			return;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		putBytes(index, bytes, bytes.length);
	}

	/**
	 * Write a text if all of it is ASCII, and return whether it was written.
	 */
	private boolean isWritten(int index, String text, int length) {
		int start = begin(index, length);
		int all = 0;
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			all |= c;
			this.data.putByte((long) start + i, c);
		}
		if (all >= 0x80) {
			return false;
		}
		end(index, start, length);
		return true;
	}

}
