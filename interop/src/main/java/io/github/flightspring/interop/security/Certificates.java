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

package io.github.flightspring.interop.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Makes the certificates of the server and of a client, each with its key, as
 * {@code server.pem}, {@code server.key}, {@code client.pem} and {@code client.key}.
 */
public final class Certificates {

	private static final String PASSWORD = "localhost";

	private Certificates() {
	}

	/**
	 * Make them.
	 * @param args the directory
	 * @throws Exception if they cannot be made
	 */
	public static void main(String[] args) throws Exception {
		Path directory = Files.createDirectories(Path.of(args[0]));
		make(directory, "server", "CN=localhost");
		make(directory, "client", "CN=reader");
	}

	private static void make(Path directory, String name, String subject) throws Exception {
		Path file = directory.resolve(name + ".p12");
		Files.deleteIfExists(file);
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", subject, "-ext",
				"SAN=dns:localhost,ip:127.0.0.1", "-ext", "BC=ca:true", "-validity", "30", "-storetype", "PKCS12",
				"-storepass", PASSWORD, "-keystore", file.toString())
			.inheritIO()
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool failed");
		}
		write(directory, name, file);
	}

	private static void write(Path directory, String name, Path file) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		Key key = store.getKey(name, PASSWORD.toCharArray());
		write(directory.resolve(name + ".pem"), "CERTIFICATE", store.getCertificate(name).getEncoded());
		write(directory.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded());
	}

	private static void write(Path file, String type, byte[] bytes) throws IOException {
		String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
		Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type));
	}

}
