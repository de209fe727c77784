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

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.validation.annotation.Validated;

/**
 * The passwords of the sample's users. There is no default.
 *
 * @param readerPassword the password of {@code reader}
 * @param writerPassword the password of {@code writer}
 */
@ConfigurationProperties("sample.security")
@Profile("secure")
@Validated
record SampleSecurityProperties(@NotBlank(message = "must be set with the profile 'secure'") String readerPassword,
		@NotBlank(message = "must be set with the profile 'secure'") String writerPassword) {

	@Override
	public String toString() {
		return "SampleSecurityProperties";
	}

}
