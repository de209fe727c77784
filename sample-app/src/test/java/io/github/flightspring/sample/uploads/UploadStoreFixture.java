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

import java.nio.file.Path;

import io.github.flightspring.sample.SampleProperties;
import io.github.flightspring.sample.TestCall;
import io.github.flightspring.sample.duckdb.DuckDb;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store for all tests of a class, and a call for each of them.
 */
abstract class UploadStoreFixture {

	@TempDir
	static Path folder;

	static DuckDb duckDb;

	static UploadStore store;

	final TestCall call = new TestCall();

	@BeforeAll
	static void open() throws Exception {
		SampleProperties properties = new SampleProperties(folder.resolve("uploads.duckdb"));
		duckDb = new DuckDb(properties);
		store = new UploadStore(duckDb, new UploadCatalog(duckDb), new StoreDisk(duckDb, properties));
	}

	@AfterAll
	static void closeDatabase() throws Exception {
		duckDb.close();
	}

	@AfterEach
	void closeCall() {
		this.call.close();
	}

	/**
	 * Store an upload.
	 * @return the number of its rows
	 */
	long store(UploadName name, ArrowReader upload) throws Exception {
		return store.store(name, upload, this.call, (count) -> {
		});
	}

}
