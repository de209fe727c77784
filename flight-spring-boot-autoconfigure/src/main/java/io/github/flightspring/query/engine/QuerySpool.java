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

package io.github.flightspring.query.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The files of one query.
 */
final class QuerySpool {

	private static final Logger logger = LoggerFactory.getLogger(QuerySpool.class);

	private final Path directory;

	private final SpoolQuota quota;

	private final Runnable onDelete;

	private boolean deleted;

	QuerySpool(Path directory, SpoolQuota quota, Runnable onDelete) {
		this.directory = directory;
		this.quota = quota;
		this.onDelete = onDelete;
	}

	SpoolQuota quota() {
		return this.quota;
	}

	Path file(int index) {
		return this.directory.resolve("segment-" + index + ".arrows");
	}

	/**
	 * Create a file, unless the spool is deleted. No file may appear after the deletion.
	 */
	synchronized FileChannel create(Path file) throws IOException {
		if (this.deleted) {
			throw new IOException("The query has ended");
		}
		Files.createDirectories(this.directory);
		return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	synchronized boolean isDeleted() {
		return this.deleted;
	}

	synchronized void delete() {
		if (this.deleted) {
			return;
		}
		this.deleted = true;
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The spool {} of a query cannot be removed", this.directory, ex);
		}
		try {
			this.quota.close();
		}
		finally {
			this.onDelete.run();
		}
	}

}
