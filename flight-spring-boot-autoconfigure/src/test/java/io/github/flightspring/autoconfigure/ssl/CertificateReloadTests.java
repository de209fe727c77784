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

package io.github.flightspring.autoconfigure.ssl;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.RunningApplication;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server whose certificates are replaced while it runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class CertificateReloadTests {

	private static final long ROWS = 6_000_000;

	@TempDir
	private Path folder;

	private X509Bundle before;

	private X509Bundle after;

	@BeforeEach
	void makeCertificates() throws Exception {
		this.before = authority("CN=Before");
		this.after = authority("CN=After");
		write(this.before);
	}

	private static X509Bundle authority(String subject) throws Exception {
		return new CertificateBuilder().subject(subject).setIsCertificateAuthority(true).buildSelfSigned();
	}

	private static X509Bundle issue(String subject, X509Bundle authority) throws Exception {
		return new CertificateBuilder().subject(subject).addSanDnsName("localhost").buildIssuedBy(authority);
	}

	private void write(X509Bundle authority) throws Exception {
		X509Bundle server = issue("CN=localhost", authority);
		Files.writeString(this.folder.resolve("server.key"), server.getPrivateKeyPEM());
		Files.writeString(this.folder.resolve("authority.pem"), authority.getCertificatePEM());
		Files.writeString(this.folder.resolve("server.pem"), server.getCertificatePathPEM());
	}

	private RunningApplication start() {
		return start(RunningApplication::start);
	}

	private RunningApplication start(BiFunction<Class<?>[], String[], RunningApplication> starter) {
		String bundle = "spring.ssl.bundle.pem.server.";
		String[] properties = { "spring.grpc.server.ssl.bundle=server", "spring.grpc.server.ssl.client-auth=REQUIRE",
				"spring.ssl.bundle.watch.file.quiet-period=200ms", bundle + "reload-on-update=true",
				bundle + "keystore.certificate=" + this.folder.resolve("server.pem"),
				bundle + "keystore.private-key=" + this.folder.resolve("server.key"),
				bundle + "truststore.certificate=" + this.folder.resolve("authority.pem") };
		return starter.apply(new Class<?>[] { Numbers.class }, properties);
	}

	private static FlightClient client(RunningApplication application, X509Bundle authority) throws Exception {
		X509Bundle client = issue("CN=client", authority);
		return FlightClient.builder(application.clientAllocator(), Location.forGrpcTls("localhost", application.port()))
			.trustedCertificates(stream(authority.getCertificatePEM()))
			.clientCertificate(stream(client.getCertificatePathPEM()), stream(client.getPrivateKeyPEM()))
			.build();
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void whenTheCertificatesAreReplacedThenNewConnectionsUseThemAndADownloadGoesOn(CapturedOutput output)
			throws Exception {
		try (RunningApplication application = start();
				FlightClient early = client(application, this.before);
				FlightStream download = download(early)) {
			assertThat(download.next()).isTrue();
			long rows = download.getRoot().getRowCount();
			assertThat(canCall(application, this.before)).isTrue();
			assertThat(canCall(application, this.after)).isFalse();

			write(this.after);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(canCall(application, this.after)).isTrue());
			assertThat(canCall(application, this.before)).isFalse();
			assertThat(output).contains("use the updated SSL bundle 'server'");

			while (download.next()) {
				rows += download.getRoot().getRowCount();
			}
			assertThat(rows).isEqualTo(ROWS);
		}
	}

	@Test
	void whenAnAuthorityIsRemovedThenItsClientsAreRefusedOnTheConnectionsThatTheyHave() throws Exception {
		try (RunningApplication application = start(RunningApplication::startSecured);
				FlightClient early = client(application, this.before);
				FlightStream download = download(early)) {
			assertThat(download.next()).isTrue();
			long rows = download.getRoot().getRowCount();
			write(this.after);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(canCall(application, this.after)).isTrue());
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> early.getSchema(FlightDescriptor.path("numbers")))
				.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
			while (download.next()) {
				rows += download.getRoot().getRowCount();
			}
			assertThat(rows).isEqualTo(ROWS);
		}
	}

	@Test
	void whenTheNewCertificateCannotBeReadThenTheServerKeepsTheOldOne(CapturedOutput output) throws Exception {
		try (RunningApplication application = start()) {
			Files.writeString(this.folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(output).contains("goes on with the one before"));
			assertThat(canCall(application, this.before)).isTrue();
			write(this.after);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(canCall(application, this.after)).isTrue());
		}
	}

	private static FlightStream download(FlightClient client) {
		return client.getStream(client.getInfo(FlightDescriptor.path("numbers")).getEndpoints().get(0).getTicket());
	}

	private static boolean canCall(RunningApplication application, X509Bundle authority) throws Exception {
		try (FlightClient client = client(application, authority)) {
			client.getSchema(FlightDescriptor.path("numbers"), CallOptions.timeout(10, TimeUnit.SECONDS));
			return true;
		}
		catch (FlightRuntimeException ex) {
			return false;
		}
	}

	@FlightEndpoint("numbers")
	static class Numbers {

		record Number(long n) {
		}

		@DoGet
		Stream<Number> upTo() {
			return LongStream.range(0, ROWS).mapToObj(Number::new);
		}

	}

}
