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

package io.github.flightspring.sample.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses a file and sends it, in one pass and in constant memory.
 */
final class FileUpload {

	private static final int CHUNK = 64 * 1024;

	private static final int WIDTH = 40;

	private final PrintStream out;

	FileUpload(PrintStream out) {
		this.out = out;
	}

	void run(String server, Path file) throws IOException {
		if (!Files.exists(file)) {
			throw new IOException("There is no file '" + file + "'");
		}
		if (Files.isDirectory(file)) {
			throw new IOException("'" + file + "' is a directory: send its files one by one");
		}
		String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8).replace("+", "%20");
		HttpURLConnection connection = (HttpURLConnection) URI.create(server + "/files/" + name)
			.toURL()
			.openConnection();
		connection.setRequestMethod("PUT");
		connection.setDoOutput(true);
		connection.setChunkedStreamingMode(CHUNK);
		connection.setRequestProperty("Content-Type", "application/octet-stream");
		connection.setRequestProperty("Content-Encoding", "gzip");
		// a server that refuses the file says so before the file is sent: once it is
		// being
		// sent, what the server says is lost with the connection
		connection.setRequestProperty("Expect", "100-continue");
		try (InputStream in = Files.newInputStream(file); OutputStream wire = open(connection)) {
			try (OutputStream body = new GZIPOutputStream(wire, CHUNK)) {
				send(in, Files.size(file), body);
			}
		}
		check(connection);
		this.out.printf("%n%s is at %s%n", file, connection.getURL());
	}

	private static OutputStream open(HttpURLConnection connection) throws IOException {
		try {
			return connection.getOutputStream();
		}
		catch (ProtocolException ex) {
			check(connection);
			throw ex;
		}
	}

	private static void check(HttpURLConnection connection) throws IOException {
		int status = connection.getResponseCode();
		if (status != HttpURLConnection.HTTP_CREATED) {
			throw new IOException("The server answered " + status + " " + connection.getResponseMessage());
		}
	}

	private void send(InputStream in, long size, OutputStream body) throws IOException {
		byte[] chunk = new byte[CHUNK];
		long done = 0;
		int shown = -1;
		for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
			body.write(chunk, 0, read);
			done += read;
			int percent = (size == 0) ? 100 : (int) (100 * done / size);
			if (percent != shown) {
				shown = percent;
				int filled = Math.min(WIDTH, WIDTH * percent / 100);
				this.out.printf("\r[%s%s] %3d %% of %,d bytes", "#".repeat(filled), " ".repeat(WIDTH - filled), percent,
						size);
			}
		}
	}

}
