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

package io.github.flightspring.interop.client;

import java.util.List;
import java.util.stream.IntStream;

import io.github.flightspring.interop.types.Sample;
import io.github.flightspring.interop.types.SampleTypes;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;

/**
 * Every type, down and up. The samples are the application's own: what differs between
 * the ends is the codec.
 */
final class Types {

	private final Connection connection;

	private final Connection zstd;

	Types(Connection connection, Connection zstd) {
		this.connection = connection;
		this.zstd = zstd;
	}

	void addTo(Report report) {
		for (String type : SampleTypes.names()) {
			report.add("type-" + type, () -> {
				upload(type);
				read(this.connection, type, "store", "type-" + type);
				read(this.connection, type, "types", type);
			});
		}
		report.notAvailable("both ends have Arrow's Java library", "unknown-type");
		report.notAvailable("FlightClient does not compress", "zstd-up", "lz4-up");
		report.notAvailable("Java has no arrays that are slices of others", "sliced");
		report.add("zstd-down", () -> {
			for (String type : SampleTypes.names()) {
				read(this.zstd, type, "types", type);
			}
		});
	}

	private void upload(String type) throws Exception {
		try (Sample sample = new Sample(type, this.connection.allocator())) {
			List<Runnable> fillers = IntStream.range(0, sample.batches())
				.<Runnable>mapToObj((batch) -> () -> sample.load(batch))
				.toList();
			equal(this.connection.put(FlightDescriptor.path("store", "type-" + type), sample.root(),
					sample.dictionaries(), fillers), List.of("7:", "7:", "12:"));
		}
	}

	private static void read(Connection connection, String type, String... path) throws Exception {
		try (Sample sample = new Sample(type, connection.allocator()); FlightStream stream = connection.open(path)) {
			equal(stream.getSchema().getFields().get(0).getMetadata(),
					sample.root().getSchema().getFields().get(0).getMetadata());
			for (int batch = 0; batch < sample.batches(); batch++) {
				sample.load(batch);
				check(stream.next(), type);
				VectorSchemaRoot root = stream.getRoot();
				equal(root.getRowCount(), sample.root().getRowCount());
				check(same(root.getVector(0), sample.root().getVector(0)), root.contentToTSVString());
				compareDictionaries(root.getVector(0), stream.getDictionaryProvider(), sample.root().getVector(0),
						sample.dictionaries());
			}
			check(!stream.next(), "a batch too many");
		}
	}

	private static boolean same(ValueVector actual, ValueVector expected) {
		int count = expected.getValueCount();
		if (actual.getValueCount() != count) {
			return false;
		}
		// Java's union knows its children by ids of its own, not by those of the schema
		if (actual instanceof UnionVector left && expected instanceof UnionVector right) {
			return ByteFunctionHelpers.equal(left.getTypeBuffer(), 0, count, right.getTypeBuffer(), 0, count) == 1
					&& children(left, right);
		}
		return new RangeEqualsVisitor(actual, expected, (left, right) -> true).rangeEquals(new Range(0, 0, count));
	}

	private static boolean children(UnionVector left, UnionVector right) {
		List<FieldVector> expected = right.getChildrenFromFields();
		return IntStream.range(0, expected.size())
			.allMatch((i) -> same(left.getChildrenFromFields().get(i), expected.get(i)));
	}

	private static void compareDictionaries(FieldVector actual, DictionaryProvider provider, FieldVector expected,
			DictionaryProvider expectedProvider) {
		DictionaryEncoding encoding = expected.getField().getDictionary();
		if (encoding != null) {
			FieldVector values = provider.lookup(actual.getField().getDictionary().getId()).getVector();
			FieldVector expectedValues = expectedProvider.lookup(encoding.getId()).getVector();
			check(same(values, expectedValues), values);
			compareDictionaries(values, provider, expectedValues, expectedProvider);
			return;
		}
		for (int i = 0; i < expected.getChildrenFromFields().size(); i++) {
			compareDictionaries(actual.getChildrenFromFields().get(i), provider,
					expected.getChildrenFromFields().get(i), expectedProvider);
		}
	}

}
