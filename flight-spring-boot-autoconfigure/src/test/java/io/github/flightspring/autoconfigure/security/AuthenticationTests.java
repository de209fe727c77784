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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Every kind of credentials in a header, right and wrong, and what the handler knows of
 * the caller. The application has Boot's own interceptor for bearer tokens, too.
 */
class AuthenticationTests {

	private static final SecretKey KEY = key("k");

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication
			.startSecured(new Class<?>[] { SecuredService.class, Users.class, OtherCredentials.class });
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenBasicCredentialsAreGoodThenTheHandlerKnowsTheUser() throws Exception {
		assertThat(download("who", Headers.basic("reader", "reading"))).containsExactly("reader");
		assertThat(download("who", "bAsIc  " + Headers.basic("reader", "reading").substring(6)))
			.containsExactly("reader");
	}

	@Test
	void whenNameAndPasswordHaveColonsAndUmlautsThenTheyAreTaken() throws Exception {
		assertThat(download("who", Headers.basic("zoë", Users.AWKWARD))).containsExactly("zoë");
	}

	@Test
	void whenCredentialsAreBadThenTheAnswerIsTheSameWhateverIsWrong() {
		List<String> bad = List.of(Headers.basic("reader", "wrong"), Headers.basic("nobody", "reading"),
				Headers.basic("locked", "locked"), Headers.basic("locked", "wrong"), Headers.basic("reader", ""),
				Headers.basic("", "reading"), "Basic", "Basic !!!", "Basic cmVhZGVy", "Bearer", "Bearer x",
				"Bearer not a token", Headers.bearer(token(key("other"), Instant.now().plusSeconds(60))),
				Headers.bearer(token(KEY, Instant.now().minusSeconds(3600))));
		for (String credentials : bad) {
			assertFails(FlightStatusCode.UNAUTHENTICATED,
					() -> client.getInfo(FlightDescriptor.path("who"), Headers.authorization(credentials)))
				.contains("The credentials are not valid");
		}
	}

