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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.flightspring.http.call.HttpProblem;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link TextRows}: what one line may cost. How much of an endless line is read
 * before it is refused bounds the memory that it takes.
 */
class TextRowsTests {

	private static final int LONGEST = 16 << 20;

	private static final int BUFFERS = 64 << 10;

	private static final Schema SCHEMA = new Schema(List.of(Field.nullable("f", new ArrowType.Int(32, true)),
			Field.nullable("li", new ArrowType.Int(32, true))));

	private Endless body;

	@Test
	void whenAHeaderHasAColumnTwiceThenNoMoreOfItIsRead() {
		assertRefused(() -> csv("f,x", ",y", true), "Line 1 has a column twice: 'y'", BUFFERS);
		assertRefused(() -> csv("f", ",", true), "Line 1 has a column twice: ''", BUFFERS);
	}

	@Test
	void whenAHeaderHasTooManyColumnsThenNoMoreOfItIsRead() {
		assertRefused(() -> open(new TextFormat(false, true), "f", (i) -> "," + i),
				"Line 1 has more than 250000 columns", 250_000 * 7 + BUFFERS);
	}

	@Test
	void whenARowHasMoreValuesThanColumnsThenNoMoreOfItIsRead() {
		String refusal = "Line 3 has more values than there are columns (2)";
		assertRefused(() -> rows(csv("f,li\n1,2\n", "1,", true)), refusal, BUFFERS);
		assertRefused(() -> rows(csv("f,li\n1,2\n", ",", true)), refusal, BUFFERS);
		assertRefused(() -> rows(csv("f,li\n1,2\n", "\"\",", true)), refusal, BUFFERS);
		assertRefused(() -> rows(csv("1,2\n,\n", "1,", false)), refusal, BUFFERS);
	}

	@Test
	void whenAnObjectHasANameThatIsNoColumnThenNoMoreOfItIsRead() {
		assertRefused(() -> rows(lines("{\"f\":1}\n{\"x\":1", ",\"y\":1")),
				"Line 2, column 'x': there is no such column, but 'f', 'li'", BUFFERS);
		assertRefused(() -> rows(lines("{\"x\":[1", ",1")), "Line 1, column 'x': there is no such column", BUFFERS);
	}

	@Test
	void whenAnObjectHasANameTwiceThenNoMoreOfItIsRead() {
		assertRefused(() -> rows(lines("{\"f\":1,\"f\":1", ",\"y\":1")), "Line 1 has the name 'f' twice in one object",
				BUFFERS);
		assertRefused(() -> rows(lines("{\"f\":{\"y\":1", ",\"y\":1")), "Line 1 has the name 'y' twice in one object",
				BUFFERS);
		assertRefused(() -> rows(lines("{\"f\":1,\"f\":[1", ",1")), "Line 1 has the name 'f' twice in one object",
				BUFFERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1,", "[],", "{},", "null,", "\"\",", "true,", "[[]],", "{\"a\":1}," })
	void whenALineHasTooManyValuesThenNoMoreOfItIsRead(String element) {
		assertRefused(() -> rows(lines("\n{\"f\":1}\n{\"li\":[", element)),
				"Line 3 has more than 250000 values, those of its lists and objects included",
				250_000 * element.length() + BUFFERS);
	}

	@Test
	void whenALineHasTooManyCharactersThenNoMoreOfItIsRead() {
		assertRefused(() -> rows(lines("{\"f\":\"", "x")), "Line 1 has more than 16777216 characters",
				LONGEST + BUFFERS);
		assertRefused(() -> rows(lines(" ", " ")), "Line 1 has more than 16777216 characters", LONGEST + BUFFERS);
		assertRefused(() -> rows(csv("f\n1\n", "1", true)), "Line 3 starts a row of more than 16777216 characters",
				LONGEST + BUFFERS);
	}

	@Test
	void whenALineHasAsManyValuesAsItMayThenItIsRead() {
		String list = IntStream.range(0, 249_998).mapToObj((i) -> "1").collect(Collectors.joining(",", "[", "]"));
		TextRows rows = open(new TextFormat(true, true), "{\"f\":1,\"li\":" + list + "}\n{\"li\":" + list + "}");
		TextValue.Members row = rows.next();
		assertThat(row).isNotNull();
		assertThat(row.values().get("li")).isInstanceOfSatisfying(TextValue.Items.class,
				(items) -> assertThat(items.values()).hasSize(249_998));
		assertThat(rows.next()).isNotNull();
		assertThat(rows.line()).isEqualTo(2);
		assertThat(rows.next()).isNull();
	}

	@Test
	void whenLinesAreEmptyThenTheyAreSkipped() {
		TextRows rows = open(new TextFormat(true, true), "\n \t\r\n{\"f\":1}\r\n\n{\"f\":2} ");
		assertThat(rows.next()).hasToString("Members[values={f=Number[literal=1]}]");
		assertThat(rows.line()).isEqualTo(3);
		assertThat(rows.next()).extracting(TextValue.Members::values).isEqualTo(Map.of("f", new TextValue.Number("2")));
		assertThat(rows.line()).isEqualTo(5);
		assertThat(rows.next()).isNull();
	}

	private void assertRefused(Supplier<TextRows> work, String message, long most) {
		assertThatThrownBy(work::get).isInstanceOf(HttpProblem.class).hasMessageStartingWith(message);
		assertThat(this.body.count).as("bytes read").isLessThanOrEqualTo(most);
	}

	private TextRows csv(String start, String block, boolean header) {
		return open(new TextFormat(false, header), start, (i) -> block);
	}

	private TextRows lines(String start, String block) {
		return open(new TextFormat(true, true), start, (i) -> block);
	}

	private TextRows open(TextFormat format, String start, IntFunction<String> blocks) {
		this.body = new Endless(start, blocks);
		return format.open(this.body, json(), SCHEMA, LONGEST);
	}

	private static TextRows open(TextFormat format, String text) {
		return format.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), json(), SCHEMA, LONGEST);
	}

	private static TextRows rows(TextRows rows) {
		while (true) {
			assertThat(rows.next()).isNotNull();
		}
	}

	private static JsonTexts json() {
		return new JsonTexts(new JsonMapper());
	}

	/**
	 * A text that does not end, and the number of its bytes that were read.
	 */
	private static final class Endless extends InputStream {

		private final IntFunction<String> blocks;

		private byte[] block;

		private int position;

		private int number;

		private long count;

		Endless(String start, IntFunction<String> blocks) {
			this.block = start.getBytes(StandardCharsets.US_ASCII);
			this.blocks = blocks;
		}

		@Override
		public int read() {
			if (this.position == this.block.length) {
				this.block = this.blocks.apply(this.number++).getBytes(StandardCharsets.US_ASCII);
				this.position = 0;
			}
			this.count++;
			return this.block[this.position++];
		}

	}

}
