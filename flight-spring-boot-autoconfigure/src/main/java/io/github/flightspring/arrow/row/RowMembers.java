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

package io.github.flightspring.arrow.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

import io.github.flightspring.arrow.type.Site;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.Nullness;

/**
 * Access to the members of a type of rows, which may be private and nested.
 */
final class RowMembers {

	private final Site site;

	private final Class<?> type;

	RowMembers(Site site, Class<?> type) {
		this.site = site;
		this.type = type;
		lookup(type);
	}

	Site site() {
		return this.site;
	}

	Class<?> type() {
		return this.type;
	}

	private MethodHandles.Lookup lookup(Class<?> owner) {
		try {
			return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
		}
		catch (IllegalAccessException ex) {
			throw this.site.unmappable("the module " + owner.getModule().getName() + " does not open the package "
					+ owner.getPackageName() + "; add 'opens " + owner.getPackageName() + "' to its module-info");
		}
	}

	MethodHandle method(Method method) {
		return handle(method, (lookup) -> lookup.unreflect(method));
	}

	MethodHandle constructor(Constructor<?> constructor) {
		return handle(constructor, (lookup) -> lookup.unreflectConstructor(constructor));
	}

	MethodHandle reader(Field field) {
		return handle(field, (lookup) -> lookup.unreflectGetter(field));
	}

	MethodHandle writer(Field field) {
		return handle(field, (lookup) -> lookup.unreflectSetter(field));
	}

	private MethodHandle handle(Member member, Access access) {
		try {
			return access.handle(lookup(member.getDeclaringClass())).asFixedArity();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a type with the type variables of superclasses and interfaces replaced.
	 */
	Type resolve(Type generic) {
		if (generic instanceof GenericArrayType array
				&& resolve(array.getGenericComponentType()) instanceof Class<?> component) {
			return component.arrayType();
		}
		return GenericTypeResolver.resolveType(generic, this.type);
	}

	/**
	 * Return whether a value is never null by its type in Kotlin.
	 */
	static boolean isNonNullInKotlin(Method method) {
		return KotlinDetector.isKotlinReflectPresent() && KotlinDetector.isKotlinType(method.getDeclaringClass())
				&& Nullness.forMethodReturnType(method) == Nullness.NON_NULL;
	}

	private interface Access {

		MethodHandle handle(MethodHandles.Lookup lookup) throws IllegalAccessException;

	}

}
