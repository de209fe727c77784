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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The footer of an IPC file, which has the positions of its messages.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">Arrow
 * columnar format, IPC File Format</a>
 */
final class IpcFooter {

	private static final String MAGIC = "ARROW1";

	private final List<ArrowBlock> dictionaries = new ArrayList<>();

	private final List<ArrowBlock> batches = new ArrayList<>();

	private final Set<Long> dictionaryIds = new HashSet<>();

	static byte[] magic(boolean padded) {
		return (padded ? MAGIC + "\0\0" : MAGIC).getBytes(StandardCharsets.US_ASCII);
	}

	void add(Kind kind, long offset, int metadataLength, long bodyLength, ByteBuffer header) {
		if (kind == Kind.RECORD_BATCH) {
			this.batches.add(new ArrowBlock(offset, metadataLength, bodyLength));
		}
		else if (kind == Kind.DICTIONARY_BATCH) {
			DictionaryBatch dictionary = (DictionaryBatch) Message.getRootAsMessage(header.duplicate())
				.header(new DictionaryBatch());
			if (dictionary != null && !this.dictionaryIds.add(dictionary.id())) {
				throw WireErrors.invalid("dictionary %d changes from batch to batch, which the file format has no "
						+ "room for; ask for the stream format", dictionary.id());
			}
			this.dictionaries.add(new ArrowBlock(offset, metadataLength, bodyLength));
		}
	}

	byte[] write(@Nullable Schema schema) {
		FlatBufferBuilder builder = new FlatBufferBuilder();
		Schema known = (schema != null) ? schema : new Schema(List.of());
		builder.finish(new ArrowFooter(known, this.dictionaries, this.batches).writeTo(builder));
		ByteBuffer footer = builder.dataBuffer();
		ByteBuffer target = ByteBuffer.allocate(footer.remaining() + Integer.BYTES + MAGIC.length())
			.order(ByteOrder.LITTLE_ENDIAN);
		int length = footer.remaining();
		return target.put(footer).putInt(length).put(magic(false)).array();
	}

}
