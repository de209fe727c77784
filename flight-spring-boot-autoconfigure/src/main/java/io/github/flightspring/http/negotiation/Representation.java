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

package io.github.flightspring.http.negotiation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * A format of a flight's rows.
 */
public enum Representation {

	/**
	 * An Arrow IPC stream.
	 */
	ARROW_STREAM("application/vnd.apache.arrow.stream", ".arrows", "arrows", "stream", "arrow-stream"),

	/**
	 * An Arrow IPC file.
	 */
	ARROW_FILE("application/vnd.apache.arrow.file", ".arrow", "arrow", "file", "arrow-file"),

	/**
	 * A JSON document about the flight, its rows as an Arrow stream and, if requested, a
	 * text with the information that is known at the end.
	 */
	MULTIPART("multipart/mixed", "", "multipart"),

	/**
	 * A JSON array of rows.
	 */
	JSON("application/json", ".json", "json"),

	/**
	 * JSON Lines: one JSON object per line.
	 */
	NDJSON("application/x-ndjson", ".ndjson", "ndjson", "jsonl"),

	/**
	 * Comma-separated values.
	 */
	CSV("text/csv", ".csv", "csv");

	private final MediaType mediaType;

	private final String extension;

	private final List<String> names;

	Representation(String mediaType, String extension, String... names) {
		this.mediaType = MediaType.parseMediaType(mediaType);
		this.extension = extension;
		this.names = List.of(names);
	}

	/**
	 * The media type.
	 * @return the media type without parameters
	 */
	public MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * The extension of file names in this format.
	 * @return the extension with its dot, possibly empty
	 */
	public String extension() {
		return this.extension;
	}

	/**
	 * Whether the response may be compressed. A multipart response is not compressed,
	 * because its readers look for boundaries.
	 * @return {@code true} if it may have a content coding
	 */
	public boolean isCompressible() {
		return this != MULTIPART;
	}

	/**
	 * Whether the rows are in an Arrow format.
	 * @return {@code true} if they are, possibly among other parts
	 */
	public boolean isArrow() {
		return this == ARROW_STREAM || this == ARROW_FILE || this == MULTIPART;
	}

	/**
	 * Find a representation by a short name or a media type.
	 * @param text the text
	 * @return the representation, or {@code null} if there is none
	 */
	public static @Nullable Representation find(String text) {
		String name = text.strip().toLowerCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((each) -> each.names.contains(name) || each.mediaType.toString().equals(name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The names and media types of all representations, for messages.
	 * @return the text
	 */
	public static String list() {
		return Arrays.stream(values())
			.map((each) -> "%s (%s)".formatted(each.names.get(0), each.mediaType))
			.collect(Collectors.joining(", "));
	}

}
