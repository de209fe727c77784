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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The packages, and the allowed dependencies between them.
 * <p>
 * The rules hold below a root package, so that the examples that break them can have the
 * same layout as the code.
 */
final class PackageRules {

	/**
	 * Each package with the ones that it may use, itself and its subpackages not
	 * mentioned. A package that is not here has no place in the design.
	 */
	private static final Map<String, List<String>> DIRECTIONS = directions();

	private final String root;

	PackageRules(String root) {
		this.root = root;
	}

	private static Map<String, List<String>> directions() {
		List<String> model = List.of("internal", "arrow", "annotation", "state", "signing", "cancellation", "limit");
		List<String> handling = List.of("internal", "handler", "ticket", "command", "query", "session", "ipc", "state",
				"signing", "cancellation", "limit", "arrow", "jdbc", "call", "annotation");
		Map<String, List<String>> directions = new LinkedHashMap<>();
		List.of("internal", "annotation", "state", "signing").forEach((name) -> directions.put(name, List.of()));
		List.of("cancellation", "limit").forEach((name) -> directions.put(name, List.of("internal")));
		directions.put("call", List.of("annotation"));
		directions.put("arrow", List.of("internal", "annotation"));
		List.of("ipc", "jdbc").forEach((name) -> directions.put(name, List.of("internal", "arrow")));
		List.of("ticket", "command", "session").forEach((name) -> directions.put(name, model));
		directions.put("query", Stream.concat(model.stream(), Stream.of("ipc")).toList());
		directions.put("handler", handling);
		List.of("grpc", "http", "observation", "admission", "transaction")
			.forEach((name) -> directions.put(name, handling));
		directions.put("grpc.protocol", List.of("internal", "annotation"));
		directions.put("security", Stream.concat(handling.stream(), Stream.of("grpc.protocol")).toList());
		directions.put("autoconfigure", List.copyOf(directions.keySet()));
		return directions;
	}

	List<ArchRule> directionOfEachPackage() {
		List<ArchRule> rules = new ArrayList<>();
		DIRECTIONS.forEach((name, allowed) -> {
			List<String> packages = new ArrayList<>();
			packages.add(tree(name));
			allowed.forEach((other) -> packages.add(tree(other)));
			rules.add(classes().that()
				.resideInAPackage(tree(name))
				.should()
				.onlyDependOnClassesThat(
						outsideTheRoot().or(JavaClass.Predicates.resideInAnyPackage(strings(packages))))
				.as("package '" + name + "' uses of this project only " + allowed)
				.allowEmptyShould(true));
		});
		return rules;
	}

	ArchRule everyClassHasAPlace() {
		return classes().that(outsideTheRoot().negate())
			.should()
			.resideInAnyPackage(strings(DIRECTIONS.keySet().stream().map(this::tree).toList()))
			.as("every class is in one of the packages " + DIRECTIONS.keySet())
			.allowEmptyShould(true);
	}

	ArchRule noCycles() {
		return slices().matching(this.root + ".(**)")
			.should()
			.beFreeOfCycles()
			.as("packages do not use each other in circles")
			.allowEmptyShould(true);
	}

	ArchRule onlyAutoConfigurationKnowsBoot() {
		return noClasses().that()
			.resideOutsideOfPackage(tree("autoconfigure"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.as("only 'autoconfigure' knows Spring Boot")
			.allowEmptyShould(true);
	}

	ArchRule codecKnowsNoTransport() {
		return noClasses().that()
			.resideInAPackage(tree("ipc"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.grpc..", "jakarta.servlet..")
			.as("'ipc' knows neither gRPC nor servlets")
			.allowEmptyShould(true);
	}

	ArchRule everyPackageIsNullMarked() {
		return classes().should(beInANullMarkedPackage()).allowEmptyShould(true);
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a package whose package-info says @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				JavaPackage location = type.getPackage();
				boolean marked = location.tryGetPackageInfo()
					.map((info) -> info.isAnnotatedWith(NullMarked.class))
					.orElse(false);
				events.add(new SimpleConditionEvent(type, marked, "%s is%s in a @NullMarked package: %s"
					.formatted(type.getSimpleName(), marked ? "" : " not", location.getName())));
			}

		};
	}

	private DescribedPredicate<JavaClass> outsideTheRoot() {
		return JavaClass.Predicates.resideOutsideOfPackage(this.root + "..");
	}

	private String tree(String name) {
		return this.root + "." + name + "..";
	}

	private static String[] strings(List<String> strings) {
		return strings.toArray(String[]::new);
	}

	/**
	 * Leaves out what is compiled from the test tree.
	 */
	static ImportOption mainClasses() {
		return new ImportOption.DoNotIncludeTests();
	}

}
