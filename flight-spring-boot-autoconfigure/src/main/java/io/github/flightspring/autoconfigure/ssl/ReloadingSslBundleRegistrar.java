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

package io.github.flightspring.autoconfigure.ssl;

import java.util.Arrays;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * Replaces the managers of a bundle by managers that delegate to those of its latest
 * update. Existing connections keep their certificate. New connections get the new one.
 *
 * @param name the name of the bundle
 * @param clients the trusted clients, which follow the bundle's trusted authorities
 */
record ReloadingSslBundleRegistrar(String name, TrustedClients clients) implements SslBundleRegistrar {

	private static final Logger logger = LoggerFactory.getLogger(ReloadingSslBundleRegistrar.class);

	@Override
	public void registerBundles(SslBundleRegistry registry) {
		if (registry instanceof SslBundles bundles && bundles.getBundleNames().contains(this.name)) {
			SslBundle bundle = bundles.getBundle(this.name);
			X509ExtendedKeyManager keys = keys(bundle);
			X509ExtendedTrustManager trust = trust(bundle);
			if (keys != null && trust != null) {
				follow(registry, bundles, bundle, new ReloadingKeyManager(keys), new ReloadingTrustManager(trust));
			}
		}
	}

	private void follow(SslBundleRegistry registry, SslBundles bundles, SslBundle bundle, ReloadingKeyManager keys,
			ReloadingTrustManager trust) {
		SslManagerBundle managers = SslManagerBundle.of(
				new FixedKeyManagerFactory(bundle.getManagers().getKeyManagerFactory(), keys),
				new FixedTrustManagerFactory(bundle.getManagers().getTrustManagerFactory(), trust));
		SslBundle following = SslBundle.of(bundle.getStores(), bundle.getKey(), bundle.getOptions(),
				bundle.getProtocol(), managers);
		bundles.addBundleUpdateHandler(this.name, (updated) -> {
			if (updated != following) {
				update(updated, keys, trust);
			}
		});
		registry.updateBundle(this.name, following);
	}

	private void update(SslBundle updated, ReloadingKeyManager keys, ReloadingTrustManager trust) {
		try {
			X509ExtendedKeyManager newKeys = keys(updated);
			X509ExtendedTrustManager newTrust = trust(updated);
			if (newKeys == null || newTrust == null) {
				throw new IllegalStateException("It has no key or trust manager for X.509");
			}
			keys.update(newKeys);
			trust.update(newTrust);
			this.clients.update(newTrust);
			logger.info("New connections of the gRPC server use the updated SSL bundle '{}'", this.name);
		}
		catch (RuntimeException ex) {
			logger.error("The updated SSL bundle '{}' cannot be used; the gRPC server goes on with the one before",
					this.name, ex);
		}
	}

	private static @Nullable X509ExtendedKeyManager keys(SslBundle bundle) {
		return Arrays.stream(bundle.getManagers().getKeyManagers())
			.filter(X509ExtendedKeyManager.class::isInstance)
			.map(X509ExtendedKeyManager.class::cast)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable X509ExtendedTrustManager trust(SslBundle bundle) {
		return Arrays.stream(bundle.getManagers().getTrustManagers())
			.filter(X509ExtendedTrustManager.class::isInstance)
			.map(X509ExtendedTrustManager.class::cast)
			.findFirst()
			.orElse(null);
	}

}
