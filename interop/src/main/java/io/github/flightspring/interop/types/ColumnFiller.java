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

package io.github.flightspring.interop.types;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Fills columns buffer by buffer, as the columnar format says, so that no vector's idea
 * of its type comes between the values and the wire. A nullable value is null for every
 * fourth seed.
 */
final class ColumnFiller {

	private static final int INLINE = 12;

	private final BufferAllocator allocator;

	private final List<ArrowFieldNode> nodes = new ArrayList<>();

	private final List<ArrowBuf> buffers = new ArrayList<>();

	private final List<Long> viewBuffers = new ArrayList<>();

	private ColumnFiller(BufferAllocator allocator) {
		this.allocator = allocator;
	}

	static void fill(VectorSchemaRoot root, BufferAllocator allocator, int firstSeed, int rows) {
		ColumnFiller filler = new ColumnFiller(allocator);
		int[] seeds = IntStream.range(firstSeed, firstSeed + rows).toArray();
		root.getSchema().getFields().forEach((field) -> filler.column(field, seeds));
		try (ArrowRecordBatch batch = new ArrowRecordBatch(rows, filler.nodes, filler.buffers,
				NoCompressionCodec.DEFAULT_BODY_COMPRESSION, filler.viewBuffers, true, false)) {
			new VectorLoader(root).load(batch);
		}
	}

	private static boolean valid(Field field, int seed) {
		return !field.isNullable() || seed % 4 != 3;
	}

	private void column(Field field, int[] seeds) {
		ArrowType type = field.getType();
		switch (type.getTypeID()) {
			case Null -> this.nodes.add(new ArrowFieldNode(seeds.length, seeds.length));
			case Union -> union(field, seeds);
			case RunEndEncoded -> runs(field, seeds);
			default -> {
				validity(field, seeds);
				values(field, seeds);
			}
		}
	}

	private void values(Field field, int[] seeds) {
		ArrowType type = field.getType();
		boolean large = TypeLayout.getTypeLayout(type).getBufferLayouts().size() > 1
				&& TypeLayout.getTypeLayout(type).getBufferLayouts().get(1).getTypeBitWidth() == 64;
		switch (type.getTypeID()) {
			case Bool -> bits(seeds.length, (i) -> SampleValues.bool(seeds[i]) ? 1 : 0);
			case Utf8, LargeUtf8, Binary, LargeBinary -> variable(field, seeds, large);
			case Utf8View, BinaryView -> views(field, seeds);
			case List, Map, LargeList, ListView, LargeListView -> lists(field, seeds);
			case FixedSizeList -> column(field.getChildren().get(0), IntStream.range(0, 2 * seeds.length).toArray());
			case Struct -> struct(field, seeds);
			default -> fixed(field, seeds);
		}
	}

	private void validity(Field field, int[] seeds) {
		int nulls = (int) IntStream.of(seeds).filter((seed) -> !valid(field, seed)).count();
		this.nodes.add(new ArrowFieldNode(seeds.length, nulls));
		bits(seeds.length, (i) -> valid(field, seeds[i]) ? 1 : 0);
	}