	@Test
	void whenTheSchemeIsNotKnownThenTheCallHasNoCredentials() {
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> client.getInfo(FlightDescriptor.path("who"), Headers.authorization("Digest reader")))
			.contains("has no credentials");
	}

	@Test
	void whenAJwtIsGoodThenItsSubjectCalls() throws Exception {
		assertThat(download("who", Headers.bearer(token(KEY, Instant.now().plusSeconds(60)))))
			.containsExactly("subject");
	}

	@Test
	void whenAnOpaqueTokenIsGoodThenItsPrincipalCalls() throws Exception {
		try (RunningApplication opaque = RunningApplication
			.startSecured(new Class<?>[] { SecuredService.class, Users.class, OpaqueTokens.class })) {
			FlightClient other = opaque.client();
			CallOption good = Headers.authorization(Headers.bearer("opaque"));
			CallOption bad = Headers.authorization(Headers.bearer("transparent"));
			assertThat(new String(other.doAction(new Action("who"), good).next().getBody(), StandardCharsets.UTF_8))
				.startsWith("introspected");
			assertFails(FlightStatusCode.UNAUTHENTICATED, () -> other.getInfo(FlightDescriptor.path("who"), bad))
				.contains("The credentials are not valid");
			assertThat(other.getInfo(FlightDescriptor.path("who"),
					Headers.authorization(Headers.basic("reader", "reading"))))
				.isNotNull();
		}
	}

	@Test
	void whenCredentialsCannotBeCheckedThenTheServerIsUnavailableAndTellsNoMore() {
		for (String token : List.of("broken", "down")) {
			assertFails(FlightStatusCode.UNAVAILABLE,
					() -> client.getInfo(FlightDescriptor.path("who"), Headers.option("x-api-key", token)))
				.contains("The server cannot check credentials at the moment");
		}
	}

	@Test
	void whenTheApplicationHasAConverterThenItsCredentialsAreTaken() throws Exception {
		assertThat(download("who", Headers.option("x-api-key", "42"))).containsExactly("key 42");
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> client.getInfo(FlightDescriptor.path("who"), Headers.option("x-api-key", "wrong")))
			.contains("The credentials are not valid");
	}

	@Test
	void whenHandlersTakeTheAuthenticationThenItIsThePrincipalOfTheCall() {
		assertThat(action("who")).isEqualTo("reader ok same");
		assertThat(action("nobody")).isEqualTo("null");
	}

	private static String action(String type) {
		return new String(client.doAction(new Action(type), Headers.authorization(Headers.basic("reader", "reading")))
			.next()
			.getBody(), StandardCharsets.UTF_8);
	}

	@Test
	void whenAStreamIsLazyThenItsElementsAreMadeInTheContextOfTheCaller() throws Exception {
		assertThat(download("who/lazy", Headers.basic("reader", "reading"))).containsOnly("reader").hasSize(3);
	}

	@Test
	void whenManyCallTheSameHandlersThenNobodyIsTakenForAnother() throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Boolean>> calls = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				String user = (i % 2 == 0) ? "reader" : "writer";
				String header = Headers.basic(user, (i % 2 == 0) ? "reading" : "writing");
				calls.add(() -> download("who/lazy", header).stream().allMatch(user::equals));
			}
			for (Future<Boolean> result : pool.invokeAll(calls)) {
				assertThat(result.get()).isTrue();
			}
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void whenADownloadIsCancelledThenTheCallbackRunsInTheContextOfTheCaller() throws Exception {
		Map<String, String> seen = application.context().getBean(SecuredService.class).seen;
		CallOption reader = Headers.authorization(Headers.basic("reader", "reading"));
		Ticket ticket = client.getInfo(FlightDescriptor.path("who/forever"), reader).getEndpoints().get(0).getTicket();
		try (FlightStream stream = client.getStream(ticket, reader)) {
			stream.next();
			stream.cancel("enough", null);
		}
		Instant end = Instant.now().plus(WireCall.PATIENCE);
		while (!seen.containsKey("cancelled")) {
			assertThat(Instant.now()).isBefore(end);
			Thread.sleep(10);
		}
		assertThat(seen).containsEntry("cancelled", "reader");
	}

	@Test
	void whenRowsAreUploadedThenTheHandlerKnowsTheUser() {
		Map<String, String> seen = application.context().getBean(SecuredService.class).seen;
		Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(32, true))));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, application.clientAllocator());
				WireCall<Flight.PutResult> call = application.wireClient()
					.put(WireClient.path("who", "upload"),
							Headers.metadata("authorization", Headers.basic("writer", "writing")))) {
			((IntVector) root.getVector(0)).setSafe(0, 1);
			root.setRowCount(1);
			call.start(root);
			call.write(root);
			call.halfClose();
			assertThat(call.next()).isNotNull();
			assertThat(call.status().isOk()).isTrue();
		}
		assertThat(seen).containsEntry("upload", "writer");
	}

	@Test
	void whenATicketIsInAnothersHandsThenItIsRefused() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("who"),
				Headers.authorization(Headers.basic("reader", "reading")));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> download(info.getEndpoints().get(0).getTicket(),
				Headers.authorization(Headers.basic("writer", "writing"))))
			.contains("another caller");
	}

	private static List<String> download(String path, String authorization) throws Exception {
		return download(path, Headers.authorization(authorization));
	}

	private static List<String> download(String path, CallOption credentials) throws Exception {
		return download(client.getInfo(FlightDescriptor.path(path), credentials).getEndpoints().get(0).getTicket(),
				credentials);
	}

	private static List<String> download(Ticket ticket, CallOption credentials) throws Exception {
		List<String> values = new ArrayList<>();
		try (FlightStream stream = client.getStream(ticket, credentials)) {
			while (stream.next()) {
				for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
					values.add(String.valueOf(stream.getRoot().getVector(0).getObject(row)));
				}
			}
		}
		return values;
	}

	private static SecretKey key(String seed) {
		return new SecretKeySpec(seed.repeat(32).substring(0, 32).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
	}

	private static String token(SecretKey key, Instant expiry) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject("subject")
			.issuedAt(expiry.minus(Duration.ofHours(2)))
			.expiresAt(expiry)
			.build();
		return new NimbusJwtEncoder(new ImmutableSecret<>(key))
			.encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims))
			.getTokenValue();
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherCredentials {

		@Bean
		JwtDecoder jwtDecoder() {
			return NimbusJwtDecoder.withSecretKey(KEY).build();
		}

		@Bean
		FlightAuthenticationConverter apiKeys() {
			return (request) -> {
				if (!request.headers().containsKey("x-api-key")) {
					return null;
				}
				return switch (request.headers().get("x-api-key")) {
					case "42" -> new TestingAuthenticationToken("key 42", "", "ROLE_KEY");
					case "broken" -> throw new IllegalStateException("secret");
					case "down" -> throw new AuthenticationServiceException("secret");
					case "wrong" -> throw new BadCredentialsException("secret");
					default -> fail("Not a key of the tests");
				};
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpaqueTokens {

		@Bean
		OpaqueTokenIntrospector introspector() {
			return (token) -> {
				if (!"opaque".equals(token)) {
					throw new BadOpaqueTokenException("secret");
				}
				return new DefaultOAuth2AuthenticatedPrincipal("introspected", Map.of("sub", "introspected"),
						AuthorityUtils.NO_AUTHORITIES);
			};
		}

	}

}
