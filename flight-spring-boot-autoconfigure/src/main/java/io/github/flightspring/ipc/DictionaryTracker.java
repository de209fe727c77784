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

package io.github.flightspring.ipc;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries that a schema uses, and those that the peer already has unchanged. A
 * sent dictionary is remembered as a digest. A handler may change a dictionary in place,
 * so that neither the vector nor its address shows the change, and a copy would double
 * its memory.
 */
final class DictionaryTracker {

	private final DictionaryProvider provider;

	private final Map<Long, ColumnLayout> layouts = new LinkedHashMap<>();

	private final Map<Long, byte[]> sent = new HashMap<>();

	private final MessageDigest digest = sha256();

	DictionaryTracker(List<Field> fields, @Nullable DictionaryProvider provider) {
		this.provider = (provider != null) ? provider : new DictionaryProvider.MapDictionaryProvider();
		collect(fields, new HashSet<>());
		refuseEncodedValues();
	}

	/**
	 * Refuse dictionaries whose values are dictionary-encoded. A field in a message has
	 * one dictionary, so the encoding of the values cannot be expressed.
	 */
	private void refuseEncodedValues() {
		for (long id : ids()) {
			DictionaryEncoding inner = this.provider.lookup(id).getVector().getField().getDictionary();
			if (inner != null && inner.getId() != id) {
				throw new IllegalStateException("The values of dictionary " + id + " are encoded with dictionary "
						+ inner.getId() + ", which Arrow messages cannot say: decode them");
			}
		}
	}

	/**
	 * Track the dictionaries of batches from another source to the same peer.
	 * @param fields the fields of the next batches
	 * @param provider their dictionaries, or {@code null} if there are none
	 * @return the tracker of the next batches
	 */
	DictionaryTracker next(List<Field> fields, @Nullable DictionaryProvider provider) {
		DictionaryTracker next = new DictionaryTracker(fields, provider);
		next.sent.putAll(this.sent);
		return next;
	}

	/**
	 * The ids of the dictionaries, each after the dictionaries that it uses.
	 * @return the ids
	 */
	Set<Long> ids() {
		return this.layouts.keySet();
	}

	/**
	 * The buffer layout of a dictionary's values.
	 * @param id the id
	 * @return the layout
	 */
	ColumnLayout layout(long id) {
		return Objects.requireNonNull(this.layouts.get(id));
	}

	Dictionary dictionary(long id) {
		return MessageSchema.lookup(this.provider, id, "of the schema");
	}

	/**
	 * Record a dictionary as sent.
	 * @param id the id
	 * @param batch the dictionary in the form in which it would be sent
	 * @return whether it differs from the last sent one, so that it must be sent
	 */
	boolean change(long id, BatchWriter batch) {
		byte[] current = digest(batch);
		return !Arrays.equals(this.sent.put(id, current), current);
	}

	private byte[] digest(BatchWriter batch) {
		WireBody body = batch.body();
		this.digest.reset();
		ByteBuffer numbers = ByteBuffer.allocate(16 * batch.nodeCount() + 8 * body.count());
		for (int i = 0; i < batch.nodeCount(); i++) {
			numbers.putLong(batch.nodeLength(i)).putLong(batch.nodeNulls(i));
		}
		for (int i = 0; i < body.count(); i++) {
			numbers.putLong(body.length(i));
		}
		this.digest.update(numbers.flip());
		byte[] array = TransferArrays.take();
		try {
			for (long left = body.length(); left > 0;) {
				int step = (int) Math.min(left, array.length);
				body.read(array, 0, step);
				this.digest.update(array, 0, step);
				left -= step;
			}
		}
		finally {
			TransferArrays.give(array);
			body.rewind();
		}
		return this.digest.digest();
	}

	private void collect(List<Field> fields, Set<Long> open) {
		for (Field field : fields) {
			if (field.getDictionary() == null) {
				collect(field.getChildren(), open);
				continue;
			}
			long id = field.getDictionary().getId();
			if (!open.add(id)) {
				throw new IllegalStateException("Dictionary " + id + " of field '" + field.getName() + "' uses itself");
			}
			Dictionary dictionary = MessageSchema.lookup(this.provider, id, field.getName());
			collect(dictionary.getVector().getField().getChildren(), open);
			open.remove(id);
			this.layouts.put(id,
					ColumnLayout.of(MessageSchema.values(field.getDictionary(), dictionary, this.provider)));
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
