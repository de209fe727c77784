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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The negotiated properties of a download.
 *
 * @param representation the form of the rows
 * @param coding the coding of the response
 * @param compressed whether the bodies of record batches are compressed; never together
 * with a coding
 * @param readsZstd whether the client reads bodies that are compressed with Zstandard
 */
public record Negotiated(Representation representation, ContentCoding coding, boolean compressed, boolean readsZstd) {

	private static final String CODECS = "codecs";

	private static final String ZSTD = "zstd";

	/**
	 * Negotiate the properties of a response.
	 * @param request the request
	 * @param format the representation that the request names in its query, or
	 * {@code null}
	 * @param standard the representation for a client that accepts any
	 * @return the negotiated properties
	 * @throws HttpProblem 406 if the client accepts no available representation or
	 * coding, 400 if its headers are malformed
	 */
	public static Negotiated negotiate(HttpServletRequest request, @Nullable String format, Representation standard) {
		List<MediaType> accepted = accepted(request);
		Representation representation = (format != null) ? named(format) : best(accepted, standard);
		boolean zstd = representation.isArrow() && accepted.stream()
			.anyMatch((type) -> type.includes(representation.mediaType()) && codecs(type).contains(ZSTD));
		ContentCoding coding = ContentCoding.choose(request, representation.isCompressible());
		if (zstd && representation != Representation.MULTIPART && coding != ContentCoding.IDENTITY) {
			coding = identityUnlessRefused(request, coding);
		}
		return new Negotiated(representation, coding, zstd && coding == ContentCoding.IDENTITY, zstd);
	}

	private static ContentCoding identityUnlessRefused(HttpServletRequest request, ContentCoding coding) {
		try {
			ContentCoding.choose(request, false);
			return ContentCoding.IDENTITY;
		}
		catch (HttpProblem ex) {
			return coding;
		}
	}

	private static Representation named(String format) {
		Representation found = Representation.find(format);
		if (found == null) {
			throw notAcceptable("format=" + format);
		}
		return found;
	}

	private static HttpProblem notAcceptable(String asked) {
		return new HttpProblem(406, "There is no representation for '%s'. There are %s"
			.formatted(InvalidMessages.shown(asked), Representation.list()));
	}

	private static List<MediaType> accepted(HttpServletRequest request) {
		String header = String.join(",", Collections.list(request.getHeaders("Accept")));
		try {
			return MediaType.parseMediaTypes(header);
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpProblem(400, "The header 'Accept' has the value '%s', which is no list of media types"
				.formatted(InvalidMessages.shown(header)));
		}
	}

	private static Representation best(List<MediaType> accepted, Representation standard) {
		if (accepted.isEmpty()) {
			return standard;
		}
		Comparator<Representation> order = Comparator.comparingDouble((Representation each) -> -quality(accepted, each))
			.thenComparingInt((each) -> position(accepted, each))
			.thenComparing((each) -> each != standard);
		Representation best = Arrays.stream(Representation.values()).min(order).orElse(standard);
		if (quality(accepted, best) == 0) {
			throw notAcceptable(MediaType.toString(accepted));
		}
		return best;
	}

	/**
	 * The weight of the most specific matching range.
	 */
	private static double quality(List<MediaType> accepted, Representation representation) {
		return accepted.stream()
			.filter((type) -> includes(type, representation))
			.max(Comparator.comparingInt(Negotiated::specificity))
			.map(MediaType::getQualityValue)
			.orElse(0.0);
	}

	private static int position(List<MediaType> accepted, Representation representation) {
		for (int i = 0; i < accepted.size(); i++) {
			if (includes(accepted.get(i), representation)) {
				return i;
			}
		}
		return accepted.size();
	}

	// parameters other than the weight describe the rows, not the format
	private static boolean includes(MediaType type, Representation representation) {
		return type.includes(representation.mediaType());
	}

	private static int specificity(MediaType type) {
		return type.isWildcardType() ? 0 : type.isWildcardSubtype() ? 1 : 2;
	}

	private static List<String> codecs(MediaType type) {
		String codecs = type.getParameter(CODECS);
		return (codecs == null) ? List.of()
				: Arrays.stream(codecs.replace("\"", "").toLowerCase(Locale.ROOT).split(","))
					.map(String::strip)
					.toList();
	}

}
