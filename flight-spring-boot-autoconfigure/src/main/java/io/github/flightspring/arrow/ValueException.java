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

package io.github.flightspring.arrow;

import org.jspecify.annotations.Nullable;

/**
 * Says which value cannot be read, on its way to {@link RecordReader}, which knows the
 * row.
 */
final class ValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final String problem;

	ValueException(String path, String problem, @Nullable Throwable cause) {
		super(problem, cause, false, false);
		this.path = path;
		this.problem = problem;
	}

	RecordMappingException at(int row) {
		return new RecordMappingException(this.path, row, this.problem, getCause());
	}

}
