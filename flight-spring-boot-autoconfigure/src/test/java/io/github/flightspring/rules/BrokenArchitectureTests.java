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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule fails on the example that breaks it, and on what breaks it there alone.
 */
class BrokenArchitectureTests {

	private static final String BROKEN = "io.github.flightspring.rules.broken";

	@Test
	void whenAPackageUsesOneToItsLeftThenDirectionFails() {
		JavaClasses classes = load("direction");
		List<ArchRule> failed = new PackageRules(BROKEN + ".direction").directionOfEachPackage()
			.stream()
			.filter((rule) -> rule.evaluate(classes).hasViolation())
			.toList();
		assertThat(failed).extracting(ArchRule::getDescription)
			.satisfiesExactlyInAnyOrder((text) -> assertThat(text).startsWith("package 'ticket' uses"),
					(text) -> assertThat(text).startsWith("package 'ipc' uses"),
					(text) -> assertThat(text).startsWith("package 'grpc' uses"));
	}

	@Test
	void whenAPackageHasNoPlaceThenPlaceFails() {
		assertFails(new PackageRules(BROKEN + ".place").everyClassHasAPlace(), "place", "place.util.Helpers");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".hidden() shows", ".several() shows", ".fail() shows", ".part() shows",
			".bounded() shows", ".CONSTANT shows", ".field shows", "$Bounded shows", "$ForSubclasses.inherited() shows",
			"$Nested extends" })
	void whenAnApiTypeShowsAnInternalOneThenApiFails(String detail) {
		assertFails(new ApiRules(BROKEN + ".api").apiShowsNothingInternal(), "api", "ShowsHidden" + detail);
	}

	@Test
	void whenTypesAreInternalThenTheyAreNotOfTheApi() {
		assertThat(new ApiRules(BROKEN + ".api").actual(load("api"))).containsExactly("open.ShowsHidden");
	}

	@Test
	void whenPackagesUseEachOtherThenCyclesFails() {
		assertFails(new PackageRules(BROKEN + ".cycle").noCycles(), "cycle", "Cycle detected");
	}

	@Test
	void whenAHandlerUsesBootThenBootFails() {
		assertFails(new PackageRules(BROKEN + ".boot").onlyAutoConfigurationKnowsBoot(), "boot",
				"boot.handler.KnowsBoot");
	}

	@Test
	void whenTheCodecUsesGrpcThenCodecFails() {
		assertFails(new PackageRules(BROKEN + ".codec").codecKnowsNoTransport(), "codec", "codec.ipc.UsesGrpc");
	}

	@Test
	void whenAPackageIsNotMarkedThenNullMarkedFails() {
		ArchRule rule = new PackageRules(BROKEN).everyPackageIsNullMarked();
		assertFails(rule, "nullmarked", "nullmarked.without");
		assertFails(rule, "nullmarked", "nullmarked.unmarked");
		assertThat(rule.evaluate(load("nullmarked.marked")).hasViolation()).isFalse();
	}

	@Test
	void whenAnAutoConfigurationIsOpenThenItsRulesFail() {
		assertFails(CodeRules.autoConfigurationsArePublicAndFinal(), "beans", "OpenAutoConfiguration");
		assertFails(CodeRules.autoConfigurationsArePublicAndFinal(), "beans", "HiddenAutoConfiguration");
		assertFails(CodeRules.beanMethodsArePackagePrivate(), "beans", "OpenAutoConfiguration.publicBean()");
	}

	@Test
	void whenAFieldIsInjectedThenInjectionFails() {
		assertFails(CodeRules.noFieldInjection(), "beans", "OpenAutoConfiguration.injected");
	}

	@Test
	void whenSomethingIsPrintedThenStreamsFails() {
		assertFails(CodeRules.noStandardStreams(), "code", "Prints");
	}

	@Test
	void whenArrowIsGivenAByteBufferThenByteBufferFails() {
		ArchRule rule = CodeRules.noByteBufferOfArrow();
		assertFails(rule, "code", "UsesByteBuffers.view(");
		assertFails(rule, "code", "UsesByteBuffers.reference(");
		assertFails(rule, "code", "UsesByteBuffers.copy(");
		assertFails(rule, "code", "UsesByteBuffers.vector(");
		assertThat(rule.evaluate(load("code")).getFailureReport().toString()).doesNotContain("UsesByteBuffers.array(");
	}

	@Test
	void whenAnAutoConfigurationIsNotListedOrDoesNotExistThenImportsFails() {
		assertThat(AutoConfigurationImports.problems(load("beans"),
				List.of(BROKEN + ".beans.OpenAutoConfiguration", BROKEN + ".beans.Gone")))
			.satisfiesExactly((text) -> assertThat(text).startsWith("Add ").contains("HiddenAutoConfiguration"),
					(text) -> assertThat(text).startsWith("Remove ").contains("beans.Gone"));
	}

	private static void assertFails(ArchRule rule, String example, String detail) {
		assertThat(rule.evaluate(load(example)).getFailureReport().getDetails())
			.anySatisfy((line) -> assertThat(line).contains(detail));
	}

	private static JavaClasses load(String example) {
		return new ClassFileImporter().importPackages(BROKEN + "." + example);
	}

}
