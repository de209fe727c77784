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

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans that back off are the ones in the list for applications.
 */
class ReplaceableBeansTests {

	private static final Path DOCUMENT = Path.of("../docs/operations.md");

	private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)`(?: with the name `(\\w+)`|, of any name)? \\|",
			Pattern.MULTILINE);

	@Test
	void whenABeanBacksOffThenItIsInTheListForApplications() throws Exception {
		assertThat(backingOff()).isEqualTo(documented());
	}

	private static Set<String> backingOff() {
		Set<String> beans = new TreeSet<>();
		new ClassFileImporter().withImportOption(PackageRules.mainClasses())
			.importPackages("io.github.flightspring.autoconfigure")
			.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(ConditionalOnMissingBean.class))
			.map(JavaMethod::reflect)
			.forEach((method) -> beans.add(bean(method)));
		return beans;
	}

	private static String bean(Method method) {
		ConditionalOnMissingBean condition = method.getAnnotation(ConditionalOnMissingBean.class);
		Class<?> type = (condition.value().length > 0) ? condition.value()[0] : method.getReturnType();
		return String.join(" ",
				Stream.concat(Stream.of(type.getSimpleName()), Stream.of(condition.name())).toArray(String[]::new));
	}

	private static Set<String> documented() throws Exception {
		String document = Files.readString(DOCUMENT);
		String list = document.split("## Beans that an application may replace", 2)[1].split("\n## ", 2)[0];
		Set<String> beans = new TreeSet<>();
		Matcher row = ROW.matcher(list);
		while (row.find()) {
			beans.add((row.group(2) != null) ? row.group(1) + " " + row.group(2) : row.group(1));
		}
		return beans;
	}

}
