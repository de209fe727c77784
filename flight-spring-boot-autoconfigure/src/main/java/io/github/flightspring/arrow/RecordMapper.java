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

import java.util.List;

import io.github.flightspring.arrow.row.RecordCompiler;
import io.github.flightspring.arrow.row.RecordPlan;
import io.github.flightspring.arrow.type.SchemaForm;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Maps a record type to Arrow and back: one column for each component, in their order and
 * under their names unless
 * {@link io.github.flightspring.annotation.ArrowField @ArrowField} says otherwise.
 * <table>
 * <caption>Types</caption>
 * <tr>
 * <th>Java</th>
 * <th>Arrow</th>
 * </tr>
 * <tr>
 * <td>{@code boolean}</td>
 * <td>bool</td>
 * </tr>
 * <tr>
 * <td>{@code byte}, {@code short}, {@code int}, {@code long}</td>
 * <td>int8, int16, int32, int64</td>
 * </tr>
 * <tr>
 * <td>{@code char}</td>
 * <td>uint16</td>
 * </tr>
 * <tr>
 * <td>{@code float}, {@code double}</td>
 * <td>float32, float64</td>
 * </tr>
 * <tr>
 * <td>their boxes, {@code Optional}, {@code OptionalInt}, {@code OptionalLong},
 * {@code OptionalDouble}</td>
 * <td>the same, nullable; an optional only as a component's own type</td>
 * </tr>
 * <tr>
 * <td>{@code String}</td>
 * <td>utf8; with {@code encoding = DICTIONARY} a dictionary with int32 indices that
 * grows</td>
 * </tr>
 * <tr>
 * <td>an {@code enum}</td>
 * <td>dictionary of all names in ordinal order, with int8, int16 or int32 indices; with
 * {@code encoding = PLAIN} utf8</td>
 * </tr>
 * <tr>
 * <td>{@code BigDecimal}, {@code BigInteger}</td>
 * <td>decimal128 up to 38 digits, decimal256 up to 76; needs
 * {@link io.github.flightspring.annotation.ArrowDecimal @ArrowDecimal}</td>
 * </tr>
 * <tr>
 * <td>{@code Instant}, {@code OffsetDateTime}, {@code ZonedDateTime}</td>
 * <td>timestamp[us, UTC]: the instant is kept, an offset or zone is not</td>
 * </tr>
 * <tr>
 * <td>{@code LocalDateTime}</td>
 * <td>timestamp[us] without a zone</td>
 * </tr>
 * <tr>
 * <td>{@code LocalDate}</td>
 * <td>date32</td>
 * </tr>
 * <tr>
 * <td>{@code LocalTime}</td>
 * <td>time64[us]; time32 with the unit second or millisecond</td>
 * </tr>
 * <tr>
 * <td>{@code Duration}</td>
 * <td>duration[us]</td>
 * </tr>
 * <tr>
 * <td>{@code Period}</td>
 * <td>interval[month_day_nano]: years are written as months; 14 months are read as one
 * year and two months</td>
 * </tr>
 * <tr>
 * <td>{@code UUID}</td>
 * <td>fixed_size_binary[16] with the canonical extension {@code arrow.uuid}</td>
 * </tr>
 * <tr>
 * <td>{@code byte[]}</td>
 * <td>binary</td>
 * </tr>
 * <tr>
 * <td>other arrays, {@code List}, {@code Set}, {@code Collection}</td>
 * <td>list, with nullable elements unless they are primitives</td>
 * </tr>
 * <tr>
 * <td>{@code Map}</td>
 * <td>map</td>
 * </tr>
 * <tr>
 * <td>a record</td>
 * <td>struct</td>
 * </tr>
 * </table>
 * <p>
 * Primitives are not nullable. Every other type is nullable unless {@code @ArrowField}
 * specifies {@code NOT_NULL}. Annotations for static analysis, such as those of JSpecify,
 * are ignored. The annotations of a component also apply to its elements, keys and
 * values.
 * <p>
 * <b>Writing</b> is exact or an error ({@link RecordWriteException}), with two
 * exceptions. A time between two units, such as the nanoseconds of {@code Instant.now()},
 * is rounded down to the earlier one. An unpaired surrogate becomes a question mark,
 * because it has no UTF-8 form.
 * <p>
 * <b>Reading</b> finds columns by name, case-sensitively. Other columns are ignored. A
 * missing column is an error, so that a misspelt name does not become nulls. There are
 * two exceptions: an optional component is then empty, and a component with
 * {@code @ArrowField(nullable = NULLABLE)} is then null. The type of a column may differ
 * from the table as long as no value is lost: narrower numbers, other units of time,
 * large, fixed-size and view layouts, dictionaries and run-end encoding of anything.
 * These rules depend on the type of the column:
 * <ul>
 * <li>An integer is read from one that is no wider; a {@code double} also from integers
 * of at most 32 bits, and a {@code float} from those of at most 16, which they hold
 * exactly. A floating-point number is no integer, and a double no float.</li>
 * <li>A timestamp with a zone is read in that zone. A timestamp without a zone is not
 * read as an instant.</li>
 * <li>A {@code UUID} is read from 16 bytes, a {@code byte[]} from binary values of any
 * size.</li>
 * </ul>
 * These rules depend on each value:
 * <ul>
 * <li>An unsigned integer must fit its component.</li>
 * <li>A decimal or an integer that becomes a {@code BigDecimal} or a {@code BigInteger}
 * must fit the precision and the scale of {@code @ArrowDecimal}; it keeps the scale of
 * its column.</li>
 * <li>A time of a finer unit than the component's must be a whole number of the
 * component's unit. {@code @ArrowField(unit = NANOSECOND)} takes every time of day, and
 * every other time that 64 bits of nanoseconds hold.</li>
 * <li>A time of a coarser unit must be within the range of the component's column, and
 * every time within the range of its class.</li>
 * <li>A date of milliseconds must be a whole day within the range of date32, a time of
 * day within one day, an interval without a part below a day.</li>
 * <li>The name of an enum constant must be one of its class.</li>
 * </ul>
 * All other data causes a {@link RecordMappingException}. Lists, sets and maps are
 * unmodifiable. An element that a set column contains twice is read once.
 * <p>
 * A component of any other type, a record with type parameters or a record that contains
 * itself causes an {@link UnmappableRecordException} at the first call of {@link #of}.
 *
 * @param <T> the record type
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html">Arrow Columnar
 * Format</a>
 */
public final class RecordMapper<T> {

	private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {

		@Override
		protected RecordMapper<?> computeValue(Class<?> type) {
			try {
				return new RecordMapper<>(type, RecordCompiler.compile(type));
			}
			catch (ValueException ex) {
				throw new UnmappableRecordException(type, ex.path(), ex.problem());
			}
		}

	};

	private final Class<T> type;

	private final RecordPlan plan;

	private final Schema schema;

	private RecordMapper(Class<T> type, RecordPlan plan) {
		this.type = type;
		this.plan = plan;
		this.schema = new Schema(plan.fields(SchemaForm.ofMessages()));
	}

	/**
	 * Return the mapper of a record type. It is compiled at the first call and kept as
	 * long as the type's class loader. A mapper is thread-safe.
	 * @param <T> the record type
	 * @param type the record type, which may be private and nested
	 * @return the mapper
	 * @throws UnmappableRecordException if a component cannot be mapped to Arrow
	 */
	@SuppressWarnings("unchecked")
	public static <T> RecordMapper<T> of(Class<T> type) {
		return (RecordMapper<T>) MAPPERS.get(type);
	}

	/**
	 * Return the record type.
	 * @return the type
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return the schema in message format. A dictionary-encoded field has the type of its
	 * values.
	 * @return the schema
	 */
	public Schema schema() {
		return this.schema;
	}

	/**
	 * Create a writer of rows. The caller must close it before the allocator.
	 * @param allocator the allocator of the batches
	 * @return the writer, for one thread at a time
	 */
	public RecordWriter<T> writer(BufferAllocator allocator) {
		List<Field> fields = this.plan.fields(SchemaForm.ofVectors());
		return new RecordWriter<>(this, this.plan, VectorSchemaRoot.create(new Schema(fields), allocator), allocator);
	}

	/**
	 * Create a reader of rows. Columns are found by name. The root may have other
	 * columns.
	 * @param root the batch, which the reader does not close; it may be loaded again, and
	 * the reader then reads the new rows
	 * @param dictionaries the dictionaries of encoded columns, or {@code null} if there
	 * are none; their vectors may be loaded again but not replaced
	 * @return the reader, for one thread at a time
	 * @throws RecordMappingException if the column of a required component is missing, or
	 * a column has a type that would lose values
	 */
	public RecordReader<T> reader(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		return new RecordReader<>(this.plan, root, dictionaries);
	}

}
