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
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The directory of all results. Each instance has its own subdirectory, with a lock file
 * beside it that the instance holds locked while it runs. A subdirectory whose file is
 * not locked belongs to a process that died. The next instance that starts removes it.
 */
public final class SpoolDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SpoolDirectory.class);

	private static final String INSTANCE = "instance-";

	private static final String LOCK = ".lock";

	private static final String SHARED_LOCK = "spool" + LOCK;

	// opening and closing a file that this process has locked would release the lock
	private static final Set<Path> OWN_LOCKS = new HashSet<>();

	private final SpoolOptions options;

	private final SpoolQuota quota;

	private final PrincipalQuotas quotas;

	private final Path instance;

	private final Path lockFile;

	private final FileChannel lock;

	private SpoolDirectory(SpoolOptions options, Path instance, Path lockFile, FileChannel lock) {
		this.options = options;
		this.quota = new SpoolQuota(null, "all results together", options.maxBytes());
		this.quotas = new PrincipalQuotas(this.quota, options.maxPrincipalBytes());
		this.instance = instance;
		this.lockFile = lockFile;
		this.lock = lock;
	}

	/**
	 * Create the directory of this instance, and remove those of instances that died.
	 * @param options the options of the spool
	 * @return the directory
	 * @throws SpoolDirectoryException if the directory cannot be created or written to
	 */
	public static SpoolDirectory open(SpoolOptions options) {
		// one instance at a time: within one process a file lock fails instead of waiting
		synchronized (SpoolDirectory.class) {
			try {
				Files.createDirectories(options.directory());
				Path directory = options.directory().toRealPath();
				try (FileChannel shared = channel(directory.resolve(SHARED_LOCK)); FileLock held = shared.lock()) {
					removeLeftOver(directory);
					return create(directory, options);
				}
			}
			catch (IOException ex) {
				throw new SpoolDirectoryException(options.directory(), ex);
			}
		}
	}

	private static SpoolDirectory create(Path directory, SpoolOptions options) throws IOException {
		String name = INSTANCE + UUID.randomUUID();
		Path lockFile = directory.resolve(name + LOCK);
		FileChannel lock = channel(lockFile);
		try {
			if (lock.tryLock() == null) {
				throw new IOException("The file %s is locked by another process".formatted(lockFile));
			}
			Path instance = Files.createDirectory(directory.resolve(name), ownerOnly(directory));
			OWN_LOCKS.add(lockFile);
			return new SpoolDirectory(options, instance, lockFile, lock);
		}
		catch (IOException ex) {
			lock.close();
			throw ex;
		}
	}

	private static FileAttribute<?>[] ownerOnly(Path directory) {
		boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

	private static void removeLeftOver(Path directory) throws IOException {
		try (DirectoryStream<Path> locks = Files.newDirectoryStream(directory, INSTANCE + "*" + LOCK)) {
			for (Path lockFile : locks) {
				if (!OWN_LOCKS.contains(lockFile)) {
					removeIfDead(lockFile);
				}
			}
		}
		try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory, INSTANCE + "*")) {
			for (Path instance : instances) {
				Path lockFile = instance.resolveSibling(instance.getFileName() + LOCK);
				if (!instance.toString().endsWith(LOCK) && !Files.exists(lockFile)) {
					FileSystemUtils.deleteRecursively(instance);
				}
			}
		}
	}

	private static void removeIfDead(Path lockFile) throws IOException {
		try (FileChannel channel = channel(lockFile); FileLock held = channel.tryLock()) {
			if (held != null) {
				String name = lockFile.getFileName().toString();
				Path instance = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
				FileSystemUtils.deleteRecursively(instance);
				Files.delete(lockFile);
				logger.info("Removed the results {} that a process has left over", instance);
			}
		}
	}

	private static FileChannel channel(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
	}

	QuerySpool spool(String id, @Nullable String principal) {
		return new QuerySpool(this.instance.resolve(id),
				new SpoolQuota(this.quotas.take(principal), "one result", this.options.maxQueryBytes()),
				() -> this.quotas.give(principal));
	}

	SpoolWriter writer(QuerySpool spool, Query query) {
		return new SpoolWriter(spool, this.options, query);
	}

	boolean isCompressed() {
		return this.options.compressed();
	}

	/**
	 * Return the number of spooled bytes.
	 * @return the number of bytes of all queries of this instance
	 */
	public long usedBytes() {
		return this.quota.used();
	}

	/**
	 * Return the limit of spooled bytes.
	 * @return the limit in bytes of all queries of this instance
	 */
	public long maxBytes() {
		return this.options.maxBytes();
	}

	@Override
	public void close() {
		synchronized (SpoolDirectory.class) {
			delete();
			OWN_LOCKS.remove(this.lockFile);
		}
	}

	private void delete() {
		try {
			FileSystemUtils.deleteRecursively(this.instance);
			this.lock.close();
			Files.deleteIfExists(this.lockFile);
		}
		catch (IOException ex) {
			logger.warn("The results in {} cannot be removed", this.instance, ex);
		}
	}

}
