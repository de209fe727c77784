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

package io.github.flightspring.autoconfigure;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Refuses a list below {@code flight} that is given as a map, such as
 * {@code flight.ticket.keys.k1.secret}: binding finds no element in it and says nothing.
 */
final class ListPropertyHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName FLIGHT = ConfigurationPropertyName.of("flight");

	ListPropertyHandler(BindHandler parent) {
		super(parent);
	}

	@Override
	public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		Class<?> type = target.getType().toClass();
		if (FLIGHT.isAncestorOf(name) && (Collection.class.isAssignableFrom(type) || type.isArray())) {
			context.getSources().forEach((source) -> check(name, source));
		}
		return super.onStart(name, target, context);
	}

	private static void check(ConfigurationPropertyName list, ConfigurationPropertySource source) {
		if (source instanceof IterableConfigurationPropertySource names) {
			names.stream()
				.filter((name) -> list.isAncestorOf(name) && !name.isNumericIndex(list.getNumberOfElements()))
				.findFirst()
				.ifPresent((name) -> {
					throw new InvalidListPropertyException(name.toString(), list.toString());
				});
		}
	}

}
