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

package io.github.flightspring.sample.uploads;

import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An upload, as the database stores it.
 *
 * @param name the name
 * @param form how its table holds the rows
 * @param schema the schema that the client sent, in message format
 * @param rows the number of rows
 * @param bytes the size of its Arrow buffers
 */
record StoredUpload(UploadName name, UploadForm form, Schema schema, long rows, long bytes) {

	Upload summary() {
		return new Upload(this.name.value(), this.rows, this.bytes);
	}

}
