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

import javax.sql.DataSource;

import io.github.flightspring.jdbc.FlightJdbc;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * When there is a bean for queries of a database.
 */
class FlightJdbcAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FlightJdbcAutoConfiguration.class, JdbcTemplateAutoConfiguration.class));

	@Test
	void whenThereIsADataSourceThenThereIsABean() {
		this.runner.withBean(DataSource.class, JdbcDataSource::new)
			.run((context) -> assertThat(context).hasSingleBean(FlightJdbc.class));
	}

	@Test
	void whenThereIsNoDataSourceThenThereIsNoBean() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FlightJdbc.class));
	}

	@Test
	void whenThereAreTwoDataSourcesThenThereIsNoBean() {
		this.runner.withBean("first", DataSource.class, JdbcDataSource::new)
			.withBean("second", DataSource.class, JdbcDataSource::new)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FlightJdbc.class));
	}

	@Test
	void whenTheApplicationHasABeanThenItIsKept() {
		FlightJdbc own = mock(FlightJdbc.class);
		this.runner.withBean(DataSource.class, JdbcDataSource::new)
			.withBean(FlightJdbc.class, () -> own)
			.run((context) -> assertThat(context.getBean(FlightJdbc.class)).isSameAs(own));
	}

	@Test
	void whenSpringJdbcIsNotOnTheClassPathThenThereIsNoBean() {
		this.runner.withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.withBean(DataSource.class, JdbcDataSource::new)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FlightJdbc.class));
	}

}
