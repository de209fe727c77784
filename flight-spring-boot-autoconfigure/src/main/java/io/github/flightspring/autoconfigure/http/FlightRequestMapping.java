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

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Objects;

import io.github.flightspring.http.FlightHttpHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Registers requests below the base path in the mapping of the application's controllers,
 * so that their configuration, such as CORS, applies to flights, too.
 */
final class FlightRequestMapping implements SmartInitializingSingleton {

	private final RequestMappingHandlerMapping mapping;

	private final FlightHttpHandler handler;

	private final String basePath;

	FlightRequestMapping(RequestMappingHandlerMapping mapping, FlightHttpHandler handler, String basePath) {
		this.mapping = mapping;
		this.handler = handler;
		this.basePath = basePath;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Method method = ReflectionUtils.findMethod(FlightRequestMapping.class, "handle", HttpServletRequest.class,
				HttpServletResponse.class);
		// each method by its name: without names, MVC itself answers OPTIONS
		RequestMappingInfo info = RequestMappingInfo.paths(this.basePath, this.basePath + "/**")
			.methods(RequestMethod.values())
			.options(this.mapping.getBuilderConfiguration())
			.build();
		this.mapping.registerMapping(info, this, Objects.requireNonNull(method));
	}

	void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.handler.handleRequest(request, response);
	}

}
