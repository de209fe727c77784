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

package io.github.flightspring.autoconfigure.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.support.HttpApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The filter chain authenticates the caller. The rules of Flight authorize the call.
 */
class HttpSecurityTests {

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.startSecured(new Class<?>[] { NumberFlights.class, Rules.class });
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenTheCallerIsUnknownThenOpenFlightsAreAllThereIs() throws Exception {
		assertThat(status("/flight/numbers/none", null)).isEqualTo(200);
		assertThat(status("/flight/numbers", null)).isEqualTo(401);
		assertThat(text("/flight", null)).contains("numbers/none").doesNotContain("numbers/parts");
	}

	@Test
	void whenTheCallerIsKnownThenTheRulesDecide() throws Exception {
		assertThat(status("/flight/numbers", "reader")).isEqualTo(200);
		assertThat(text("/flight", "reader")).contains("numbers/parts");
		assertThat(status("/flight/numbers/fails-at-once", "reader")).isEqualTo(403);
		assertThat(application.send(request("/flight/numbers/sum", "reader").PUT(BodyPublishers.noBody())).statusCode())
			.isEqualTo(403);
		assertThat(status("/flight/numbers", "reader:wrong")).isEqualTo(401);
	}

	@Test
	void whenATicketIsSomebodyElsesThenItIsRefused() throws Exception {
		String info = text("/flight/numbers/parts?info", "reader");
		String uri = info.replaceAll(".*?http://localhost:\\d+(/flight[^\"]+ticket=[^\"]+).*", "$1");
		assertThat(status(uri, "reader")).isEqualTo(200);
		assertThat(status(uri, "other")).isEqualTo(403);
		assertThat(status(uri, null)).isIn(401, 403);
	}

	@Test
	void whenAScriptOfAnotherOriginAsksThenItSeesWhatItNeeds() throws Exception {
		HttpResponse<byte[]> response = application
			.send(application.request("/flight/numbers/none").header("Origin", "https://notebook.example.org"));
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
			.hasValue("https://notebook.example.org");
		assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
			.hasValueSatisfying((value) -> assertThat(value).contains("Content-Disposition", "ETag"));
		assertThat(application
			.send(application.request("/flight/numbers/none").header("Origin", "https://evil.example.org"))
			.statusCode()).isEqualTo(403);
	}

	@Test
	void whenTheCallerIsUnknownThenThatIsSaidBeforeTheFormOfTheBodyIs() throws Exception {
		for (String type : new String[] { "application/x-www-form-urlencoded", "text/html", "no type" }) {
			assertThat(application.send(upload(null, type)).statusCode()).as(type).isEqualTo(401);
			assertThat(application.send(upload("reader", type)).statusCode()).as(type).isEqualTo(403);
		}
		assertThat(application
			.send(request("/flight/numbers/sum?format=html", null).PUT(BodyPublishers.ofString("value=1")))
			.statusCode()).isEqualTo(401);
	}

	private static HttpRequest.Builder upload(String user, String type) {
		return request("/flight/numbers/sum", user).header("Content-Type", type)
			.PUT(BodyPublishers.ofString("value=1"));
	}

	private static int status(String path, String user) throws Exception {
		return application.send(request(path, user)).statusCode();
	}

	private static String text(String path, String user) throws Exception {
		return new String(application.send(request(path, user)).body(), StandardCharsets.UTF_8);
	}

	private static HttpRequest.Builder request(String path, String user) {
		HttpRequest.Builder request = application.request(path);
		if (user != null) {
			String credentials = user.contains(":") ? user : user + ":secret";
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		}
		return request;
	}

	@Configuration(proxyBeanMethods = false)
	static class Rules implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/flight/**").allowedOrigins("https://notebook.example.org");
		}

		@Bean
		SecurityFilterChain web(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		FlightSecurity flightSecurity() {
			return FlightSecurity.authorize((calls) -> calls.path("numbers/none")
				.permitAll()
				.rpc(FlightRpc.LIST_FLIGHTS)
				.permitAll()
				.path("numbers/fails-at-once")
				.denyAll()
				.rpc(FlightRpc.DO_PUT)
				.hasRole("WRITER")
				.anyCall()
				.authenticated());
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("reader").password("{noop}secret").roles("READER").build(),
					User.withUsername("other").password("{noop}secret").roles("READER").build());
		}

	}

}
