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

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;

import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

import org.jspecify.annotations.Nullable;

/**
 * A factory that returns one existing trust manager.
 */
final class FixedTrustManagerFactory extends TrustManagerFactory {

	FixedTrustManagerFactory(TrustManagerFactory original, TrustManager manager) {
		super(new Spi(manager), original.getProvider(), original.getAlgorithm());
	}

	private static final class Spi extends TrustManagerFactorySpi {

		private final TrustManager manager;

		private Spi(TrustManager manager) {
			this.manager = manager;
		}

		@Override
		protected void engineInit(@Nullable KeyStore store) {
		}

		@Override
		protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
			throw new InvalidAlgorithmParameterException("The trust manager is fixed");
		}

		@Override
		protected TrustManager[] engineGetTrustManagers() {
			return new TrustManager[] { this.manager };
		}

	}

}
