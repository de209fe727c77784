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

package io.github.flightspring.rules;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyRulesTests {

	@Test
	void whenMainCodeHasPropertiesThenEachTellsItsTypeDescriptionAndDefault() {
		assertThat(PropertyRules.problems(ConfigurationMetadata.ofMainCode())).isEmpty();
	}

	@Test
	void whenPropertyIsWholeThenThereIsNoProblem() {
		assertThat(problems("""
				{"name": "flight.a", "type": "java.lang.Boolean", "description": "Whether it works."}""")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'{"name": "flight.a", "description": "Size of it."}' | has no type
			'{"name": "flight.a", "type": "T"}' | has no description
			'{"name": "flight.a", "type": "T", "description": "Size of it"}' | does not end with a period
			'{"name": "flight.a", "type": "T", "description": "The size of it."}' | starts with 'The'
			'{"name": "flight.a", "type": "T", "description": "size of it."}' | starts with 'size'
			'{"name": "flight.a", "type": "java.lang.Boolean", "description": "Works."}' | is a boolean
			'{"name": "spring.a", "type": "T", "description": "Size of it."}' | is not below 'flight.'
			""")
	void whenPropertyLacksSomethingThenProblemNamesIt(String property, String problem) {
		assertThat(problems(property)).singleElement().asString().contains(".a'").contains(problem);
	}

	@Test
	void whenDeclaredDefaultIsNotInTheMetadataThenProblemNamesIt() {
		ConfigurationMetadata metadata = ConfigurationMetadata.parse("""
				{"groups": [{"name": "flight.example", "type": "%s"}],
				 "properties": [
				  {"name": "flight.example.time-to-live", "type": "T", "description": "Time."},
				  {"name": "flight.example.told", "type": "T", "description": "Size.", "defaultValue": 3}]}
				""".formatted(Example.class.getName()));
		assertThat(PropertyRules.problems(metadata)).singleElement()
			.asString()
			.contains("'flight.example.time-to-live' has a @DefaultValue");
	}

	private static Iterable<String> problems(String property) {
		return PropertyRules.problems(ConfigurationMetadata.parse("{\"properties\": [" + property + "]}"));
	}

	record Example(@DefaultValue("1h") Duration timeToLive, @DefaultValue("3") int told, @DefaultValue Nested nested,
			int none) {

	}

	record Nested(int value) {

	}

}
