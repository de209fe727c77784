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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages with a few bytes changed are read or refused; no other failure, no access
 * beyond a buffer, and no byte that stays allocated.
 */
class MutationTests {

	private static final int ROUNDS = 4000;

	@BeforeAll
	static void register() {
		// extension types that are known are read by code of their own
		OpaqueType.ensureRegistered();
	}

	@Test
	void whenBytesAreChangedThenReadOrRefused() throws IOException {
		try (RootAllocator allocator = new RootAllocator()) {
			List<List<byte[]>> streams = streams(allocator);
			Random random = new Random(20261121);
			int refused = 0;
			for (int round = 0; round < ROUNDS; round++) {
				List<byte[]> stream = new ArrayList<>(streams.get(round % streams.size()));
				int index = random.nextInt(stream.size());
				stream.set(index, mutate(stream.get(index), random));
				refused += readAll(stream, allocator, round) ? 0 : 1;
				assertThat(allocator.getAllocatedMemory()).as("round %d", round).isZero();
			}
			assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
		}
	}

	private static boolean readAll(List<byte[]> stream, RootAllocator parent, int round) throws IOException {
		try (BufferAllocator allocator = parent.newChildAllocator("call", 0, 16 << 20);
				FlightDataReader reader = Wire.reader(stream, allocator)) {
			while (reader.next()) {
				if (reader.hasBatch()) {
					touch(reader.getVectorSchemaRoot());
				}
			}
			return true;
		}
		catch (FlightRuntimeException | OutOfMemoryException ex) {
			return false;
		}
		catch (RuntimeException | Error ex) {
			throw new AssertionError("Round " + round + " failed", ex);
		}
	}

	static void touch(VectorSchemaRoot root) {
		for (FieldVector vector : root.getFieldVectors()) {
			int count = Math.min(vector.getValueCount(), 1000);
			assertThat(new RangeEqualsVisitor(vector, vector).rangeEquals(new Range(0, 0, count))).isTrue();
		}
	}

	private static byte[] mutate(byte[] bytes, Random random) {
		byte[] result = bytes.clone();
		switch (random.nextInt(5)) {
			case 0 -> {
				return Arrays.copyOf(bytes, random.nextInt(bytes.length));
			}
			case 1 -> {
				int at = random.nextInt(bytes.length);
				byte[] longer = new byte[bytes.length + 1 + random.nextInt(8)];
				random.nextBytes(longer);
				System.arraycopy(bytes, 0, longer, 0, at);
				System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
				return longer;
			}
			case 2 -> {
				int at = random.nextInt(bytes.length);
				Arrays.fill(result, at, Math.min(bytes.length, at + 4), (byte) ((random.nextBoolean()) ? 0xFF : 0));
			}
			default -> {
				for (int i = random.nextInt(4); i >= 0; i--) {
					// the first bytes are the header, where most is decided
					int at = random.nextInt((random.nextBoolean()) ? bytes.length : Math.min(bytes.length, 400));
					result[at] ^= (byte) (1 << random.nextInt(8));
				}
			}
		}
		return result;
	}

	static List<List<byte[]>> streams(RootAllocator allocator) {
		List<List<byte[]>> streams = new ArrayList<>();
		for (Field field : Columns.all().values()) {
			try (VectorSchemaRoot root = Columns.root(List.of(field), 50, 7, allocator)) {
				streams.add(Wire.write(root, null, Wire.PLAIN, allocator));
				streams.add(Wire.write(root, null, Wire.ZSTD, allocator));
			}
		}
		streams.add(dictionary(allocator));
		return streams;
	}

	private static List<byte[]> dictionary(RootAllocator allocator) {
		DictionaryEncoding encoding = new DictionaryEncoding(1, false, null);
		Field field = new Field("d", new FieldType(true, new ArrowType.Int(32, true), encoding), null);
		try (VarCharVector values = new VarCharVector("v", allocator);
				IntVector indices = (IntVector) field.createVector(allocator)) {
			values.allocateNew();
			indices.allocateNew(40);
			for (int i = 0; i < 10; i++) {
				values.setSafe(i, ("value" + i).getBytes());
			}
			for (int i = 0; i < 40; i++) {
				indices.set(i, i % 10);
			}
			values.setValueCount(10);
			indices.setValueCount(40);
			return Wire.write(VectorSchemaRoot.of(indices),
					new DictionaryProvider.MapDictionaryProvider(new Dictionary(values, encoding)), Wire.PLAIN,
					allocator);
		}
	}

}
