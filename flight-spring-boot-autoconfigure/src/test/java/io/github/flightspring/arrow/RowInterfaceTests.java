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

package io.github.flightspring.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows whose declared type is an interface or the superclass of a proxy.
 */
class RowInterfaceTests extends RowClassFixture {

	@Test
	void whenAnInterfaceThenItsGettersAreColumnsByName() {
		assertThat(columns(View.class)).containsExactly("age", "base", "label", "nested", "size");
		View view = new View() {

			@Override
			public String getLabel() {
				return "l";
			}

			@Override
			public int getAge() {
				return 5;
			}

			@Override
			public Optional<Integer> size() {
				return Optional.of(6);
			}

			@Override
			public Integer getBase() {
				return 7;
			}

			@Override
			public List<NestedView> getNested() {
				return List.of(() -> "deep");
			}

		};
		written(View.class, view, (root) -> {
			assertThat(value(root, "label")).isEqualTo("l");
			assertThat(value(root, "age")).isEqualTo("5");
			assertThat(value(root, "size")).isEqualTo("6");
			assertThat(value(root, "base")).isEqualTo("7");
			assertThat(value(root, "nested")).isEqualTo("[{\"text\":\"deep\"}]");
		});
	}

	@Test
	void whenAProxyLoadsLazilyThenItsRowIsWrittenAsTheDeclaredType() {
		assertThat(columns(Order.class)).containsExactly("id", "customer");
		Order order = new Order();
		order.id = 1;
		order.customer = new LazyCustomer();
		written(Order.class, order, (root) -> {
			assertThat(value(root, "id")).isEqualTo("1");
			assertThat(value(root, "customer")).isEqualTo("{\"name\":\"loaded\"}");
		});
	}

	/**
	 * As a persistence provider makes it: fields stay empty until a getter is called.
	 */
	static class LazyCustomer extends Customer {

		private final List<String> interceptor = new ArrayList<>(List.of("loaded"));

		public List<String> getInterceptor() {
			return this.interceptor;
		}

		@Override
		public @Nullable String getName() {
			return this.interceptor.get(0);
		}

	}

}
