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

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * The check whether a client's certificates, which a TLS handshake has verified once, are
 * still trusted. An existing connection, or one that resumes a TLS session, has no
 * handshake that would apply an update of the trusted authorities.
 */
public final class TrustedClients {

	private static final int MOST_REMEMBERED = 10_000;

	private volatile @Nullable Generation latest;

	/**
	 * Set the trust manager that decides from now on.
	 */
	void update(X509TrustManager trust) {
		this.latest = new Generation(trust, ConcurrentHashMap.newKeySet());
	}

	/**
	 * Return whether the certificates are trusted now. Their validity period is always
	 * checked. The trusted authorities are checked only after the bundle was updated.
	 * @param chain the client's certificate first
	 * @return whether the certificate's subject is the caller
	 */
	public boolean isTrusted(List<X509Certificate> chain) {
		try {
			chain.get(0).checkValidity();
			Generation generation = this.latest;
			if (generation != null && !generation.good().contains(chain)) {
				generation.check(chain);
			}
			return true;
		}
		catch (CertificateException ex) {
			return false;
		}
	}

	/**
	 * The trust manager of an update, and the certificate chains that it has accepted.
	 */
	private record Generation(X509TrustManager trust, Set<List<X509Certificate>> good) {

		void check(List<X509Certificate> chain) throws CertificateException {
			this.trust.checkClientTrusted(chain.toArray(X509Certificate[]::new),
					chain.get(0).getPublicKey().getAlgorithm());
			if (this.good.size() < MOST_REMEMBERED) {
				this.good.add(chain);
			}
		}

	}

}
