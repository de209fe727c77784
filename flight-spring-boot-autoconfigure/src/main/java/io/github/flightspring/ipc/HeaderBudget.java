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

import java.nio.ByteBuffer;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.jspecify.annotations.Nullable;

/**
 * Counts the fields and text of a schema before the schema is created. A flatbuffer is a
 * graph. A header of a kilobyte can describe billions of fields by referring to the same
 * field twice on every level, and gigabytes of text by referring to the same text in
 * every field.
 */
final class HeaderBudget {

	private final FlightDataLimits limits;

	private int fields;

	private long text;

	private HeaderBudget(FlightDataLimits limits) {
		this.limits = limits;
	}

	static void check(Schema schema, FlightDataLimits limits) {
		HeaderBudget budget = new HeaderBudget(limits);
		budget.spendEntries(schema.customMetadataLength());
		for (int i = 0; i < schema.customMetadataLength(); i++) {
			budget.spend(schema.customMetadata(i));
		}
		budget.enter(schema.fieldsLength(), 1);
		for (int i = 0; i < schema.fieldsLength(); i++) {
			budget.visit(schema.fields(i), 1);
		}
	}

	private void visit(Field field, int depth) {
		spend(field.nameAsByteBuffer());
		spendEntries(field.customMetadataLength());
		for (int i = 0; i < field.customMetadataLength(); i++) {
			spend(field.customMetadata(i));
		}
		if (field.typeType() == Type.Timestamp) {
			Timestamp timestamp = (Timestamp) field.type(new Timestamp());
			spend((timestamp != null) ? timestamp.timezoneAsByteBuffer() : null);
		}
		if (field.typeType() == Type.Union) {
			Union union = (Union) field.type(new Union());
			spendEntries((union != null) ? union.typeIdsLength() : 0);
		}
		int children = field.childrenLength();
		if (children != 0) {
			enter(children, depth + 1);
			for (int i = 0; i < children; i++) {
				visit(field.children(i), depth + 1);
			}
		}
	}

	private void enter(int count, int depth) {
		if (depth > this.limits.maxDepth()) {
			throw WireErrors.invalid("the schema nests deeper than %d levels", this.limits.maxDepth());
		}
		if (count < 0 || count > this.limits.maxFields() - this.fields) {
			throw WireErrors.invalid("the schema has more than %d fields", this.limits.maxFields());
		}
		this.fields += count;
	}

	private void spendEntries(int count) {
		if (count < 0) {
			throw WireErrors.invalid("the schema has a list of length %d", count);
		}
		spend(4L * count);
	}

	private void spend(@Nullable KeyValue entry) {
		if (entry != null) {
			spend(entry.keyAsByteBuffer());
			spend(entry.valueAsByteBuffer());
		}
	}

	private void spend(@Nullable ByteBuffer text) {
		if (text != null) {
			spend(text.remaining());
		}
	}

	private void spend(long bytes) {
		this.text += bytes;
		if (this.text > this.limits.maxHeaderBytes()) {
			throw WireErrors.exhausted("the names and metadata of the schema have more than the limit of %d bytes",
					this.limits.maxHeaderBytes());
		}
	}

}
