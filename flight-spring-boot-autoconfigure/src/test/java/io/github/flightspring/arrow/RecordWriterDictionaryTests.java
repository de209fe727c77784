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

package io.github.flightspring.arrow;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Nullability;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The growth of the dictionaries of strings. The allocator fails each test that leaks.
 */
class RecordWriterDictionaryTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private <T> RecordWriter<T> writer(Class<T> type) {
		return RecordMapper.of(type).writer(this.allocator);
	}

	@Test
	void whenDictionaryGrowsThenItsEntriesCount() {
		try (RecordWriter<Tag> writer = writer(Tag.class)) {
			writer.write(new Tag("x".repeat(1000)));
			long first = writer.byteCount();
			writer.write(new Tag("x".repeat(1000)));
			assertThat(first).isGreaterThan(1000);
			assertThat(writer.byteCount()).isLessThan(first + 20);
		}
	}

	@Test
	void whenParentOfEncodedTextIsNullThenItsIndexIsInTheDictionary() {
		try (RecordWriter<Tagged> writer = writer(Tagged.class)) {
			writer.write(new Tagged(null));
			writer.finishBatch();
			assertThat(writer.dictionaries().lookup(0).getVector()).hasToString("[]");
			writer.reset();
		}
		try (RecordWriter<TaggedRequired> writer = writer(TaggedRequired.class)) {
			writer.write(new TaggedRequired(null));
			writer.finishBatch();
			assertThat(writer.dictionaries().lookup(0).getVector().getValueCount()).isOne();
		}
	}

	@Test
	void whenDictionaryIsLargeThenTheNextBatchStartsAnother() {
		try (RecordWriter<Tag> writer = writer(Tag.class)) {
			for (int i = 0; i < 40_000; i++) {
				writer.write(new Tag("t" + i));
			}
			writer.finishBatch();
			assertThat(writer.dictionaries().lookup(0).getVector().getValueCount()).isEqualTo(40_000);
			writer.reset();
			writer.write(new Tag("t39999"));
			writer.write(new Tag("new"));
			assertThat(Batches.read(RecordMapper.of(Tag.class), writer.finishBatch(), writer.dictionaries()))
				.containsExactly(new Tag("t39999"), new Tag("new"));
			assertThat(writer.dictionaries().lookup(0).getVector().getValueCount()).isEqualTo(2);
			writer.reset();
			writer.write(new Tag("more"));
			writer.write(new Tag("new"));
			assertThat(Batches.read(RecordMapper.of(Tag.class), writer.finishBatch(), writer.dictionaries()))
				.containsExactly(new Tag("more"), new Tag("new"));
			assertThat(writer.dictionaries().lookup(0).getVector().getValueCount()).isEqualTo(3);
		}
	}

	record Tag(@ArrowField(encoding = Encoding.DICTIONARY) String tag) {
	}

	record Tagged(@Nullable Tag tag) {
	}

	record RequiredTag(@ArrowField(encoding = Encoding.DICTIONARY, nullable = Nullability.NOT_NULL) String tag) {
	}

	record TaggedRequired(@Nullable RequiredTag tag) {
	}

}
