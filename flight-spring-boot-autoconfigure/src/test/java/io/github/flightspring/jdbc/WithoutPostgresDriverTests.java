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

package io.github.flightspring.jdbc;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;

import io.github.flightspring.jdbc.read.PostgresDriver;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries and uploads without PostgreSQL's driver on the class path.
 */
class WithoutPostgresDriverTests {

	@Test
	void whenTheDriverIsNotOnTheClassPathThenAnotherDatabaseIsServed() throws Exception {
		URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("postgresql"))
			.map(WithoutPostgresDriverTests::url)
			.toArray(URL[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			// services of Arrow
			Thread.currentThread().setContextClassLoader(loader);
			Object use = loader.loadClass(Use.class.getName()).getDeclaredConstructor().newInstance();
			assertThat(((Callable<?>) use).call()).isEqualTo("false 1 1");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
		assertThat(new Use().call()).isEqualTo("true 1 1");
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * A use of the database.
	 */
	public static class Use implements Callable<String> {

		@Override
		public String call() throws Exception {
			JdbcDataSource source = new JdbcDataSource();
			source.setURL("jdbc:h2:mem:without-driver-" + PostgresDriver.PRESENT + ";DB_CLOSE_DELAY=-1");
			new JdbcTemplate(source).execute("create table flight_orders (id integer)");
			FlightJdbc jdbc = FlightJdbc.create(source);
			long stored;
			try (BufferAllocator allocator = new RootAllocator();
					ArrowReader rows = jdbc.sql("select 1 id").open(allocator)) {
				stored = jdbc.insertInto("flight_orders").rows(rows);
				((ResultSetReader) rows).cancel();
			}
			Long count = new JdbcTemplate(source).queryForObject("select count(*) from flight_orders", Long.class);
			return PostgresDriver.PRESENT + " " + stored + " " + count;
		}

	}

}
