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

package io.github.flightspring.handler.method;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightMapping;
import io.github.flightspring.handler.bean.HandlerBean;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The beans that have methods with mapping annotations, but not {@code @FlightEndpoint}.
 */
public final class UnservedBeans {

	private static final List<String> LIBRARIES = List.of("org.springframework.", "java.", "jakarta.");

	private UnservedBeans() {
	}

	/**
	 * Find the beans, without creating them.
	 * @param beanFactory the factory of the beans
	 * @return a message for each bean, with the advice what to change
	 */
	public static List<String> find(ConfigurableListableBeanFactory beanFactory) {
		Set<String> served = HandlerBean.find(beanFactory, FlightEndpoint.class)
			.stream()
			.map(HandlerBean::name)
			.collect(Collectors.toSet());
		List<String> messages = new ArrayList<>();
		for (HandlerBean bean : HandlerBean.all(beanFactory)) {
			if (!served.contains(bean.name()) && isCandidate(bean.type())) {
				Set<String> annotations = annotations(bean);
				if (!annotations.isEmpty()) {
					messages.add("The methods with %s of the bean '%s' are not served: add @FlightEndpoint to %s"
						.formatted(String.join(", ", annotations), bean.name(), bean.type().getName()));
				}
			}
		}
		return messages;
	}

	private static boolean isCandidate(Class<?> type) {
		return LIBRARIES.stream().noneMatch(type.getName()::startsWith)
				&& AnnotationUtils.isCandidateClass(type, FlightMapping.class);
	}

	private static Set<String> annotations(HandlerBean bean) {
		MetadataLookup<MergedAnnotation<?>> lookup = UnservedBeans::mapping;
		return bean.methods(lookup)
			.values()
			.stream()
			.map((annotation) -> Objects.requireNonNullElse(annotation.getRoot(), annotation))
			.map((annotation) -> "@" + annotation.getType().getSimpleName())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static @Nullable MergedAnnotation<?> mapping(Method method) {
		MergedAnnotation<FlightMapping> mapping = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.get(FlightMapping.class);
		return mapping.isPresent() ? mapping : null;
	}

}
