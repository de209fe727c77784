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
 * A bean whose methods serve calls. It is created when Spring or a call first needs it: a
 * lazy bean by the first call, a prototype by each call, a scoped bean according to its
 * scope.
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
	 * Find the beans whose class has an annotation, without creating them.
	 * @param beanFactory the factory of the beans
	 * @param annotation the annotation
	 * @return the beans in the order in which they were registered
	 */
	public static List<HandlerBean> find(ConfigurableListableBeanFactory beanFactory,
			Class<? extends Annotation> annotation) {
		// the annotation may be on the target of a scoped proxy only
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
	 * All beans, without creating them.
	 * @param beanFactory the factory of the beans
	 * @return the beans whose class is known
	 */
	public static List<HandlerBean> all(ConfigurableListableBeanFactory beanFactory) {
		List<HandlerBean> beans = new ArrayList<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : userType(beanFactory, name);
			if (type != null) {
				beans.add(new HandlerBean(beanFactory, name, type));
			}
		}
		return beans;
	}

	/**
	 * Beans that factory methods created and that are JDK proxies. Neither their class
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
	 * @return the user's class, not that of a proxy
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Select methods of the bean, including those that it inherits from classes and
	 * interfaces.
	 * @param lookup the lookup of a method's metadata, which returns {@code null} for a
	 * method that is not selected
	 * @param <T> the type of what a method is
	 * @return the methods
	 */
	public <T> Map<Method, T> methods(MetadataLookup<T> lookup) {
		return MethodIntrospector.selectMethods(this.type, lookup);
	}

	/**
	 * The bean itself, or its proxy.
	 */
	Object instance() {
		return this.beanFactory.getBean(this.name);
	}

	/**
	 * The class of the object that is called, which may be a proxy, or {@code null} if it
	 * is not known without creating the bean.
	 */
	@Nullable Class<?> calledType() {
		return this.beanFactory.getType(this.name, false);
	}

}
