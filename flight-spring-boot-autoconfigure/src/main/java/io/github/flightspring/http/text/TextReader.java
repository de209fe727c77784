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

package io.github.flightspring.http.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.text.TextValue.Members;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows from text, in batches of a few thousand, so that memory does not grow with their
 * number. Text is read only when the handler asks for rows. A row that does not fit is
 * answered with 400 and the number of its line.
 */
public final class TextReader extends FlightReader {

	private static final int MAX_ROWS = 4096;

	private static final int MAX_BYTES = 1 << 20;

	private static final int LONGEST_ROW = 16 << 20;

	private final TextBody body;

	private final TextFormat format;

	private final JsonTexts json;

	private final Schema declared;

	private final FlightDescriptor descriptor;

	private final TrackedCall running;

	private final UnaryOperator<HttpProblem> failed;

	private @Nullable HttpProblem failure;

	private final long[] lines = new long[MAX_ROWS];

	private @Nullable TextRows rows;

	private List<TextColumn> columns = List.of();

	private boolean batch;

	/**
	 * Create a reader.
	 * @param body the text
	 * @param format the text format
	 * @param mapper the JSON mapper
	 * @param declared the schema of the rows
	 * @param descriptor the flight
	 * @param allocator the call's allocator
	 * @param running the call
	 * @param failed receives a problem with the text and returns the problem to throw
	 */
	public TextReader(InputStream body, TextFormat format, JsonMapper mapper, Schema declared,
			FlightDescriptor descriptor, BufferAllocator allocator, TrackedCall running,
			UnaryOperator<HttpProblem> failed) {
		super(allocator, NoCompressionCodec.Factory.INSTANCE);
		this.running = running;
		this.failed = failed;
		this.body = new TextBody(body, running);
		this.format = format;
		this.json = new JsonTexts(mapper);
		this.declared = declared;
		this.descriptor = descriptor;
	}

	/**
	 * Add the position in the text to a failed row.
	 * @param failure the failure of a row in the current batch, or of the columns
	 * @return the problem, with the number of the line
	 */
	public HttpProblem problem(RecordMappingException failure) {
		List<String> names = (failure.row() < 0 && this.rows != null) ? this.rows.names() : null;
		if (names != null) {
			return TextInput.problem(1, ", column '%s': is missing from the header, which has %s"
				.formatted(failure.path(), TextValueException.names(names)));
		}
		if (failure.row() < 0) {
			return new HttpProblem(400, String.valueOf(failure.getMessage()));
		}
		String message = String.valueOf(failure.getMessage());
		String location = "row " + failure.position();
		return TextInput.problem(this.lines[failure.row()],
				message.startsWith(location) ? message.substring(location.length()) : " " + message);
	}

	private TextRows rows() {
		TextRows result = this.rows;
		if (result == null) {
			result = this.format.open(this.body, this.json, this.declared, LONGEST_ROW);
			this.rows = result;
		}
		return result;
	}

	/**
	 * The schema of the columns in the text. The record decides which columns are
	 * required.
	 */
	@Override
	protected Schema readSchema() {
		List<String> names = guarded(() -> rows().names());
		List<Field> fields = new ArrayList<>();
		for (Field field : this.declared.getFields()) {
			if (names == null || names.contains(field.getName())) {
				fields.add(plain(field));
			}
		}
		if (names != null && fields.isEmpty() && !this.declared.getFields().isEmpty()) {
			List<String> known = this.declared.getFields().stream().map(Field::getName).toList();
			return guarded(() -> {
				throw TextInput.problem(1,
						" is the header, and has no column of the flight's: it has %s, and they are %s"
							.formatted(TextValueException.names(names), TextValueException.names(known)));
			});
		}
		return new Schema(fields);
	}

	private static Field plain(Field field) {
		return new Field(field.getName(), new FieldType(field.isNullable(), field.getType(), null, field.getMetadata()),
				field.getChildren().stream().map(TextReader::plain).toList());
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		VectorSchemaRoot root = getVectorSchemaRoot();
		root.clear();
		if (this.columns.isEmpty()) {
			List<FieldVector> vectors = root.getFieldVectors();
			this.columns = new TextColumns(this.json).of(vectors, "");
		}
		int count = guarded(() -> fill(rows()));
		root.setRowCount(count);
		this.batch = count > 0;
		if (this.batch) {
			this.running.batchReceived(count);
		}
		return this.batch;
	}

	/**
	 * Run work whose failure stays, whatever the handler does with it.
	 */
	private <T extends @Nullable Object> T guarded(Supplier<T> work) {
		if (this.failure != null) {
			throw this.failure;
		}
		try {
			return work.get();
		}
		catch (HttpProblem ex) {
			this.batch = false;
			this.failure = this.failed.apply(ex);
			throw this.failure;
		}
	}

	private int fill(TextRows source) {
		long start = bytesRead();
		int count = 0;
		while (count < MAX_ROWS && bytesRead() - start < MAX_BYTES) {
			Members row = source.next();
			if (row == null) {
				break;
			}
			try {
				TextColumns.set(this.columns, count, row);
			}
			catch (TextValueException ex) {
				throw TextInput.problem(source.line(), ", " + ex.getMessage());
			}
			this.lines[count++] = source.line();
		}
		return count;
	}

	@Override
	public FlightDescriptor getDescriptor() {
		return this.descriptor;
	}

	@Override
	public boolean hasSchema() {
		return true;
	}

	@Override
	public boolean next() throws IOException {
		return loadNextBatch();
	}

	@Override
	public boolean hasBatch() {
		return this.batch;
	}

	@Override
	public byte @Nullable [] getAppMetadata() {
		return null;
	}

	@Override
	public long bytesRead() {
		return this.body.count();
	}

	@Override
	protected void closeReadSource() {
		// the call owns the body
	}

}
