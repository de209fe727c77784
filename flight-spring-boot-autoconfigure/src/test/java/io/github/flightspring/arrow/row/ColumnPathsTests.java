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

package io.github.flightspring.arrow.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.flightspring.annotation.ArrowField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A path of properties becomes a path of columns, whatever the shape of the rows.
 */
class ColumnPathsTests {

	@ParameterizedTest
	@CsvSource({ "id,id", "quantity,the_quantity", "line.count,the_line.the_count", "lines[1].count,lines[1].the_count",
			"array[0].count,array[0].the_count", "optional.count,optional.the_count", "map[a].count,map[a].the_count",
			"lines[0].<list element>,lines[0].<list element>", "ignored.name,ignored.name", "absent.id,absent.id" })
	void whenAPropertyHasAnotherNameThenThatIsInThePath(String properties, String columns) {
		assertThat(new ColumnPaths(Order.class).of(properties)).isEqualTo(columns);
	}

	record Line(@ArrowField(name = "the_count") int count) {
	}

	record Other(String name) {
	}

	@SuppressWarnings("unused")
	static class Order {

		private int id;

		@ArrowField(name = "the_quantity")
		private int quantity;

		@ArrowField(name = "the_line")
		private Line line = new Line(1);

		private List<Line> lines = List.of();

		private Line[] array = {};

		private Optional<Line> optional = Optional.empty();

		private Map<String, Line> map = Map.of();

		@ArrowField(ignore = true)
		private Other ignored = new Other("");

		public int getId() {
			return this.id;
		}

		public void setId(int id) {
			this.id = id;
		}

		public int getQuantity() {
			return this.quantity;
		}

		public void setQuantity(int quantity) {
			this.quantity = quantity;
		}

		public Line getLine() {
			return this.line;
		}

		public void setLine(Line line) {
			this.line = line;
		}

		public List<Line> getLines() {
			return this.lines;
		}

		public void setLines(List<Line> lines) {
			this.lines = lines;
		}

		public Line[] getArray() {
			return this.array;
		}

		public void setArray(Line[] array) {
			this.array = array;
		}

		public Optional<Line> getOptional() {
			return this.optional;
		}

		public void setOptional(Optional<Line> optional) {
			this.optional = optional;
		}

		public Map<String, Line> getMap() {
			return this.map;
		}

		public void setMap(Map<String, Line> map) {
			this.map = map;
		}

		public Other getIgnored() {
			return this.ignored;
		}

		public void setIgnored(Other ignored) {
			this.ignored = ignored;
		}

	}

}
