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

package io.github.flightspring.transaction;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * An application with a database whose transactions are recorded.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class TransactionalApplication {

	static final int ORDERS = 5;

	record Order(int id, String state) {
	}

	@Bean(destroyMethod = "shutdown")
	DataSource dataSource() {
		return new EmbeddedDatabaseBuilder().generateUniqueName(true).setType(EmbeddedDatabaseType.H2).build();
	}

	@Bean
	JdbcClient jdbcClient(DataSource dataSource) {
		JdbcClient jdbc = JdbcClient.create(dataSource);
		jdbc.sql("create table orders (id int primary key, state varchar(20) not null)").update();
		for (int id = 0; id < ORDERS; id++) {
			jdbc.sql("insert into orders values (?, 'new')").param(id).update();
		}
		return jdbc;
	}

	@Bean
	Log log() {
		return new Log();
	}

	@Bean
	JdbcTransactionManager transactionManager(DataSource dataSource, Log log) {
		JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
		manager.addListener(log);
		return manager;
	}

	/**
	 * The transactions that began and ended.
	 */
	static final class Log implements TransactionExecutionListener {

		final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
			if (transaction.isNewTransaction()) {
				this.events.add("begin" + (transaction.isReadOnly() ? " read-only" : ""));
			}
		}

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
			if (transaction.isNewTransaction()) {
				this.events.add((failure != null) ? "commit failed" : "commit");
			}
		}

		@Override
		public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
			if (transaction.isNewTransaction()) {
				this.events.add("rollback");
			}
		}

	}

}
