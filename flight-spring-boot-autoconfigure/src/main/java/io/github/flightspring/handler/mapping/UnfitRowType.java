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

package io.github.flightspring.handler.mapping;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

import io.github.flightspring.internal.ReturnedRows;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * Explains why the type of a row has no columns, and what to declare instead.
 *
 * @param reason the reason, which follows the name of the type
 * @param action the advice how to change the declaration
 */
record UnfitRowType(String reason, String action) {

	private static final List<String> LATER = List.of("org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask");

	private static final List<String> ANSWERS = List.of("org.springframework.http.HttpEntity",
			"org.springframework.http.ResponseEntity", "org.springframework.web.servlet.ModelAndView",
			"org.springframework.core.io.Resource", "org.springframework.http.ProblemDetail");

	/**
	 * Explain a type that a handler returns or takes as a row.
	 * @param type the type of one row
	 * @return the explanation
	 */
	static UnfitRowType of(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (type.resolve() == null || raw == Object.class) {
			return new UnfitRowType("may be any type, so that its columns are not known",
					"Name the type of the rows, as in 'Stream<Order>'");
		}
		if (VectorSchemaRoot.class.isAssignableFrom(raw)) {
			return new UnfitRowType("is a batch, and not a row",
					"Use 'Stream<VectorSchemaRoot>', or an ArrowReader, for batches");
		}
		if (isValue(raw)) {
			return new UnfitRowType("is a single value, and has no columns",
					"Put the value into a record, whose component names the column");
		}
		if (ValueVector.class.isAssignableFrom(raw)) {
			return new UnfitRowType("is a single column", "Use a VectorSchemaRoot");
		}
		if (Map.class.isAssignableFrom(raw)) {
			return new UnfitRowType("does not say which columns there are",
					"Use a record or a class, or an ArrowReader where the columns are not known before");
		}
		if (BaseStream.class.isAssignableFrom(raw)) {
			return new UnfitRowType("has single values, and no columns",
					"Use a Stream of records, as from 'mapToObj(Row::new)'");
		}
		if (raw.isArray() || Iterable.class.isAssignableFrom(raw) || raw == Optional.class) {
			return new UnfitRowType("is a container itself, and has no columns",
					"Use one container of rows, as in 'Stream<Order>'");
		}
		return ofOther(raw);
	}

	private static UnfitRowType ofOther(Class<?> raw) {
		if (raw.getName().startsWith("java.sql.") || raw.getName().startsWith("javax.sql.")) {
			return new UnfitRowType("has no rows", "Use " + ReturnedRows.results());
		}
		if (Callable.class.isAssignableFrom(raw) || Supplier.class.isAssignableFrom(raw)
				|| Future.class.isAssignableFrom(raw) || LATER.contains(raw.getName())) {
			return new UnfitRowType("has no columns", "Use a CompletionStage for rows that come later");
		}
		if (ANSWERS.contains(raw.getName())) {
			return new UnfitRowType("is an answer of HTTP, and has no columns",
					"Return the rows themselves. A FlightCall parameter has the headers of the response, "
							+ "and an exception has its status");
		}
		if (raw.isSealed()) {
			return new UnfitRowType("may be one of several classes, so that its columns are not known",
					"Use one record with a nullable component for each column");
		}
		return new UnfitRowType("has no columns", "Use a record, or a class with a getter for each column");
	}

	private static boolean isValue(Class<?> raw) {
		return raw != Void.class && raw != void.class
				&& (BeanUtils.isSimpleValueType(raw) || CharSequence.class.isAssignableFrom(raw)
						|| Temporal.class.isAssignableFrom(raw)
						|| (raw.isArray() && raw.componentType().isPrimitive()));
	}

}
