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

import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.ExtensionTypeRegistry;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * The first field of a schema that Arrow cannot read.
 *
 * @param path the name of the field, preceded by the names of its parents
 * @param reason the reason why Arrow cannot read it
 */
record UnreadableField(String path, String reason) {

	static @Nullable UnreadableField find(org.apache.arrow.flatbuf.Field field) {
		try {
			Field.convertField(field);
			return null;
		}
		catch (RuntimeException ex) {
			String name = (field.name() != null) ? field.name() : "";
			for (int i = 0; i < field.childrenLength(); i++) {
				UnreadableField child = find(field.children(i));
				if (child != null) {
					return new UnreadableField(name + "." + child.path(), child.reason());
				}
			}
			return new UnreadableField(name, reason(field));
		}
	}

	private static String reason(org.apache.arrow.flatbuf.Field field) {
		if (field.typeType() == Type.Decimal && field.type(new Decimal()) instanceof Decimal decimal
				&& decimal.bitWidth() != 128 && decimal.bitWidth() != 256) {
			return "Arrow Java has no vectors for decimals of " + decimal.bitWidth() + " bits, but of 128 and 256";
		}
		for (int i = 0; i < field.customMetadataLength(); i++) {
			KeyValue entry = field.customMetadata(i);
			if (ExtensionType.EXTENSION_METADATA_KEY_NAME.equals(entry.key())
					&& ExtensionTypeRegistry.lookup(entry.value()) != null) {
				return "the extension type '" + entry.value() + "' does not take its storage type or its metadata";
			}
		}
		if (field.typeType() == Type.NONE || field.typeType() >= Type.names.length) {
			return "it has no type that Arrow Java knows";
		}
		return "its type " + Type.name(field.typeType())
				+ " is damaged, or has parameters that Arrow Java does not know";
	}

}
