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

package io.github.flightspring.rules.broken.api.open;

import java.util.List;

import io.github.flightspring.rules.broken.api.hidden.Hidden;
import io.github.flightspring.rules.broken.api.hidden.HiddenException;

/**
 * A type for applications that shows one that is not.
 */
public class ShowsHidden {

	/**
	 * One of them.
	 */
	public static final Hidden CONSTANT = new Hidden();

	/**
	 * One for subclasses.
	 */
	protected final Hidden field = new Hidden();

	/**
	 * Give it away.
	 * @return the internal type
	 */
	public Hidden hidden() {
		return new Hidden();
	}

	/**
	 * Give several away.
	 * @return the internal types
	 */
	public List<Hidden> several() {
		return List.of();
	}

	/**
	 * Throw one.
	 * @throws HiddenException always
	 */
	public void fail() throws HiddenException {
		throw new HiddenException();
	}

	/**
	 * Give a part of one away.
	 * @return the part of an internal type
	 */
	public InternalHere.Part part() {
		return new InternalHere.Part();
	}

	/**
	 * Limit a type parameter to one.
	 * @param <T> an internal type
	 */
	public <T extends Comparable<Hidden>> void bounded() {
	}

	/**
	 * A nested type whose parameter is one.
	 *
	 * @param <T> an internal type
	 */
	public static class Bounded<T extends Hidden> {

	}

	/**
	 * A nested type for subclasses that shows one.
	 */
	protected static class ForSubclasses {

		/**
		 * Give it away.
		 * @return the internal type
		 */
		public Hidden inherited() {
			return new Hidden();
		}

	}

	/**
	 * A nested type that extends one.
	 */
	public static class Nested extends Hidden {

	}

}
