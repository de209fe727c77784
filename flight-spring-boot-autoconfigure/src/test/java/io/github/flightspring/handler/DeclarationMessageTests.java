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

package io.github.flightspring.handler;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The message about a declaration that cannot be served: the end of the problem and the
 * advice. The handlers are compiled for the test.
 */
class DeclarationMessageTests {

	// declaration | end of the problem | advice
	private static final List<String> DECLARATIONS = """
			@DoGet("a") Object rows() | 'java.lang.Object' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") Stream rows() | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") List<?> rows() | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") <T> Stream<T> rows() | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") CompletableFuture rows() | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") Optional<List> rows() | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoGet("a") int rows() | 'int' is a single value, and has no columns | Put the value into a record, whose component names the column
			@DoGet("a") Stream<String> rows() | 'java.lang.String' is a single value, and has no columns | Put the value into a record, whose component names the column
			@DoGet("a") List<? extends Number> rows() | 'java.lang.Number' is a single value, and has no columns | Put the value into a record, whose component names the column
			@DoGet("a") byte[] rows() | 'byte' is a single value, and has no columns | Put the value into a record, whose component names the column
			@DoGet("a") Stream<Color> rows() | 'Color' is a single value, and has no columns | Put the value into a record, whose component names the column
			@DoGet("a") IntStream rows() | 'java.util.stream.IntStream' has single values, and no columns | Use a Stream of records, as from 'mapToObj(Row::new)'
			@DoGet("a") List<Map<String, Object>> rows() | A map does not say which columns there are | Name a record of the columns in the annotation: schema = Order.class
			@DoGet("a") List<List<Row>> rows() | 'java.util.List<java.util.List<Row>>' is a container itself, and has no columns | Use one container of rows, as in 'Stream<Order>'
			@DoGet("a") Row[][] rows() | 'Row[]' is a container itself, and has no columns | Use one container of rows, as in 'Stream<Order>'
			@DoGet("a") org.apache.arrow.vector.FieldVector rows() | 'org.apache.arrow.vector.ValueVector' is a single column | Use a VectorSchemaRoot
			@DoGet("a") java.sql.Connection rows() | 'java.sql.Connection' has no rows | Use a FlightJdbc.Query or java.sql.ResultSet
			@DoGet("a") Callable<Row> rows() | 'java.util.concurrent.Callable<Row>' has no columns | Use a CompletionStage for rows that come later
			@DoGet("a") org.springframework.http.ResponseEntity<List<Row>> rows() | is an answer of HTTP, and has no columns | Return the rows themselves. A FlightCall parameter has the headers of the response, and an exception has its status
			@DoGet("a") Shape rows() | 'Shape' may be one of several classes, so that its columns are not known | Use one record with a nullable component for each column
			@DoGet("a") void rows() | A method that returns nothing takes a FlightSink to write its rows to | Return the rows, as in 'Stream<Order>', or add a FlightSink parameter
			@DoGet("a") Stream<Closed> rows() | Closed has no properties: its fields 'name', 'n' have no public getter or are left out; add getters, or use a record | Change the declaration of the return type accordingly
			@DoGet("a") Stream<Empty> rows() | Empty has no properties; add a field with a getter for each column | Change the declaration of the return type accordingly
			@DoGet("a") Stream<Commands> rows() | Commands has no getter: its methods 'compute', 'execute' are none or are left out; add one for each column | Change the declaration of the return type accordingly
			@DoGet("a") Stream<Author> rows() | Cannot map 'Author.books[].author' to Arrow: Author contains itself, and Arrow types are finite; leave a property on this path out by @ArrowField(ignore = true), or refer to other rows by a key | Change the declaration of the return type accordingly
			@DoGet("a") Stream<Generic<String>> rows() | Generic has type parameters; declare a record with types in their place | Change the declaration of the return type accordingly
			@DoGet("a/{id}") List<Row> rows(String ident) | DoGet path 'a/{id}'. The path has no variable 'ident', but 'id' | Rename the parameter, or add '{ident}' to the path, or annotate it with @FlightParam for a parameter of the query over HTTP, or @FlightHeader for a header
			@DoGet("a") List<Row> rows(int page) | DoGet path 'a'. The path has no variable 'page' | Add '{page}' to the path, or annotate it with @FlightParam for a parameter of the query over HTTP, or @FlightHeader for a header
			@DoGet("a/{id}") List<Row> rows(Row id) | The path variable 'id' is text, and does not convert to it | Use String, a number, an enum, a UUID or a time, or add a Converter from String
			@DoGet("a") List<Row> rows(Stream<Row> rows) | DoGet has no uploaded rows | Take the rows in a @DoPut or a @DoExchange method
			@DoGet(command = "c") List<Row> rows(Row command) | A parameter without an annotation is not the body of the command | Add @FlightCommand to the parameter
			@DoGet(command = "c") List<Row> rows(@FlightCommand Runnable command) | A command is JSON, text, bytes or a protobuf message, and cannot be read as it | Use a record, a class that JSON maps to, String, byte[] or a protobuf message
			@DoGet("a") List<Row> rows(@FlightCommand Row command) | The method is not mapped to a command, nor to a ticket without a path | Map the method to a command, as in @DoGet(command = "report"), or remove the parameter
			@DoPut("a") void rows(Stream rows) | '?' may be any type, so that its columns are not known | Name the type of the rows, as in 'Stream<Order>'
			@DoPut("a") void rows(Row row) | An upload has any number of rows | Take a Stream<Row> or a List<Row>
			@DoPut("a") void rows(Set<Row> rows) | Uploaded rows do not come in this container | Take a Stream, List, Collection or array of Row
			@DoPut("a") void rows(Optional<Row> row) | Uploaded rows do not come in this container | Take a Stream, List, Collection or array of Row
			@DoPut("a") void rows(byte[] body) | Uploaded rows do not come in this container | Take a Stream, List, Collection or array of records
			@DoPut("a") void rows(Map<String, Object> rows) | An upload has any number of rows, and a map does not say which columns | Take a Stream of records, or an ArrowReader where the columns are not known before
			@DoPut("a") void rows(Stream<Map<String, Object>> rows) | 'java.util.Map<java.lang.String, java.lang.Object>' does not say which columns there are | Use a record or a class, or an ArrowReader where the columns are not known before
			@DoPut("a") void rows(VectorSchemaRoot rows) | An upload has any number of batches | Take a Stream<VectorSchemaRoot>, or an ArrowReader
			@DoPut("a") void rows(List<VectorSchemaRoot> rows) | is a batch, and not a row | Use 'Stream<VectorSchemaRoot>', or an ArrowReader, for batches
			@DoPut("a") void rows(Stream<Named> rows) | Named is an interface, of which there is no instance to create; use a record or a class | Change the declaration of the parameter accordingly
			@DoPut("a") void rows(Stream<Immutable> rows) | its property 'name' has no public setter, and no public constructor takes it by its name; add a constructor whose parameters are named as the properties | Change the declaration of the parameter accordingly
			@DoPut("a") InputStream rows(Stream<Row> rows) | A result of DoPut is a number, String, byte[], a protobuf message or an object for JSON, and 'java.io.InputStream' is none | Return one of these, a Stream or Iterable of them, or void
			@ListFlights Map<String, Row> rows() | ListFlights answers with Flight or FlightInfo | Return a Stream or a List of Flight
			@GetFlightInfo("a") Row rows() | GetFlightInfo answers with one of [Flight, FlightInfo] | Return a Flight. Rows are returned by a @DoGet method
			"""
		.lines()
		.toList();

