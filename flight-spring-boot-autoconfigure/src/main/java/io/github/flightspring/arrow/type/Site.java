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

package io.github.flightspring.arrow.type;

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.arrow.value.ValueException;

/**
 * Where in a record type the compiler is.
 *
 * @param root the outermost record
 * @param path the path there
 * @param hints what the component's annotations say
 * @param enclosing the records around it, outermost first
 */
public record Site(Class<?> root, String path, Hints hints, List<Class<?>> enclosing) {

	/**
	 * Start at a record type.
	 * @param root the type
	 * @return the site
	 */
	public static Site of(Class<?> root) {
		return new Site(root, root.getSimpleName(), new Hints(null, null), List.of());
	}

	/**
	 * Go to a component of the record here.
	 * @param name the name of the component
	 * @param hints what its annotations say
	 * @return the site
	 */
	public Site component(String name, Hints hints) {
		return new Site(this.root, this.path + "." + name, hints, this.enclosing);
	}

	Site part(String suffix) {
		return new Site(this.root, this.path + suffix, this.hints, this.enclosing);
	}

	/**
	 * Go into the record here.
	 * @param record the type of the record
	 * @return the site
	 */
	public Site within(Class<?> record) {
		List<Class<?>> enclosing = new ArrayList<>(this.enclosing);
		enclosing.add(record);
		return new Site(this.root, this.path, this.hints, enclosing);
	}

	/**
	 * Return the path without the name of the outermost record.
	 * @return the path
	 */
	public String relativePath() {
		return this.path.substring(Math.min(this.path.length(), this.root.getSimpleName().length() + 1));
	}

	/**
	 * Say that what is here has no place in Arrow.
	 * @param problem what is wrong, and the mend
	 * @return the exception, to be thrown
	 */
	public ValueException unmappable(String problem) {
		return new ValueException(this.path, problem, null);
	}

}
