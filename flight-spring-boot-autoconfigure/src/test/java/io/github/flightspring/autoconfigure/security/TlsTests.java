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

package io.github.flightspring.autoconfigure.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.flightspring.support.RunningApplication;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Client certificates, alone and beside other credentials.
 */
class TlsTests {

	@TempDir
	static Path directory;

	private static X509Bundle authority;

	private static X509Bundle server;

	@BeforeAll
	static void makeCertificates() throws Exception {
		authority = new CertificateBuilder().subject("CN=Authority").setIsCertificateAuthority(true).buildSelfSigned();
		server = new CertificateBuilder().subject("CN=localhost").addSanDnsName("localhost").buildIssuedBy(authority);
		write("authority.pem", authority.getCertificatePEM());
		write("server.pem", server.getCertificatePathPEM());
		write("server.key", server.getPrivateKeyPEM());
	}

	private static void write(String name, String text) throws IOException {
		Files.writeString(directory.resolve(name), text);
	}

	private static RunningApplication start(Class<?>[] beans, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("spring.grpc.server.ssl.bundle=server", "spring.grpc.server.ssl.client-auth=OPTIONAL",
						"spring.ssl.bundle.pem.server.keystore.certificate=" + directory.resolve("server.pem"),
						"spring.ssl.bundle.pem.server.keystore.private-key=" + directory.resolve("server.key"),
						"spring.ssl.bundle.pem.server.truststore.certificate=" + directory.resolve("authority.pem")));
		all.addAll(Arrays.asList(properties));
		return RunningApplication.startSecured(beans, all.toArray(String[]::new));
	}

	private static FlightClient client(RunningApplication application, @Nullable X509Bundle certificate)
			throws IOException {
		FlightClient.Builder builder = FlightClient
			.builder(application.clientAllocator(), Location.forGrpcTls("localhost", application.port()))
			.trustedCertificates(stream(authority.getCertificatePEM()));
		if (certificate != null) {
			builder.clientCertificate(stream(certificate.getCertificatePathPEM()),
					stream(certificate.getPrivateKeyPEM()));
		}
		return builder.build();
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static X509Bundle issued(String subject) throws Exception {
		return new CertificateBuilder().subject(subject).buildIssuedBy(authority);
	}

	@Test
	void whenTheClientHasACertificateThenItsCommonNameIsTheUser() throws Exception {
		try (RunningApplication application = start(new Class<?>[] { SecuredService.class, Users.class })) {
			try (FlightClient client = client(application, issued("O=writer,CN=reader"))) {
				assertThat(who(client)).isEqualTo("reader");
				assertThat(who(client, Headers.authorization(Headers.basic("writer", "writing")))).isEqualTo("writer");
				CallOption token = client.authenticateBasicToken("writer", "writing").orElseThrow();
				assertThat(who(client, token)).isEqualTo("writer");
				assertRefused(() -> who(client, Headers.authorization(Headers.basic("writer", "wrong"))),
						"The credentials are not valid");
				client.handshake();
			}
			try (FlightClient client = client(application, issued("CN=nobody"))) {
				assertRefused(() -> who(client), "The credentials are not valid");
			}
			try (FlightClient client = client(application, issued("CN=locked"))) {
				assertRefused(() -> who(client), "The credentials are not valid");
			}
			try (FlightClient client = client(application, null)) {
				assertRefused(() -> who(client), "has no credentials");
				assertThat(who(client, Headers.authorization(Headers.basic("writer", "writing")))).isEqualTo("writer");
			}
		}
	}

	@Test
	void whenThereAreNoUsersThenEverySubjectIsOneAndThePatternFindsItsName() throws Exception {
		try (RunningApplication application = start(new Class<?>[] { SecuredService.class },
				"flight.security.x509.principal-pattern=OU=(\\w+)")) {
			try (FlightClient client = client(application, issued("CN=reader,OU=team"))) {
				assertThat(who(client)).isEqualTo("team");
			}
			try (FlightClient client = client(application, issued("CN=reader"))) {
				assertRefused(() -> who(client), "The credentials are not valid");
			}
		}
	}

	@Test
	void whenBootDoesNotCheckCertificatesThenTheyAreNobodysCredentials() throws Exception {
		X509Bundle stranger = new CertificateBuilder().subject("CN=reader")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		try (RunningApplication application = start(new Class<?>[] { SecuredService.class, Users.class },
				"spring.grpc.server.ssl.secure=false"); FlightClient client = client(application, stranger)) {
			assertRefused(() -> who(client), "has no credentials");
		}
	}

	private static String who(FlightClient client, CallOption... options) {
		return SecuredCalls.who(client, options).split(" ")[0];
	}

	private static void assertRefused(ThrowingCallable call, String text) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
			assertThat(ex.status().description()).contains(text);
		});
	}

}
