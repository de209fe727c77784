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

import java.nio.ByteBuffer;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ValueVector;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules for all main code.
 */
final class CodeRules {

	private CodeRules() {
	}

	static ArchRule autoConfigurationsArePublicAndFinal() {
		return classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.allowEmptyShould(true);
	}

	static ArchRule beanMethodsArePackagePrivate() {
		return methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().allowEmptyShould(true);
	}

	static ArchRule noFieldInjection() {
		return GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(true);
	}

	static ArchRule noStandardStreams() {
		return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);
	}

	/**
	 * Arrow reads the address of a direct {@link ByteBuffer} through a field that the JDK
	 * keeps closed without {@code --add-opens}. Arrays need nothing.
	 */
	static ArchRule noByteBufferOfArrow() {
		return noClasses().should()
			.accessTargetWhere(needsOpenJavaNio())
			.as("no class uses ArrowBuf.nioBuffer or gives Arrow a ByteBuffer, both of which need a JVM flag")
			.allowEmptyShould(true);
	}

	private static DescribedPredicate<JavaAccess<?>> needsOpenJavaNio() {
		return DescribedPredicate.describe("the target needs java.nio to be open", (access) -> {
			if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
				return false;
			}
			boolean buffer = target.getOwner().isAssignableTo(ArrowBuf.class);
			boolean vector = target.getOwner().isAssignableTo(ValueVector.class);
			boolean takesByteBuffer = target.getRawParameterTypes()
				.stream()
				.anyMatch((type) -> type.isEquivalentTo(ByteBuffer.class));
			return (buffer && target.getName().equals("nioBuffer")) || ((buffer || vector) && takesByteBuffer);
		});
	}

}
