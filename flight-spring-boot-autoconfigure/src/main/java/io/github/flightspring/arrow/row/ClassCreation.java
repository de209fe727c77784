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

package io.github.flightspring.arrow.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The choice of how to create an instance of a class: by a constructor without parameters
 * if each property has a setter, else by the constructor whose parameters are properties.
 */
final class ClassCreation {

	private final RowMembers members;

	private final List<RowProperty> properties;

	ClassCreation(RowMembers members, List<RowProperty> properties) {
		this.members = members;
		this.properties = properties;
	}

	RowType type() {
		Class<?> type = this.members.type();
		if (Modifier.isAbstract(type.getModifiers())) {
			return writeOnly("it is abstract; use a class that is not");
		}
		if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
			return writeOnly("it is an inner class; make it static");
		}
		Constructor<?>[] constructors = Arrays.stream(type.getDeclaredConstructors())
			.filter((constructor) -> !constructor.isSynthetic())
			.toArray(Constructor<?>[]::new);
		Constructor<?> empty = Arrays.stream(constructors)
			.filter((constructor) -> constructor.getParameterCount() == 0)
			.findFirst()
			.orElse(null);
		if (empty != null && this.properties.stream().allMatch((property) -> property.setter() != null)) {
			return RowType.creatable(type, this.properties, new RowCreator(this.members.constructor(empty), List.of()));
		}
		List<RowCreator> creators = Arrays.stream(constructors)
			.filter((constructor) -> isCandidate(constructor, constructors.length))
			.map(this::creator)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.sorted(Comparator.comparingInt((RowCreator creator) -> creator.parameters().size()).reversed())
			.toList();
		if (creators.isEmpty()) {
			return writeOnly(problem(empty != null, constructors));
		}
		if (creators.size() > 1 && creators.get(0).parameters().size() == creators.get(1).parameters().size()) {
			return writeOnly("several of its constructors take its properties; make one public, and no other");
		}
		return RowType.creatable(type, ordered(creators.get(0).parameters()), creators.get(0));
	}

	private static boolean isCandidate(Constructor<?> constructor, int count) {
		boolean visible = (count == 1) ? !Modifier.isPrivate(constructor.getModifiers())
				: Modifier.isPublic(constructor.getModifiers());
		return visible && constructor.getParameterCount() > 0 && !RowCreator.isTooWide(constructor.getParameterTypes());
	}

	private @Nullable RowCreator creator(Constructor<?> constructor) {
		String[] names = ParameterNames.of(constructor);
		Type[] types = constructor.getGenericParameterTypes();
		// a local class has parameters that its declaration does not have
		if (names == null || names.length != types.length) {
			return null;
		}
		List<RowProperty> parameters = new ArrayList<>();
		for (int i = 0; i < names.length; i++) {
			RowProperty property = property(names[i]);
			if (property == null || !Conversions.isPossible(property.type(), this.members.resolve(types[i]))) {
				return null;
			}
			parameters.add(property);
		}
		boolean complete = this.properties.stream()
			.allMatch((property) -> property.setter() != null || parameters.contains(property));
		return complete ? new RowCreator(this.members.constructor(constructor), parameters) : null;
	}

	private @Nullable RowProperty property(String name) {
		return this.properties.stream().filter((property) -> property.name().equals(name)).findFirst().orElse(null);
	}

	private List<RowProperty> ordered(List<RowProperty> parameters) {
		Set<RowProperty> rest = new HashSet<>(parameters);
		List<RowProperty> ordered = new ArrayList<>(parameters);
		this.properties.stream().filter((property) -> !rest.contains(property)).forEach(ordered::add);
		return ordered;
	}

	private String problem(boolean hasEmpty, Constructor<?>[] constructors) {
		String names = Arrays.stream(constructors)
			.anyMatch((constructor) -> constructor.getParameterCount() > 0 && ParameterNames.of(constructor) == null)
					? "; the names of its constructors' parameters are not known: compile with '-parameters'" : "";
		Set<String> taken = new HashSet<>();
		for (Constructor<?> constructor : constructors) {
			String[] known = ParameterNames.of(constructor);
			taken.addAll((known != null) ? List.of(known) : List.of());
		}
		RowProperty unset = this.properties.stream()
			.filter((property) -> property.setter() == null)
			.min(Comparator.comparing((property) -> taken.contains(property.name())))
			.orElse(null);
		if (unset == null) {
			return "it has no constructor without parameters, and none whose parameters are its properties; add one"
					+ names;
		}
		return "its property '" + unset.name() + "' has no public setter, and no public constructor "
				+ "takes it by its name; add "
				+ (hasEmpty ? "the setter" : "a constructor whose parameters are named as the properties") + names;
	}

	private RowType writeOnly(String problem) {
		return RowType.writeOnly(this.members.type(), this.properties,
				this.members.type().getName() + " cannot be created: " + problem);
	}

}
