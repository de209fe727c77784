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

import java.util.List;
import java.util.Map;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * A writer of a column whose values consist of the values of child columns.
 */
public abstract class GroupWriter extends ColumnWriter {

	private final long bits;

	private final int buffers;

	final ColumnWriter[] children;

	GroupWriter(WriteTarget target, ColumnWriter[] children) {
		super(target);
		this.children = children;
		long bits = 1;
		int buffers = 1;
		for (ColumnWriter child : children) {
			bits += child.bitsPerValue();
			buffers += child.bufferCount();
		}
		this.bits = bits;
		this.buffers = buffers;
	}

	@Override
	final void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		writeChildren(index, value);
		this.validity.valid(index);
	}

	abstract void writeChildren(int index, Object value);

	@Override
	final void writeEmpty(int index) {
		for (ColumnWriter child : this.children) {
			child.writeAbsent(index);
		}
		this.validity.valid(index);
	}

	@Override
	final long bitsPerValue() {
		return this.bits;
	}

	@Override
	final int bufferCount() {
		return this.buffers;
	}

	@Override
	final List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		for (ColumnWriter child : this.children) {
			child.finish(count);
		}
		return List.of(validity);
	}

	@Override
	final void resetBuffers(boolean reusable) {
		for (ColumnWriter child : this.children) {
			child.reset(reusable);
		}
	}

	@Override
	final void closeBuffers() {
		for (ColumnWriter child : this.children) {
			child.close();
		}
	}

	/**
	 * Writes nested rows, which may be maps.
	 */
	public static final class OfRecord extends GroupWriter {

		private final RowWriter parts;

		private final MapRows maps;

		public OfRecord(WriteTarget target, ColumnWriter[] children, RowWriter parts, MapRows maps) {
			super(target, children);
			this.parts = parts;
			this.maps = maps;
		}

		@Override
		void writeChildren(int index, Object value) {
			RowWriter rows = (value instanceof Map<?, ?>) ? this.maps : this.parts;
			rows.write(this.children, index, value);
		}

	}

	/**
	 * Writes the entries of maps.
	 */
	public static final class OfEntry extends GroupWriter {

		public OfEntry(WriteTarget target, ColumnWriter[] children) {
			super(target, children);
		}

		@Override
		void writeChildren(int index, Object value) {
			Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
			this.children[0].write(index, entry.getKey());
			this.children[1].write(index, entry.getValue());
		}

	}

}
