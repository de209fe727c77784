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

package io.github.flightspring.handler.validation;

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightValidationAutoConfiguration;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Constraints that cannot be checked, which end the start with a mend.
 */
class UncheckedConstraintTests {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class));

	private static final ApplicationContextRunner VALIDATING = RUNNER.withConfiguration(
			AutoConfigurations.of(FlightValidationAutoConfiguration.class, ValidationAutoConfiguration.class));

	@Test
	void whenThereIsNoValidatorThenConstraintsEndTheStart() {
		for (Class<?> bean : List.of(ValidRow.class, ValidElement.class, Limited.class)) {
			InvalidFlightHandlerException failure = failure(RUNNER, bean);
			assertThat(failure.problem()).startsWith("Parameter 0 '")
				.endsWith("has constraints, and the application has no Validator that checks them");
			assertThat(failure.action()).contains("spring-boot-starter-validation");
		}
		RUNNER.withBean(Unconstrained.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenAConstraintHasNoValidatorForItsTypeThenItAndTheTypeAreNamed() {
		assertThat(failure(VALIDATING, SizeOfNumber.class).problem())
			.isEqualTo("Parameter 0 'n' of type 'int' has @Size, which has no validator for 'int'");
		assertThat(failure(VALIDATING, SizeOfRows.class).problem()).contains("Parameter 0 'rows'",
				"has @Size, which has no validator for 'java.util.stream.Stream'");
		assertThat(failure(VALIDATING, RowsOfSizedNumbers.class).problem()).contains("Parameter 0 'rows'",
				"property 'n' of " + Sized.class.getName() + " has @Size, which has no validator for 'int'");
		assertThat(failure(VALIDATING, SizedBody.class).problem())
			.contains("property 'n' of " + Sized.class.getName() + " has @Size");
		assertThat(failure(VALIDATING, ValidatedSize.class).problem()).contains("has @Size, which has no validator");
	}

	@Test
	void whenBatchesAreToBeValidatedThenRecordsAreProposed() {
		for (Class<?> bean : List.of(ValidBatches.class, ValidBatchElements.class, ValidReader.class)) {
			InvalidFlightHandlerException failure = failure(VALIDATING, bean);
			assertThat(failure.problem()).contains("Batches have no constraints that @Valid could check");
			assertThat(failure.action())
				.isEqualTo("Take the rows as records, such as Stream<@Valid Order>, or remove @Valid");
		}
	}

	@Test
	void whenAConstraintIsOnTheRowsOfAStreamThenTheirClassIsProposed() {
		InvalidFlightHandlerException failure = failure(VALIDATING, ConstrainedElement.class);
		assertThat(failure.problem()).contains("has a constraint on its type argument");
		assertThat(failure.action()).contains("Move the constraint to the class of the rows");
	}

	@Test
	void whenReturnedRowsAreToBeValidatedByAProxyThenThatEndsTheStart() {
		InvalidFlightHandlerException failure = failure(VALIDATING, ReturnedElements.class);
		assertThat(failure.problem()).contains("The return type has constraints on its type argument");
		assertThat(failure.action()).startsWith("Validate the rows in the method");
	}

	@Test
	void whenTheValidatorIsTheApplicationsOwnThenWhatItCannotReadEndsTheStart() {
		ApplicationContextRunner own = RUNNER
			.withConfiguration(AutoConfigurations.of(FlightValidationAutoConfiguration.class))
			.withBean(Validator.class, () -> Validation.buildDefaultValidatorFactory().getValidator());
		InvalidFlightHandlerException failure = failure(own, ValidElement.class);
		assertThat(failure.problem()).contains("HV000197");
		assertThat(failure.action()).contains("@Valid on a parameter that holds rows validates each of them");
		own.withBean(ValidRow.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenConstraintsCanBeCheckedThenTheApplicationStarts() {
		VALIDATING.withBean(ValidRow.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(FlightDispatcher.class));
		VALIDATING.withBean(Limited.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenAStreamIsNoneOfTheUploadThenItsTypeArgumentIsRefusedAsBefore() {
		VALIDATING.withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.valid(Stream.of(new Row(1)))).isEqualTo(1);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> service.elements(Stream.of(new Row(1))));
		});
	}

	private static InvalidFlightHandlerException failure(ApplicationContextRunner runner, Class<?> bean) {
		Throwable[] failure = new Throwable[1];
		runner.withBean(bean).run((context) -> failure[0] = context.getStartupFailure());
		Throwable cause = failure[0];
		while (cause != null && !(cause instanceof InvalidFlightHandlerException)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("cause of %s", failure[0]).isNotNull();
		return (InvalidFlightHandlerException) cause;
	}

	record Row(@Max(9) int n) {
	}

	record Sized(@Size(max = 3) int n) {
	}

	@Validated
	static class Service {

		long valid(@Valid Stream<Row> rows) {
			return rows.count();
		}

		long elements(Stream<@Valid Row> rows) {
			return rows.count();
		}

	}

	@FlightEndpoint
	static class Unconstrained {

		@DoPut("rows")
		void rows(Stream<Row> rows) {
		}

	}

	@FlightEndpoint
	static class ValidRow {

		@DoPut("rows")
		void rows(@Valid Stream<Row> rows) {
		}

	}

	@FlightEndpoint
	static class ValidElement {

		@DoPut("rows")
		void rows(Stream<@Valid Row> rows) {
		}

	}

	@FlightEndpoint
	static class Limited {

		@DoGet("rows/{n}")
		Stream<Row> rows(@Max(3) @NotNull Integer n) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SizeOfNumber {

		@DoGet("rows/{n}")
		Stream<Row> rows(@Size(max = 3) int n) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	@Validated
	static class ValidatedSize {

		@DoGet("rows/{n}")
		Stream<Row> rows(@Size(max = 3) int n) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	@Validated
	static class ReturnedElements {

		@DoGet("rows")
		Stream<@Valid Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class SizeOfRows {

		@DoPut("rows")
		void rows(@Size(max = 3) Stream<Row> rows) {
		}

	}

	@FlightEndpoint
	static class RowsOfSizedNumbers {

		@DoPut("rows")
		void rows(Stream<@Valid Sized> rows) {
		}

	}

	@FlightEndpoint
	static class SizedBody {

		@DoAction
		void act(@Valid Sized body) {
		}

	}

	@FlightEndpoint
	static class ValidBatches {

		@DoPut("rows")
		void rows(@Valid Stream<VectorSchemaRoot> rows) {
		}

	}

	@FlightEndpoint
	static class ValidBatchElements {

		@DoPut("rows")
		void rows(Iterable<@Valid VectorSchemaRoot> rows) {
		}

	}

	@FlightEndpoint
	static class ValidReader {

		@DoPut("rows")
		void rows(@Valid FlightReader rows) {
		}

	}

	@FlightEndpoint
	static class ConstrainedElement {

		@DoPut("rows")
		void rows(Stream<@NotNull Row> rows) {
		}

	}

}
