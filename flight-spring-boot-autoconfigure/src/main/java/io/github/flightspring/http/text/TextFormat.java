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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.negotiation.Representation;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * A text format of rows.
 *
 * @param lines {@code true} for one JSON object per line, {@code false} for
 * comma-separated values
 * @param header whether comma-separated values have a header
 */
public record TextFormat(boolean lines, boolean header) {

	private static final List<String> JSON_LINES = List.of("application/x-ndjson", "application/ndjson",
			"application/jsonl", "application/x-jsonlines");

	/**
	 * Find the format of a media type.
	 * @param type the type
	 * @return the format, or {@code null} if the type is not a text format of rows
	 * @throws HttpProblem 415 if its charset is not UTF-8
	 */
	public static @Nullable TextFormat of(MediaType type) {
		boolean lines = JSON_LINES.contains(type.getType() + "/" + type.getSubtype());
		if (!lines && !type.equalsTypeAndSubtype(Representation.CSV.mediaType())) {
			return null;
		}
		if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)
				&& !type.getCharset().equals(StandardCharsets.US_ASCII)) {
			throw new HttpProblem(415,
					"The charset of '%s' is not supported: send text in UTF-8".formatted(InvalidMessages.shown(type)));
		}
		return new TextFormat(lines, !"absent".equalsIgnoreCase(type.getParameter("header")));
	}

	/**
	 * Find the format of a representation.
	 * @param representation the representation
	 * @return the format, or {@code null} if the representation is not a text format of
	 * rows
	 */
	public static @Nullable TextFormat of(Representation representation) {
		return (representation == Representation.CSV || representation == Representation.NDJSON)
				? new TextFormat(representation == Representation.NDJSON, true) : null;
	}

	TextRows open(InputStream body, JsonTexts json, Schema schema, int longest) {
		List<String> columns = schema.getFields().stream().map(Field::getName).toList();
		return this.lines ? new JsonTextRows(body, json, columns, longest)
				: new CsvTextRows(body, this.header ? null : columns, longest);
	}

}
