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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Nullability;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records that cannot be mapped, and their error messages.
 */
class UnmappableRecordTests {

	private static void assertUnmappable(Class<?> type, String path, String... words) {
		assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(type))
			.satisfies((ex) -> {
				assertThat(ex.recordType()).isEqualTo(type);
				assertThat(ex.path()).isEqualTo(path);
				assertThat(ex).hasMessageContainingAll(words).hasMessageContaining("'" + path + "'");
			});
	}

	@Test
	void whenNotARecordThenSaysSo() {
		assertUnmappable(String.class, "String", "is not a record");
	}

	@Test
	void whenEmptyThenSaysSo() {
		assertUnmappable(Empty.class, "Empty", "no components");
	}

	@Test
	void whenGenericThenSaysSo() {
		assertUnmappable(Page.class, "Page", "type parameters");
		assertUnmappable(Pages.class, "Pages.page", "type parameters");
	}

	@Test
	void whenRecursiveThenNamesTheRecord() {
		assertUnmappable(Node.class, "Node.next", "contains itself", Node.class.getName());
		assertUnmappable(Tree.class, "Tree.branches[].trees{}", "contains itself", Tree.class.getName());
	}

	@Test
	void whenDeepInsideThenPathLeadsThere() {
		assertUnmappable(Deep.class, "Deep.times{}[].zone", "java.lang.Object");
	}

	@Test
	void whenTypeIsOpenThenSaysWhatToUse() {
		assertUnmappable(OfObject.class, "OfObject.value", "java.lang.Object", "use a record");
		assertUnmappable(OfRawList.class, "OfRawList.list", "no type argument");
		assertUnmappable(OfWildcard.class, "OfWildcard.list[]", "wildcard");
		assertUnmappable(OfInterface.class, "OfInterface.runnable", "java.lang.Runnable", "several classes");
		assertUnmappable(OfSealed.class, "OfSealed.shape", "several classes");
		assertUnmappable(OfArrayList.class, "OfArrayList.list", "use List, Set or Collection");
		assertUnmappable(OfOptionals.class, "OfOptionals.list[]", "only as a component");
		assertUnmappable(OfRawMap.class, "OfRawMap.map", "use Map with two");
	}

	@Test
	void whenTypeIsOldThenNamesTheNewOne() {
		assertUnmappable(OfDate.class, "OfDate.date", "java.util.Date", "use java.time.Instant");
		assertUnmappable(OfSqlDate.class, "OfSqlDate.date", "java.sql.Date", "use java.time.LocalDate");
		assertUnmappable(OfTimestamp.class, "OfTimestamp.timestamp", "java.time.LocalDateTime");
	}

	@Test
	void whenDecimalLacksDigitsThenNamesTheAnnotation() {
		assertUnmappable(OfDecimal.class, "OfDecimal.price", "add @ArrowDecimal");
		assertUnmappable(OfInteger.class, "OfInteger.count", "add @ArrowDecimal", "scale = 0");
		assertUnmappable(OfScaledInteger.class, "OfScaledInteger.count", "scale = 0");
		assertUnmappable(OfWideDecimal.class, "OfWideDecimal.price", "77", "76");
		assertUnmappable(OfDecimalText.class, "OfDecimalText.text", "@ArrowDecimal has no meaning");
	}

	@Test
	void whenAnnotationContradictsTypeThenSaysSo() {
		assertUnmappable(NullablePrimitive.class, "NullablePrimitive.value", "primitive is never null");
		assertUnmappable(RequiredOptional.class, "RequiredOptional.value", "Optional may be empty");
		assertUnmappable(UnitOfText.class, "UnitOfText.value", "no unit");
		assertUnmappable(EncodedNumber.class, "EncodedNumber.value", "encoding");
		assertUnmappable(SameNames.class, "SameNames", "'a'");
	}

	@Test
	void whenModuleIsClosedThenSaysWhatToOpen() throws Exception {
		assertUnmappable(Class.forName("jdk.net.UnixDomainPrincipal"), "UnixDomainPrincipal", "'opens jdk.net'",
				"module jdk.net");
	}

	@Test
	void whenAskedAgainThenSaysTheSame() {
		assertUnmappable(Empty.class, "Empty", "no components");
		assertUnmappable(Empty.class, "Empty", "no components");
	}

	record Empty() {
	}

	record Page<T>(T item) {
	}

	record Pages(Page<String> page) {
	}

	record Node(Node next) {
	}

	record Tree(List<Branch> branches) {
	}

	record Branch(Map<String, Tree> trees) {
	}

	record Time(Object zone) {
	}

	record Deep(Map<String, List<Time>> times) {
	}

	record OfObject(Object value) {
	}

	@SuppressWarnings("rawtypes")
	record OfRawList(List list) {
	}

	record OfWildcard(List<? extends Number> list) {
	}

	record OfInterface(Runnable runnable) {
	}

	sealed interface Shape permits Circle {

	}

	record Circle(int radius) implements Shape {
	}

	record OfSealed(Shape shape) {
	}

	record OfArrayList(ArrayList<String> list) {
	}

	record OfOptionals(List<Optional<String>> list) {
	}

	@SuppressWarnings("rawtypes")
	record OfRawMap(Map map) {
	}

	record OfDate(Date date) {
	}

	record OfSqlDate(java.sql.Date date) {
	}

	record OfTimestamp(java.sql.Timestamp timestamp) {
	}

	record OfDecimal(BigDecimal price) {
	}

	record OfInteger(BigInteger count) {
	}

	record OfScaledInteger(@ArrowDecimal(precision = 10, scale = 1) BigInteger count) {
	}

	record OfWideDecimal(@ArrowDecimal(precision = 77, scale = 1) BigDecimal price) {
	}

	record OfDecimalText(@ArrowDecimal(precision = 7, scale = 1) String text) {
	}

	record NullablePrimitive(@ArrowField(nullable = Nullability.NULLABLE) int value) {
	}

	record RequiredOptional(@ArrowField(nullable = Nullability.NOT_NULL) Optional<String> value) {
	}

	record UnitOfText(@ArrowField(unit = Unit.SECOND) String value) {
	}

	record EncodedNumber(@ArrowField(encoding = Encoding.DICTIONARY) int value) {
	}

	record SameNames(int a, @ArrowField("a") int b) {
	}

}