	private void fixed(Field field, int[] seeds) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		for (int seed : seeds) {
			byte[] value = (field.getDictionary() != null)
					? Arrays.copyOf(new byte[] { (byte) (seed % 3) },
							((ArrowType.Int) field.getType()).getBitWidth() / 8)
					: SampleValues.fixed(field.getType(), seed);
			data.writeBytes(valid(field, seed) ? value : new byte[value.length]);
		}
		buffer(data.toByteArray());
	}

	private static byte[] bytes(Field field, int seed) {
		return switch (field.getType().getTypeID()) {
			case Utf8, LargeUtf8, Utf8View -> SampleValues.utf8(seed);
			default -> SampleValues.binary(seed);
		};
	}

	private void variable(Field field, int[] seeds, boolean large) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		int[] offsets = new int[seeds.length + 1];
		for (int i = 0; i < seeds.length; i++) {
			if (valid(field, seeds[i])) {
				data.writeBytes(bytes(field, seeds[i]));
			}
			offsets[i + 1] = data.size();
		}
		numbers(offsets, large);
		buffer(data.toByteArray());
	}

	private void views(Field field, int[] seeds) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		ByteBuffer views = SampleValues.buffer(16 * seeds.length);
		for (int i = 0; i < seeds.length; i++) {
			byte[] value = valid(field, seeds[i]) ? bytes(field, seeds[i]) : new byte[0];
			views.position(16 * i).putInt(value.length);
			if (value.length <= INLINE) {
				views.put(value);
			}
			else {
				views.put(value, 0, 4).putInt(0).putInt(data.size());
				data.writeBytes(value);
			}
		}
		buffer(views.array());
		this.viewBuffers.add((data.size() > 0) ? 1L : 0L);
		if (data.size() > 0) {
			buffer(data.toByteArray());
		}
	}

	private void lists(Field field, int[] seeds) {
		int[] offsets = new int[seeds.length + 1];
		int[] sizes = new int[seeds.length];
		for (int i = 0; i < seeds.length; i++) {
			sizes[i] = valid(field, seeds[i]) ? seeds[i] % 3 : 0;
			offsets[i + 1] = offsets[i] + sizes[i];
		}
		int count = offsets[seeds.length];
		switch (field.getType().getTypeID()) {
			case ListView, LargeListView -> {
				boolean large = field.getType() instanceof ArrowType.LargeListView;
				numbers(Arrays.copyOf(offsets, seeds.length), large);
				numbers(sizes, large);
			}
			default -> numbers(offsets, field.getType() instanceof ArrowType.LargeList);
		}
		column(field.getChildren().get(0), IntStream.range(0, count).toArray());
	}

	private void struct(Field field, int[] seeds) {
		int[] next = IntStream.of(seeds).map((seed) -> seed + 1).toArray();
		field.getChildren().forEach((child) -> column(child, next));
	}

	private void union(Field field, int[] seeds) {
		this.nodes.add(new ArrowFieldNode(seeds.length, 0));
		byte[] types = new byte[seeds.length];
		int[] offsets = new int[seeds.length];
		int[] counts = new int[2];
		for (int i = 0; i < seeds.length; i++) {
			types[i] = (byte) (seeds[i] % 2);
			offsets[i] = counts[types[i]]++;
		}
		buffer(types);
		boolean dense = ((ArrowType.Union) field.getType()).getMode() == UnionMode.Dense;
		if (dense) {
			numbers(offsets, false);
		}
		for (int child = 0; child < 2; child++) {
			int type = child;
			column(field.getChildren().get(child),
					dense ? IntStream.of(seeds).filter((seed) -> seed % 2 == type).toArray() : seeds);
		}
	}

	private void runs(Field field, int[] seeds) {
		int rows = seeds.length;
		int count = (rows + 1) / 2;
		this.nodes.add(new ArrowFieldNode(rows, 0));
		this.nodes.add(new ArrowFieldNode(count, 0));
		bits(count, (i) -> 1);
		numbers(IntStream.range(0, count).map((run) -> Math.min(2 * run + 2, rows)).toArray(), false);
		column(field.getChildren().get(1), IntStream.range(0, count).toArray());
	}

	private void bits(int count, IntUnaryOperator bit) {
		byte[] bits = new byte[(count + 7) / 8];
		for (int i = 0; i < count; i++) {
			bits[i / 8] |= (byte) (bit.applyAsInt(i) << (i % 8));
		}
		buffer(bits);
	}

	private void numbers(int[] values, boolean large) {
		ByteBuffer bytes = SampleValues.buffer(values.length * (large ? 8 : 4));
		for (int value : values) {
			if (large) {
				bytes.putLong(value);
			}
			else {
				bytes.putInt(value);
			}
		}
		buffer(bytes.array());
	}

	private void buffer(byte[] bytes) {
		ArrowBuf buffer = this.allocator.buffer(Math.max(8, bytes.length));
		buffer.setBytes(0, bytes);
		buffer.writerIndex(bytes.length);
		this.buffers.add(buffer);
	}

}
