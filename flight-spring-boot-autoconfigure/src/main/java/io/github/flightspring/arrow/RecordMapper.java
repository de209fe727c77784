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
import java.util.Map;

import io.github.flightspring.arrow.row.RowCompiler;
import io.github.flightspring.arrow.row.RowPlan;
import io.github.flightspring.arrow.row.RowShape;
import io.github.flightspring.arrow.type.SchemaForm;
import io.github.flightspring.arrow.value.ValueException;
import io.github.flightspring.arrow.write.RowWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Maps a type of rows to Arrow and back: one column for each property, in their order and
 * under their names unless
 * {@link io.github.flightspring.annotation.ArrowField @ArrowField} says otherwise. The
 * type is one of these:
 * <ul>
 * <li><b>A record.</b> Its properties are its components, in their order.</li>
 * <li><b>A class</b>, such as a JavaBean, a JPA entity or a Kotlin data class. Its
 * properties are the fields with a public getter ({@code getName()}, {@code isName()} for
 * a boolean, or {@code name()} of the field's own type), the fields that are public or
 * have {@code @ArrowField}, and the getters without a field that have
 * {@code @ArrowField}. A field with a getter is read through it, so that a lazy proxy
 * loads its row. If a constructor creates the rows, its parameters come first. The other
 * fields follow in the order of their declaration, those of superclasses first, and then
 * the getters without a field in the order of their names.</li>
 * <li><b>An interface</b>, such as a projection of Spring Data. Its properties are its
 * getters, in the order of their names. Its rows are only written.</li>
 * </ul>
 * <p>
 * Static and {@code transient} fields are no properties, nor is a property that
 * {@code @ArrowField(ignore = true)}, {@code @Transient} or {@code @JsonIgnore} leaves
 * out. A subclass or proxy of the type is written as the type: its own properties are
 * left out.
 * <p>
 * An instance of a class is created by its constructor without parameters, of any
 * visibility, if each property has a public setter or is a field that is written
 * directly. Otherwise it is created by its only constructor, or by the longest public
 * one, whose parameters have the names and types of properties. The properties that are
 * not among them need a setter. A getter, a setter and a parameter may differ in that one
 * has a primitive, another its box or an optional. If no instance can be created, the
 * rows are only written, see {@link #requireReadable()}.
 * <p>
 * Properties map to Arrow as follows:
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
 * <td>the same, nullable; an optional only as a property's own type</td>
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
 * {@link io.github.flightspring.annotation.ArrowDecimal @ArrowDecimal}, or for a
 * {@code BigDecimal} the precision and scale of a {@code @Column} of Jakarta
 * Persistence</td>
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
 * <td>another type of rows</td>
 * <td>struct</td>
 * </tr>
 * </table>
 * <p>
 * Primitives are not nullable. Every other type is nullable unless {@code @ArrowField}
 * specifies {@code NOT_NULL}, or the property is in Kotlin and its type is not nullable
 * there, which is known with {@code kotlin-reflect} on the class path. Annotations for
 * static analysis, such as those of JSpecify, are ignored. The annotations of a property
 * also apply to its elements, keys and values.
 * <p>
 * <b>Writing</b> is exact or an error ({@link RecordWriteException}), with two
 * exceptions. A time between two units, such as the nanoseconds of {@code Instant.now()},
 * is rounded down to the earlier one. An unpaired surrogate becomes a question mark,
 * because it has no UTF-8 form.
 * <p>
 * <b>Reading</b> finds columns by name, case-sensitively. Other columns are ignored. A
 * missing column is an error, so that a misspelt name does not become nulls. There are
 * two exceptions: an optional property is then empty, and a property with
 * {@code @ArrowField(optional = true)} or {@code @ArrowField(nullable = NULLABLE)} is
 * then null. The type of a column may differ from the table as long as no value is lost:
 * narrower numbers, other units of time, large, fixed-size and view layouts, dictionaries
 * and run-end encoding of anything. These rules depend on the type of the column:
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
 * <li>An unsigned integer must fit its property.</li>
 * <li>A decimal or an integer that becomes a {@code BigDecimal} or a {@code BigInteger}
 * must fit the precision and the scale of {@code @ArrowDecimal}; it keeps the scale of
 * its column.</li>
 * <li>A time of a finer unit than the property's must be a whole number of the property's
 * unit. {@code @ArrowField(unit = NANOSECOND)} takes every time of day, and every other
 * time that 64 bits of nanoseconds hold.</li>
 * <li>A time of a coarser unit must be within the range of the property's column, and
 * every time within the range of its class.</li>
 * <li>A date of milliseconds must be a whole day within the range of date32, a time of
 * day within one day, an interval without a part below a day.</li>
 * <li>The name of an enum constant must be one of its class.</li>
 * </ul>
 * All other data causes a {@link RecordMappingException}. Lists, sets and maps are
 * unmodifiable. An element that a set column contains twice is read once.
 * <p>
 * The elements of the lists and maps of a row, and texts and bytes that several of them
 * share in the data, take at most 16 MiB on the heap, as estimated before they are
 * created, or sixteen times the size of the batch and its dictionaries if that is more. A
 * row beyond this limit causes a {@link RecordMappingException}, too.
 * <p>
 * A property of any other type, a type of rows with type parameters or one that contains
 * itself causes an {@link UnmappableRecordException} at the first call of {@link #of}.
 *
 * @param <T> the type of rows
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html">Arrow Columnar
 * Format</a>
 */
public final class RecordMapper<T> {

	private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {

		@Override
		protected RecordMapper<?> computeValue(Class<?> type) {
			try {
				return new RecordMapper<>(type, RowCompiler.compile(type));
			}
			catch (ValueException ex) {
				throw new UnmappableRecordException(type, ex.path(), ex.problem());
			}
		}

	};

	private final Class<T> type;

	private final RowPlan plan;

	private final Schema schema;

	private RecordMapper(Class<T> type, RowPlan plan) {
		this.type = type;
		this.plan = plan;
		this.schema = new Schema(plan.fields(SchemaForm.ofMessages()));
	}

	/**
	 * Return the mapper of a type of rows. It is compiled at the first call and kept as
	 * long as the type's class loader. A mapper is thread-safe.
	 * @param <T> the type of rows
	 * @param type the type of rows, which may be private and nested
	 * @return the mapper
	 * @throws UnmappableRecordException if a property cannot be mapped to Arrow
	 */
	@SuppressWarnings("unchecked")
	public static <T> RecordMapper<T> of(Class<T> type) {
		return (RecordMapper<T>) MAPPERS.get(type);
	}

	/**
	 * Return the type of rows.
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
		return writer(this.plan.handle(), allocator);
	}

	/**
	 * Create a writer of rows that are maps from the names of the columns to the values,
	 * such as those of Spring's {@code JdbcTemplate}. Values are those of the properties,
	 * with maps in place of nested rows. A number of another class is written if it is
	 * the same number, the text of an enum constant as that constant, and a value of
	 * {@code java.sql} as its counterpart in {@code java.time}. A key is required, also
	 * for a null, unless the property is optional. Other keys are ignored.
	 * @param allocator the allocator of the batches
	 * @return the writer, for one thread at a time
	 */
	public RecordWriter<Map<String, ?>> mapWriter(BufferAllocator allocator) {
		return writer(this.plan.maps(), allocator);
	}

	private <R> RecordWriter<R> writer(RowWriter rows, BufferAllocator allocator) {
		List<Field> fields = this.plan.fields(SchemaForm.ofVectors());
		return new RecordWriter<>(this.type, rows, this.plan, VectorSchemaRoot.create(new Schema(fields), allocator),
				allocator);
	}

	/**
	 * Return whether instances of a type are rows: it is a record, or a class or an
	 * interface that is neither a container nor a value of a library. Whether all of its
	 * properties map to Arrow is known when {@link #of} is called.
	 * @param type the type
	 * @return whether the type is one of rows
	 */
	public static boolean isRowType(Class<?> type) {
		return RowShape.of(type) != null;
	}

	/**
	 * Check that rows can be read, and not only be written: that an instance of the type,
	 * and of each type of rows in it, can be created.
	 * @throws UnmappableRecordException if they cannot; the message names the type and
	 * the correction
	 */
	public void requireReadable() {
		ValueException reason = this.plan.writeOnly();
		if (reason != null) {
			throw new UnmappableRecordException(this.type, reason.path(), "rows are only written: " + reason.problem());
		}
	}

	/**
	 * Check that a batch has the columns of this type, without reading a row.
	 * @param root the batch
	 * @param dictionaries the dictionaries of encoded columns, or {@code null} if there
	 * are none
	 * @throws RecordMappingException if the column of a required property is missing, or
	 * a column has a type that would lose values
	 */
	public void requireColumns(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		RecordReader.check(this.plan, root, dictionaries);
	}

	/**
	 * Create a reader of rows. Columns are found by name. The root may have other
	 * columns.
	 * @param root the batch, which the reader does not close; it may be loaded again, and
	 * the reader then reads the new rows
	 * @param dictionaries the dictionaries of encoded columns, or {@code null} if there
	 * are none; their vectors may be loaded again but not replaced
	 * @return the reader, for one thread at a time
	 * @throws RecordMappingException if the column of a required property is missing, or
	 * a column has a type that would lose values
	 * @throws UnmappableRecordException if rows are only written, see
	 * {@link #requireReadable()}
	 */
	public RecordReader<T> reader(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		requireReadable();
		return new RecordReader<>(this.plan, root, dictionaries);
	}

}
