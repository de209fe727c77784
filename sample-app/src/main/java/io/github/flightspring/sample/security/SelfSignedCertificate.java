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

package io.github.flightspring.sample.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a self-signed certificate for localhost with the JDK's keytool, when the profile
 * {@code secure} starts for the first time.
 */
class SelfSignedCertificate implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		String folder = context.getEnvironment().getProperty("sample.tls.folder");
		if (folder != null && context.getEnvironment().acceptsProfiles(Profiles.of("secure"))) {
			try {
				make(Path.of(folder));
			}
			catch (IOException ex) {
				throw new IllegalStateException(
						"No certificate could be made in '%s'. Set 'sample.tls.folder' to a folder that can be written"
							.formatted(folder),
						ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	private static void make(Path folder) throws IOException, InterruptedException {
		Path store = folder.resolve("server.p12");
		if (Files.exists(store)) {
			return;
		}
		Files.createDirectories(folder);
		// made elsewhere and moved, so that a start that is killed leaves no half of it
		Path fresh = Files.createTempDirectory(folder, "new");
		try {
			Path made = fresh.resolve("server.p12");
			Path certificate = fresh.resolve("server.pem");
			keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
					"CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-ext", "BC=ca:true", "-validity", "365",
					"-storetype", "PKCS12", "-storepass", "localhost", "-keystore", made.toString());
			keytool("-exportcert", "-rfc", "-alias", "server", "-storepass", "localhost", "-keystore", made.toString(),
					"-file", certificate.toString());
			ownerOnly(made);
			Files.move(certificate, folder.resolve("server.pem"), StandardCopyOption.REPLACE_EXISTING);
			Files.move(made, store);
		}
		finally {
			FileSystemUtils.deleteRecursively(fresh);
		}
	}

	/**
	 * The store holds a private key under a password that everybody knows.
	 */
	private static void ownerOnly(Path store) throws IOException {
		if (store.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
		}
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IOException("keytool failed: " + output);
		}
	}

}
