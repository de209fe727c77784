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
 * The location of the compiler in a record type.
 *
 * @param root the outermost record
 * @param path the path of the location
 * @param hints the settings in the component's annotations
 * @param enclosing the records around the location, the outermost first
 */
public record Site(Class<?> root, String path, Hints hints, List<Class<?>> enclosing) {

	/**
	 * Return the location of a record type.
	 * @param root the type
	 * @return the site
	 */
	public static Site of(Class<?> root) {
		return new Site(root, root.getSimpleName(), new Hints(null, null), List.of());
	}

	/**
	 * Return the location of a component of the record at this location.
	 * @param name the name of the component
	 * @param hints the settings in the component's annotations
	 * @return the site
	 */
	public Site component(String name, Hints hints) {
		return new Site(this.root, this.path + "." + name, hints, this.enclosing);
	}

	Site part(String suffix) {
		return new Site(this.root, this.path + suffix, this.hints, this.enclosing);
	}

	/**
	 * Return the location within the record at this location.
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
	 * Create an exception: the type at this location cannot be mapped to Arrow.
	 * @param problem the problem and its correction
	 * @return the exception, to be thrown
	 */
	public ValueException unmappable(String problem) {
		return new ValueException(this.path, problem, null);
	}

}
