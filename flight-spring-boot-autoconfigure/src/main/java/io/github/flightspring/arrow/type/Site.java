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
import org.jspecify.annotations.Nullable;

/**
 * The location of the compiler in a type of rows.
 *
 * @param root the outermost type
 * @param path the path of the location
 * @param hints the settings in the property's annotations
 * @param enclosing the types around the location, the outermost first
 * @param problems the reasons why rows of the outermost type are only written
 */
public record Site(Class<?> root, String path, Hints hints, List<Class<?>> enclosing, List<ValueException> problems) {

	/**
	 * Return the location of a type of rows.
	 * @param root the type
	 * @return the site
	 */
	public static Site of(Class<?> root) {
		return new Site(root, root.getSimpleName(), new Hints(null, null), List.of(), new ArrayList<>());
	}

	/**
	 * Return the location of a property of the type at this location.
	 * @param name the name of the property
	 * @param hints the settings in the property's annotations
	 * @return the site
	 */
	public Site property(String name, Hints hints) {
		return new Site(this.root, this.path + "." + name, hints, this.enclosing, this.problems);
	}

	Site part(String suffix) {
		return new Site(this.root, this.path + suffix, this.hints, this.enclosing, this.problems);
	}

	/**
	 * Return the location within the type at this location.
	 * @param type the type
	 * @return the site
	 */
	public Site within(Class<?> type) {
		List<Class<?>> enclosing = new ArrayList<>(this.enclosing);
		enclosing.add(type);
		return new Site(this.root, this.path, this.hints, enclosing, this.problems);
	}

	/**
	 * Return the path without the name of the outermost type.
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

	/**
	 * Remember why rows of the outermost type are only written: no instance of the type
	 * at this location can be created.
	 * @param problem the problem and its correction
	 */
	public void writeOnly(String problem) {
		this.problems.add(unmappable(problem));
	}

	/**
	 * Return why rows of the outermost type are only written.
	 * @return the first reason, or {@code null} if there is none
	 */
	public @Nullable ValueException writeOnly() {
		return this.problems.isEmpty() ? null : this.problems.get(0);
	}

}
