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

package io.github.flightspring.handler.validation;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.flightspring.arrow.RecordIterator;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.arrow.row.ColumnPaths;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

/**
 * The rows of an upload. Each one is validated when it is read.
 *
 * @param <T> the type of a row
 */
final class ValidatedRows<T> implements Iterator<T> {

	private final RecordIterator<T> rows;

	private final Check check;

	private ValidatedRows(RecordIterator<T> rows, Check check) {
		this.rows = rows;
		this.check = check;
	}

	@Override
	public boolean hasNext() {
		return this.rows.hasNext();
	}

	@Override
	public T next() {
		T row = this.rows.next();
		Set<ConstraintViolation<T>> violations = this.check.validator.validate(row, this.check.groups);
		if (!violations.isEmpty()) {
			throw failure(violations);
		}
		return row;
	}

	private RecordMappingException failure(Set<ConstraintViolation<T>> violations) {
		List<ConstraintViolation<T>> sorted = violations.stream()
			.sorted(Comparator.<ConstraintViolation<T>, String>comparing(this.check::path)
				.thenComparing(ConstraintViolation::getMessage))
			.toList();
		ConstraintViolation<T> first = sorted.get(0);
		String others = sorted.stream()
			.skip(1)
			.map((violation) -> ", column '%s': %s".formatted(this.check.path(violation), violation.getMessage()))
			.collect(Collectors.joining());
		return this.rows.refused(this.check.path(first), first.getMessage() + others,
				new ConstraintViolationException(violations));
	}

	/**
	 * The validation of the rows of one parameter.
	 */
	static final class Check implements RowCheck {

		private final Validator validator;

		private final Class<?>[] groups;

		private final ColumnPaths columns;

		Check(Validator validator, Class<?> rowType, Class<?>[] groups) {
			this.validator = validator;
			this.groups = groups;
			this.columns = new ColumnPaths(rowType);
		}

		@Override
		public <T> Iterator<T> check(RecordIterator<T> rows) {
			return new ValidatedRows<>(rows, this);
		}

		/**
		 * The path of the field in the names of the columns.
		 */
		private String path(ConstraintViolation<?> violation) {
			return this.columns.of(violation.getPropertyPath().toString());
		}

	}

}
