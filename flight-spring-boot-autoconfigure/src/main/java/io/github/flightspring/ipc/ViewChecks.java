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

package io.github.flightspring.ipc;

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

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
		for (int i = 0; i < this.count; i++) {
			String problem = problem(i, views, data);
			if (problem == null) {
				continue;
			}
			if (this.validity.isValid(i)) {
				throw WireErrors.invalid("value %d of column '%s' %s", i, this.column.path(), problem);
			}
			// the format allows any content in a null, but slicing a vector follows the
			// views of nulls too
			views.setZero((long) VIEW * i, VIEW);
		}
	}

	private @Nullable String problem(int index, ArrowBuf views, List<ArrowBuf> data) {
		long view = (long) VIEW * index;
		int length = views.getInt(view);
		if (length >= 0 && length <= INLINE) {
			return (this.column.utf8() && !Utf8Checks.isUtf8(views, view + 4, length)) ? "is not UTF-8" : null;
		}
		int buffer = views.getInt(view + 8);
		int offset = views.getInt(view + 12);
		if (length < 0 || buffer < 0 || buffer >= data.size() || offset < 0
				|| length > data.get(buffer).capacity() - offset) {
			return "is a view of " + length + " bytes at " + offset + " in buffer " + buffer + " of " + data.size();
		}
		if (views.getInt(view + 4) != data.get(buffer).getInt(offset)) {
			return "does not begin with the prefix in its view";
		}
		return (this.column.utf8() && !Utf8Checks.isUtf8(data.get(buffer), offset, length)) ? "is not UTF-8" : null;
	}

}
