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

package io.github.flightspring.http;

import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.negotiation.ContentCoding;
import io.github.flightspring.http.negotiation.Negotiated;
import io.github.flightspring.http.negotiation.Representation;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The headers of a download.
 *
 * @param negotiated what was negotiated
 * @param boundary the boundary of a multipart response
 * @param disposition the Content-Disposition, or {@code null} for none
 */
record DownloadHeaders(Negotiated negotiated, String boundary, @Nullable String disposition) {

	/**
	 * Set the headers.
	 * @param exchange the exchange
	 * @param etag the entity tag of a response that supports ranges, or {@code null}
	 */
	void send(HttpExchange exchange, @Nullable String etag) {
		HttpServletResponse response = exchange.response();
		exchange.expectRows();
		exchange.sendHeaders();
		// code that forwards the request may have set the encoding of its locale
		response.setCharacterEncoding((String) null);
		response.setHeader(HttpHeaders.CONTENT_TYPE, contentType());
		response.addHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
		response.setHeader(HttpHeaders.ACCEPT_RANGES, (etag != null) ? "bytes" : "none");
		if (etag != null) {
			response.setHeader(HttpHeaders.ETAG, etag);
		}
		if (this.disposition != null) {
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, this.disposition);
		}
		if (this.negotiated.coding() != ContentCoding.IDENTITY) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, this.negotiated.coding().token());
		}
	}

	private String contentType() {
		Representation representation = this.negotiated.representation();
		String type = representation.mediaType().toString();
		return switch (representation) {
			case MULTIPART -> type + "; boundary=" + this.boundary;
			case CSV -> type + "; charset=UTF-8; header=present";
			case ARROW_STREAM, ARROW_FILE -> this.negotiated.compressed() ? type + "; codecs=zstd" : type;
			default -> type;
		};
	}

}