	private static final String TYPES = """
			record Row(String value) { }
			record Generic<T>(T value) { }
			enum Color { RED }
			sealed interface Shape permits Circle { }
			record Circle(double r) implements Shape { }
			class Closed { private String name; private int n; }
			class Empty { }
			interface Commands { void execute(); int compute(int n); }
			interface Named { String getName(); }
			class Author { private List<Book> books; public List<Book> getBooks() { return books; } }
			class Book { private Author author; public Author getAuthor() { return author; } }
			class Immutable { private String name; Immutable(int n) { } public String getName() { return name; } }
			""";

	private static final String IMPORTS = """
			import java.io.*;
			import java.util.*;
			import java.util.concurrent.*;
			import java.util.stream.*;
			import io.github.flightspring.annotation.*;
			import org.apache.arrow.vector.VectorSchemaRoot;
			""";

	@TempDir
	private static Path directory;

	private static URLClassLoader loader;

	@BeforeAll
	static void compile() throws IOException {
		Path file = directory.resolve("Handlers.java");
		StringBuilder source = new StringBuilder(IMPORTS).append(TYPES);
		for (int i = 0; i < DECLARATIONS.size(); i++) {
			source.append("@FlightEndpoint class Handler%d { %s { throw new IllegalStateException(); } }%n".formatted(i,
					part(i, 0)));
		}
		Files.writeString(file, source);
		compile(file, "-parameters");
		loader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				DeclarationMessageTests.class.getClassLoader());
	}

	private static void compile(Path file, String option) {
		String classPath = System.getProperty("java.class.path") + File.pathSeparator + directory;
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, option, "-nowarn", "-classpath", classPath, "-d", directory.toString(),
					file.toString()))
			.isZero();
	}

	@AfterAll
	static void close() throws IOException {
		loader.close();
	}

	private static String part(int index, int part) {
		return DECLARATIONS.get(index).split(" \\| ", 3)[part];
	}

	static Stream<Arguments> declarations() {
		return IntStream.range(0, DECLARATIONS.size())
			.mapToObj((i) -> Arguments.of(part(i, 0), i, part(i, 1), part(i, 2)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("declarations")
	void whenADeclarationCannotBeServedThenTheReasonAndTheMendAreNamed(String declaration, int index, String problem,
			String action) throws Exception {
		InvalidFlightHandlerException failure = StartFailures.invalid(loader.loadClass("Handler" + index));
		assertThat(failure.handler()).startsWith("Handler%d.rows(".formatted(index));
		assertThat(failure.problem()).containsAnyOf(" of type '", "Return type '")
			.contains(" is not supported: ")
			.endsWith(problem);
		assertThat(failure.action()).isEqualTo(action);
	}

	@Test
	void whenTheNamesOfParametersAreNotCompiledThenThatIsSaid() throws Exception {
		Path file = directory.resolve("Nameless.java");
		Files.writeString(file, IMPORTS
				+ "@FlightEndpoint class Nameless { @DoGet(\"a/{id}\") List<Row> rows(int id) { return null; } }");
		compile(file, "-g:none");
		InvalidFlightHandlerException failure = StartFailures.invalid(loader.loadClass("Nameless"));
		assertThat(failure.problem()).endsWith("Its name is not known");
		assertThat(failure.action()).startsWith("Compile with '-parameters', or name the value in @FlightPathVariable");
	}

}
