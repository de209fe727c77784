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

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * A key manager that delegates to the latest one. A TLS handshake asks for an alias
 * first, and for its key and certificates later. An alias therefore identifies its
 * manager, and the manager before the latest is kept for handshakes in progress.
 */
// gRPC's AdvancedTlsX509KeyManager holds one key and its certificates; the key store of a
// bundle may have several, for example one RSA and one EC key
final class ReloadingKeyManager extends X509ExtendedKeyManager {

	private volatile Generation latest;

	ReloadingKeyManager(X509ExtendedKeyManager keys) {
		this.latest = new Generation(0, keys, null);
	}

	synchronized void update(X509ExtendedKeyManager keys) {
		Generation before = this.latest;
		this.latest = new Generation(before.number() + 1, keys, new Generation(before.number(), before.keys(), null));
	}

	@Override
	public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().chooseEngineServerAlias(keyType, issuers, engine));
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().chooseServerAlias(keyType, issuers, socket));
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().chooseEngineClientAlias(keyTypes, issuers, engine));
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().chooseClientAlias(keyTypes, issuers, socket));
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().getServerAliases(keyType, issuers));
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		Generation generation = this.latest;
		return generation.qualify(generation.keys().getClientAliases(keyType, issuers));
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(String alias) {
		Generation generation = this.latest.of(alias);
		return (generation != null) ? generation.keys().getCertificateChain(generation.unqualify(alias)) : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(String alias) {
		Generation generation = this.latest.of(alias);
		return (generation != null) ? generation.keys().getPrivateKey(generation.unqualify(alias)) : null;
	}

	/**
	 * A key manager and the generation that it has replaced.
	 */
	private record Generation(int number, X509ExtendedKeyManager keys, @Nullable Generation before) {

		private String prefix() {
			return this.number + ":";
		}

		@Nullable String qualify(@Nullable String alias) {
			return (alias != null) ? prefix() + alias : null;
		}

		String @Nullable [] qualify(String @Nullable [] aliases) {
			String[] qualified = (aliases != null) ? aliases.clone() : null;
			for (int i = 0; qualified != null && i < qualified.length; i++) {
				qualified[i] = prefix() + qualified[i];
			}
			return qualified;
		}

		String unqualify(String alias) {
			return alias.substring(prefix().length());
		}

		@Nullable Generation of(String alias) {
			if (alias.startsWith(prefix())) {
				return this;
			}
			return (this.before != null) ? this.before.of(alias) : null;
		}

	}

}
