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

package io.github.flightspring.sample.airports;

import java.io.IOException;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The CSV file of airports.
 */
@Component
public class AirportFile {

	private static final ClassPathResource FILE = new ClassPathResource("data/airports.csv");

	private final ObjectReader csv = new CsvMapper().readerFor(Airport.class)
		.with(CsvSchema.emptySchema().withHeader());

	private final Map<String, Airport> byCode;

	public AirportFile() throws IOException {
		try (Stream<Airport> airports = read()) {
			this.byCode = airports.collect(Collectors.toUnmodifiableMap(Airport::iata, Function.identity()));
		}
	}

	/**
	 * Read the file, row by row as the stream is consumed.
	 * @return the airports, in the order of the file; closing the stream closes the file
	 * @throws IOException if the file cannot be opened
	 */
	Stream<Airport> read() throws IOException {
		MappingIterator<Airport> rows = this.csv.readValues(FILE.getInputStream());
		int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, characteristics), false)
			.onClose(rows::close);
	}

	/**
	 * Find an airport by its code.
	 * @param code the code, in upper case
	 * @return the airport, or {@code null} when the file has none of this code
	 */
	public @Nullable Airport find(String code) {
		return this.byCode.get(code);
	}

}
