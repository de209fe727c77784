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

package io.github.flightspring.arrow.batch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.flightspring.arrow.Batches;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The division of rows into batches.
 */
class RecordBatcherTests {

	private final RootAllocator allocator = new RootAllocator();

	private final RecordWriter<Line> writer = RecordMapper.of(Line.class).writer(this.allocator);

	private final List<Integer> rows = new ArrayList<>();

	private final List<Long> bytes = new ArrayList<>();

	private final List<Integer> ids = new ArrayList<>();

	@AfterEach
	void closeAllocator() {
		this.writer.close();
		this.allocator.close();
	}

	private RecordBatcher<Line> batcher(BatchLimits limits) {
		return new RecordBatcher<>(this.writer, limits, (root) -> {
			this.rows.add(root.getRowCount());
			this.bytes.add(Batches.bodyLength(root));
			Batches.read(RecordMapper.of(Line.class), root, this.writer.dictionaries())
				.forEach((line) -> this.ids.add(line.id()));
		});
	}

	private static List<Line> lines(int count, int length) {
		return IntStream.range(0, count).mapToObj((id) -> new Line(id, "x".repeat(length))).toList();
	}

	@Test
	void whenRowLimitIsReachedThenBatchIsEmitted() throws Exception {
		assertThat(batcher(BatchLimits.of(Long.MAX_VALUE, 3)).addAll(lines(8, 1).iterator())).isEqualTo(8);
		assertThat(this.rows).containsExactly(3, 3, 2);
		assertThat(this.ids).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
	}

	@Test
	void whenByteLimitIsReachedThenBatchIsEmitted() throws Exception {
		batcher(BatchLimits.of(100_000, Integer.MAX_VALUE)).addAll(lines(10_000, 100).iterator());
		assertThat(this.ids).hasSize(10_000).isSorted();
		assertThat(this.bytes.subList(0, this.bytes.size() - 1))
			.allSatisfy((size) -> assertThat(size).isBetween(100_000L - 40, 100_000L + 40 + 108));
	}

	@Test
	void whenRowIsWideThenBatchOvershootsByNoMoreThanIt() throws Exception {
		int wide = 10 << 20;
		List<Line> lines = new ArrayList<>(lines(10, 10));
		lines.add(new Line(10, "é".repeat(wide / 2)));
		lines.addAll(lines(10, 10));
		batcher(BatchLimits.of(1 << 20, Integer.MAX_VALUE)).addAll(lines.iterator());
		assertThat(this.rows).containsExactly(11, 10);
		assertThat(this.bytes.get(0)).isBetween((long) wide, wide + (1L << 20));
	}

	@Test
	void whenRowsAreWideThenEachIsABatch() throws Exception {
		batcher(BatchLimits.of(1, Integer.MAX_VALUE)).addAll(lines(3, 0).iterator());
		assertThat(this.rows).containsExactly(1, 1, 1);
	}

	@Test
	void whenNoRowsThenNoBatchButASchema() throws Exception {
		assertThat(batcher(BatchLimits.of(1, 1)).addAll(Collections.emptyIterator())).isZero();
		assertThat(this.rows).isEmpty();
		assertThat(this.writer.root().getSchema().getFields()).hasSize(2);
	}

	@Test
	void whenFirstRowIsOldThenBatchIsEmittedWithTheNext() throws Exception {
		RecordBatcher<Line> batcher = batcher(
				new BatchLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMillis(20)));
		batcher.add(new Line(1, ""));
		assertThat(this.rows).isEmpty();
		Thread.sleep(25);
		batcher.add(new Line(2, ""));
		assertThat(this.rows).containsExactly(2);
	}

	@Test
	void whenDelayIsZeroThenEachRowIsABatch() throws Exception {
		batcher(new BatchLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO)).addAll(lines(3, 1).iterator());
		assertThat(this.rows).containsExactly(1, 1, 1);
	}

	@Test
	void whenConsumerFailsThenItsRowsAreDroppedAndTheWriterIsFit() throws Exception {
		RecordBatcher<Line> failing = new RecordBatcher<>(this.writer, BatchLimits.of(Long.MAX_VALUE, 2), (root) -> {
			throw new IOException("gone");
		});
		assertThatThrownBy(() -> failing.addAll(lines(3, 1).iterator())).hasMessage("gone");
		assertThat(this.writer.rowCount()).isZero();
		batcher(BatchLimits.of(Long.MAX_VALUE, 2)).addAll(lines(1, 1).iterator());
		assertThat(this.rows).containsExactly(1);
	}

	@Test
	void whenLimitsAreNotPositiveThenTheyAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> BatchLimits.of(0, 1)).withMessageContaining("0 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> BatchLimits.of(1, -1)).withMessageContaining("-1 rows");
	}

	record Line(int id, String text) {
	}

}
