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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyReferenceTests {

	private static final String UPDATE = "flight.docs.update";

	@Test
	void whenReferenceIsGeneratedThenItIsTheCommittedOne() throws IOException {
		Path committed = Repository.root().resolve("docs/properties.md");
		String generated = PropertyReference.of(ConfigurationMetadata.ofMainCode());
		if (Boolean.getBoolean(UPDATE)) {
			Files.createDirectories(committed.getParent());
			Files.writeString(committed, generated);
		}
		assertThat(committed).as("docs/properties.md, which the command in its head generates")
			.exists()
			.content()
			.isEqualTo(generated);
	}

	@Test
	void whenMetadataHasPropertiesThenReferenceHasARowForEachInOrder() {
		String reference = PropertyReference.of(ConfigurationMetadata.parse("""
				{"properties": [
				  {"name": "flight.b", "type": "java.util.Map<java.lang.String,java.time.Duration>"},
				  {"name": "flight.a", "type": "io.github.flightspring.Outer$Inner",
				   "description": "Either this | or\\n <that>.", "defaultValue": ["x", "y"]},
				  {"name": "flight.d", "type": "java.util.List<java.lang.String>", "defaultValue": "[x, y]"},
				  {"name": "flight.c", "type": "java.lang.Integer", "description": "Old.", "defaultValue": 3,
				   "deprecation": {"replacement": "flight.a"}}]}
				"""));
		assertThat(reference).endsWith("""
				| `flight.a` | `Inner` | `x, y` | Either this \\| or &lt;that>. |
				| `flight.b` | `Map<String, Duration>` |  |  |
				| `flight.c` | `Integer` | `3` | Deprecated, use `flight.a`. Old. |
				| `flight.d` | `List<String>` | `x, y` |  |
				""");
	}

}
