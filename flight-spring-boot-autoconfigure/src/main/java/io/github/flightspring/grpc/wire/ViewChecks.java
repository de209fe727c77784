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

package io.github.flightspring.grpc.wire;

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Checks the views of a text or binary view column.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout">Arrow
 * columnar format, Variable-size Binary View Layout</a>
 */
final class ViewChecks {

	static final int VIEW = 16;

	static final int INLINE = 12;

	private final ColumnLayout column;

	private final int count;

	private final Validity validity;

	ViewChecks(ColumnLayout column, int count, Validity validity) {
		this.column = column;
		this.count = count;
		this.validity = validity;
	}

	void check(ArrowBuf views, List<ArrowBuf> data) {
		BatchValidator.require(views, (long) VIEW * this.count, this.column, "view");
		boolean utf8 = this.column.utf8();
		for (int i = 0; i < this.count; i++) {
			if (!this.validity.isValid(i)) {
				continue;
			}
			long view = (long) VIEW * i;
			int length = views.getInt(view);
			ArrowBuf buffer = views;
			long start = view + 4;
			if (length < 0 || length > INLINE) {
				start = checkLong(i, length, views, data);
				buffer = data.get(views.getInt(view + 8));
			}
			if (utf8 && !Utf8Checks.isUtf8(buffer, start, length)) {
				throw Utf8Checks.invalid(this.column, i);
			}
		}
	}

	private long checkLong(int index, int length, ArrowBuf views, List<ArrowBuf> data) {
		long view = (long) VIEW * index;
		int buffer = views.getInt(view + 8);
		int offset = views.getInt(view + 12);
		if (length < 0 || buffer < 0 || buffer >= data.size() || offset < 0
				|| length > data.get(buffer).capacity() - offset) {
			throw WireErrors.invalid("value %d of column '%s' is a view of %d bytes at %d in buffer %d of %d", index,
					this.column.path(), length, offset, buffer, data.size());
		}
		if (views.getInt(view + 4) != data.get(buffer).getInt(offset)) {
			throw WireErrors.invalid("value %d of column '%s' does not begin with the prefix in its view", index,
					this.column.path());
		}
		return offset;
	}

}
