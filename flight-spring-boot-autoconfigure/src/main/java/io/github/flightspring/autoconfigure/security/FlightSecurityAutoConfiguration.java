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

import java.util.List;

import io.github.flightspring.autoconfigure.FlightTaskDecorator;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightExceptionResolver;
import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightSecurity;
import io.github.flightspring.security.access.AuthenticationArgumentResolver;
import io.github.flightspring.security.access.AuthenticationPrincipalArgumentResolver;
import io.github.flightspring.security.access.SecurityAuthorizer;
import io.github.flightspring.security.access.SecurityExceptionResolver;
import io.github.flightspring.security.authentication.BasicAuthenticationConverter;
import io.github.flightspring.security.authentication.BearerAuthenticationConverter;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.github.flightspring.security.authentication.LoginPolicy;
import io.github.flightspring.security.authentication.LoginThrottle;
import io.github.flightspring.security.authentication.UnknownBearerToken;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.authentication.configuration.EnableGlobalAuthentication;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Spring Security for Flight. If
 * Spring Security is on the class path, every call needs an authenticated caller.
 */
@AutoConfiguration(after = { SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConditionalOnClass({ EnableGlobalAuthentication.class, SecurityAutoConfiguration.class })
@EnableConfigurationProperties(FlightSecurityProperties.class)
@EnableGlobalAuthentication
@Import({ CertificateConfiguration.class, PropertyUserConfiguration.class })
public final class FlightSecurityAutoConfiguration {

	@Bean
	FlightAuthenticator flightAuthenticator(ObjectProvider<FlightAuthenticationConverter> converters,
			ObjectProvider<CallCredentials> credentials, ObjectProvider<AuthenticationManager> manager,
			AuthenticationConfiguration configuration, ObjectProvider<AuthenticationEventPublisher> publishers,
			ApplicationEventPublisher publisher, FlightSecurityProperties properties) {
		AuthenticationEventPublisher events = publishers
			.getIfAvailable(() -> new DefaultAuthenticationEventPublisher(publisher));
		List<FlightAuthenticationConverter> standard = credentials.orderedStream()
			.map(CallCredentials::converter)
			.toList();
		List<AuthenticationProvider> providers = credentials.orderedStream()
			.flatMap((kind) -> kind.providers().stream())
			.toList();
		AuthenticationManager application = manager.getIfUnique(configuration::getAuthenticationManager);
		ProviderManager providerManager = new ProviderManager(providers, application);
		providerManager.setAuthenticationEventPublisher(events);
		FlightSecurityProperties.LoginThrottle throttle = properties.loginThrottle();
		LoginPolicy policy = new LoginPolicy(properties.requireTls(),
				new LoginThrottle(throttle.failures(), throttle.period(), System::nanoTime), events);
		return new FlightAuthenticator(converters.orderedStream().toList(), standard, providerManager, policy);
	}

	@Bean
	@Order(CallCredentials.BASIC_ORDER)
	CallCredentials flightBasicCredentials() {
		return new CallCredentials(new BasicAuthenticationConverter(), List.of());
	}

	@Bean
	@Order(CallCredentials.UNKNOWN_BEARER_ORDER)
	CallCredentials flightUnknownBearerCredentials() {
		return new CallCredentials(new BearerAuthenticationConverter((token) -> new UnknownBearerToken()), List.of());
	}

	@Bean
	@ConditionalOnMissingBean
	FlightSecurity flightSecurity() {
		return FlightSecurity.authorize((calls) -> calls.anyCall().authenticated());
	}

	@Bean
	SecurityAuthorizer flightAuthorizer(FlightSecurity rules, ObjectProvider<AuthorizationEventPublisher> events,
			ApplicationEventPublisher publisher) {
		return new SecurityAuthorizer(rules,
				events.getIfUnique(() -> new SpringAuthorizationEventPublisher(publisher)));
	}

	// a query runs on its own thread, which the thread of a call starts
	@Bean
	FlightTaskDecorator flightSecurityContext() {
		return new FlightTaskDecorator(DelegatingSecurityContextRunnable::new);
	}

	@Bean
	FlightExceptionResolver flightSecurityExceptionResolver() {
		return new SecurityExceptionResolver();
	}

	@Bean
	FlightArgumentResolver flightAuthenticationPrincipalArgumentResolver(BeanFactory beanFactory) {
		return new AuthenticationPrincipalArgumentResolver(new BeanFactoryResolver(beanFactory));
	}

	@Bean
	FlightArgumentResolver flightAuthenticationArgumentResolver() {
		return new AuthenticationArgumentResolver();
	}

}
