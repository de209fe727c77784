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

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main code keeps the rules.
 */
class ArchitectureTests {

	static final String ROOT = "io.github.flightspring";

	static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(PackageRules.mainClasses())
		.importPackages(ROOT);

	static final List<ArchRule> RULES = rules();

	private static List<ArchRule> rules() {
		PackageRules packages = new PackageRules(ROOT);
		return Stream
			.concat(packages.directionOfEachPackage().stream(), Stream.of(packages.everyClassHasAPlace(),
					packages.noCycles(), packages.onlyAutoConfigurationKnowsBoot(), packages.codecKnowsNoTransport(),
					packages.everyPackageIsNullMarked(), new ApiRules(ROOT).apiShowsNothingInternal(),
					CodeRules.autoConfigurationsArePublicAndFinal(), CodeRules.beanMethodsArePackagePrivate(),
					CodeRules.noFieldInjection(), CodeRules.noStandardStreams(), CodeRules.noByteBufferOfArrow()))
			.toList();
	}

	@ParameterizedTest
	@FieldSource("RULES")
	void whenMainClassesAreCheckedThenTheyKeepTheRule(ArchRule rule) {
		rule.check(CLASSES);
	}

	@Test
	void whenMainClassesAreImportedThenThereAreSomeAndNoTests() {
		assertThat(CLASSES).isNotEmpty().noneMatch((type) -> type.getName().startsWith(ROOT + ".rules."));
	}

	@Test
	void whenTypesAreForApplicationsThenTheyAreThoseOfTheList() {
		assertThat(new ApiRules(ROOT).actual(CLASSES)).isEqualTo(ApiRules.listed());
	}

	@Test
	void whenAutoConfigurationsAreListedThenTheyAreThoseThatExist() {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ROOT + "."))
			.toList();
		assertThat(AutoConfigurationImports.problems(CLASSES, listed)).isEmpty();
	}

}
