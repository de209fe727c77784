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

package io.github.flightspring.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A bounded map that removes the least recently used entry. Each operation is atomic.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
// Spring's ConcurrentLruCache has one function that creates values from keys, and no put
public final class RecentlyUsed<K, V> {

	/**
	 * The maximum number of callers that limits keep.
	 */
	public static final int MOST_CALLERS = 10_000;

	private final Map<K, V> entries;

	/**
	 * Create a map.
	 * @param most the maximum number of entries
	 */
	public RecentlyUsed(int most) {
		this.entries = new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
				return size() > most;
			}

		};
	}

	/**
	 * Return the value of a key.
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	public synchronized @Nullable V get(K key) {
		return this.entries.get(key);
	}

	/**
	 * Return the value of a key, and create it if there is none.
	 * @param key the key
	 * @param maker a factory of the value
	 * @return the value
	 */
	public synchronized V get(K key, Supplier<V> maker) {
		return this.entries.computeIfAbsent(key, (name) -> maker.get());
	}

	/**
	 * Set the value of a key.
	 * @param key the key
	 * @param value the value
	 */
	public synchronized void put(K key, V value) {
		this.entries.put(key, value);
	}

	/**
	 * Remove a key.
	 * @param key the key
	 */
	public synchronized void remove(K key) {
		this.entries.remove(key);
	}

}
