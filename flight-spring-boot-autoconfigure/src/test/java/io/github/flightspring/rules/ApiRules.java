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

package io.github.flightspring.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.domain.properties.HasTypeParameters;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.flightspring.internal.Internal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * The types for applications: the public ones that are not marked as {@link Internal},
 * nor their packages. Auto-configurations and classes of properties are left out: they
 * are public for Spring Boot.
 */
final class ApiRules {

	private final String root;

	ApiRules(String root) {
		this.root = root;
	}

	/**
	 * The types for applications, as they are written down beside the rules.
	 * @return the names below the root package
	 */
	static Set<String> listed() {
		try (InputStream list = ApiRules.class.getResourceAsStream("public-api.txt")) {
			String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
			return text.lines().collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The types for applications, as they are.
	 * @param classes all classes
	 * @return the names below the root package
	 */
	Set<String> actual(JavaClasses classes) {
		return classes.stream()
			.filter(apiTypes())
			.map((type) -> type.getName().substring(this.root.length() + 1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	ArchRule apiShowsNothingInternal() {
		return classes().that(apiTypes())
			.should(showNothingInternal())
			.as("types for applications have no internal types in what they show")
			.allowEmptyShould(true);
	}

	private DescribedPredicate<JavaClass> apiTypes() {
		return DescribedPredicate.describe("are for applications",
				(type) -> type.getPackageName().startsWith(this.root + ".") && type.isTopLevelClass() && isPublic(type)
						&& !isForBoot(type) && !isInternal(type));
	}

	private static ArchCondition<JavaClass> showNothingInternal() {
		return new ArchCondition<>("show nothing internal") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				Stream.concat(Stream.of(type), nested(type)).forEach((shown) -> checkOne(shown, events));
			}

			private void checkOne(JavaClass type, ConditionEvents events) {
				supertypes(type).filter(ApiRules::isInternal)
					.forEach((shown) -> events.add(SimpleConditionEvent.violated(type,
							"%s extends %s".formatted(type.getName(), shown.getName()))));
				bounds(type).filter(ApiRules::isInternal)
					.forEach((shown) -> events.add(SimpleConditionEvent.violated(type,
							"%s shows %s".formatted(type.getName(), shown.getName()))));
				type.getMembers()
					.stream()
					.filter(ApiRules::isVisible)
					.forEach((member) -> shown(member).filter(ApiRules::isInternal)
						.forEach((shown) -> events.add(SimpleConditionEvent.violated(member,
								"%s shows %s".formatted(member.getFullName(), shown.getName())))));
			}

		};
	}

	private static Stream<JavaClass> nested(JavaClass type) {
		return type.getPackage()
			.getClasses()
			.stream()
			.filter((other) -> other.getName().startsWith(type.getName() + "$") && isVisible(other)
					&& !isInternal(other));
	}

	private static Stream<JavaClass> supertypes(JavaClass type) {
		return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()).flatMap(ApiRules::raw);
	}

	/**
	 * The types of a field, or of parameters, results and exceptions, with their type
	 * arguments and the bounds of type parameters.
	 */
	private static Stream<JavaClass> shown(JavaMember member) {
		if (!(member instanceof JavaCodeUnit unit)) {
			return raw(((JavaField) member).getType());
		}
		Stream<JavaClass> types = Stream
			.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), unit.getExceptionTypes().stream())
			.flatMap((several) -> several)
			.flatMap(ApiRules::raw);
		return Stream.concat(types, bounds(unit));
	}

	private static Stream<JavaClass> bounds(HasTypeParameters<?> declaration) {
		return declaration.getTypeParameters()
			.stream()
			.flatMap((parameter) -> parameter.getUpperBounds().stream())
			.flatMap(ApiRules::raw);
	}

	private static Stream<JavaClass> raw(JavaType type) {
		return type.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC);
	}

	private static boolean isVisible(HasModifiers declaration) {
		return declaration.getModifiers().contains(JavaModifier.PUBLIC)
				|| declaration.getModifiers().contains(JavaModifier.PROTECTED);
	}

	private static boolean isForBoot(JavaClass type) {
		return type.isAnnotatedWith(AutoConfiguration.class) || type.isAnnotatedWith(ConfigurationProperties.class);
	}

	private static boolean isInternal(JavaClass type) {
		return type.isAnnotatedWith(Internal.class)
				|| type.getEnclosingClass().map(ApiRules::isInternal).orElseGet(() -> isInternal(type.getPackage()));
	}

	private static boolean isInternal(JavaPackage location) {
		return location.tryGetPackageInfo().map((info) -> info.isAnnotatedWith(Internal.class)).orElse(false);
	}

}
