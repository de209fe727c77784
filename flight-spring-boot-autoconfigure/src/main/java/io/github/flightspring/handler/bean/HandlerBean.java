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

package io.github.flightspring.handler.bean;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * A bean whose methods serve calls. It is made no sooner than Spring or a call needs it:
 * a lazy bean by the first call, a prototype by each, a scoped one as its scope says.
 */
public final class HandlerBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String name;

	private final Class<?> type;

	private HandlerBean(ConfigurableListableBeanFactory beanFactory, String name, Class<?> type) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.type = type;
	}

	/**
	 * Find the beans whose class has an annotation, without making them.
	 * @param beanFactory where the beans are
	 * @param annotation the annotation
	 * @return the beans in the order in which they were registered
	 */
	public static List<HandlerBean> find(ConfigurableListableBeanFactory beanFactory,
			Class<? extends Annotation> annotation) {
		// the target of a scoped proxy has the annotation, the proxy perhaps not
		Set<String> names = new LinkedHashSet<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(annotation)) {
			names.add(ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name);
		}
		proxied(beanFactory, annotation).stream()
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.forEach(names::add);
		List<HandlerBean> beans = new ArrayList<>();
		for (String name : names) {
			Class<?> type = userType(beanFactory, name);
			if (type != null) {
				beans.add(new HandlerBean(beanFactory, name, type));
			}
		}
		return beans;
	}

	/**
	 * Beans that factory methods made and that became JDK proxies: neither their class
	 * nor their definition has the annotation.
	 */
	private static List<String> proxied(ConfigurableListableBeanFactory beanFactory,
			Class<? extends Annotation> annotation) {
		List<String> names = new ArrayList<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Object target = beanFactory.getMergedBeanDefinition(name)
				.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
			if (target instanceof Class<?> type && AnnotatedElementUtils.hasAnnotation(type, annotation)) {
				names.add(name);
			}
		}
		return names;
	}

	private static @Nullable Class<?> userType(ConfigurableListableBeanFactory beanFactory, String name) {
		Class<?> type = AutoProxyUtils.determineTargetClass(beanFactory, name);
		if (type != null && ScopedObject.class.isAssignableFrom(type)) {
			type = AutoProxyUtils.determineTargetClass(beanFactory, ScopedProxyUtils.getTargetBeanName(name));
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * The name of the bean.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The class of the bean.
	 * @return the class that the user wrote, not that of a proxy
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Choose methods of the bean, also those that it inherits from classes and
	 * interfaces.
	 * @param lookup says what a method is, or {@code null} for none
	 * @param <T> the type of what a method is
	 * @return the methods
	 */
	public <T> Map<Method, T> methods(MetadataLookup<T> lookup) {
		return MethodIntrospector.selectMethods(this.type, lookup);
	}

	Object get() {
		return this.beanFactory.getBean(this.name);
	}

	/**
	 * The class of the bean as it is called, a proxy's perhaps, as far as it is known
	 * without making the bean.
	 */
	@Nullable Class<?> calledType() {
		return this.beanFactory.getType(this.name, false);
	}

}
