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

package io.github.flightspring.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * A client that speaks HTTP/2 frame by frame, without TLS and with prior knowledge, and
 * opens its windows only when it is told to. Not for several threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113">RFC 9113, HTTP/2</a>
 */
public final class Http2Client implements AutoCloseable {

	private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int GOAWAY = 7;

	private static final int WINDOW_UPDATE = 8;

	private static final int CANCEL = 8;

	private static final int END_STREAM = 1;

	private static final int ACK = 1;

	private static final int END_HEADERS = 4;

	private static final int INITIAL_WINDOW_SIZE = 4;

	// RFC 7541, appendix A

	private static final int AUTHORITY = 1;

	private static final int METHOD = 2;

	private static final int PATH = 4;

	private static final int SCHEME = 6;

	private static final int TIMEOUT_MILLIS = 60_000;

	private final Socket socket;

	private final DataInputStream in;

	private final DataOutputStream out;

	private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

	private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();

	private final Map<Integer, Http2Headers> headers = new HashMap<>();

	private final Map<Integer, End> ends = new HashMap<>();

	private final Set<Integer> open = new HashSet<>();

	private int next = 1;

	/**
	 * Open a connection.
	 * @param port the port on this machine
	 * @param window the window that each stream begins with
	 */
	public Http2Client(int port, int window) throws IOException {
		this.socket = new Socket("localhost", port);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.out = new DataOutputStream(this.socket.getOutputStream());
		this.out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
		ByteArrayOutputStream settings = new ByteArrayOutputStream();
		DataOutputStream setting = new DataOutputStream(settings);
		setting.writeShort(INITIAL_WINDOW_SIZE);
		setting.writeInt(window);
		send(SETTINGS, 0, 0, settings.toByteArray());
	}

	/**
	 * Send a request without a body.
	 * @return its stream
	 */
	public int get(String path, String... headers) throws IOException {
		return request("GET", path, true, headers);
	}

	/**
	 * Send the headers of a request.
	 * @return its stream
	 */
	public int request(String method, String path, boolean end, String... headers) throws IOException {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		pseudo(block, METHOD, method);
		pseudo(block, SCHEME, "http");
		pseudo(block, PATH, path);
		pseudo(block, AUTHORITY, "localhost:" + this.socket.getPort());
		for (int i = 0; i < headers.length; i += 2) {
			literal(block, headers[i], headers[i + 1]);
		}
		int stream = this.next;
		this.next += 2;
		this.open.add(stream);
		send(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block.toByteArray());
		return stream;
	}

	/**
	 * Send a call of Flight over gRPC, with one message.
	 * @return its stream
	 */
	public int grpc(String rpc, byte[] message) throws IOException {
		int stream = request("POST", "/arrow.flight.protocol.FlightService/" + rpc, false, "content-type",
				"application/grpc", "te", "trailers");
		ByteArrayOutputStream framed = new ByteArrayOutputStream();
		DataOutputStream prefix = new DataOutputStream(framed);
		prefix.writeByte(0);
		prefix.writeInt(message.length);
		prefix.write(message);
		data(stream, framed.toByteArray(), true);
		return stream;
	}

	/**
	 * Send a part of a request's body, within the window that servers begin with.
	 */
	public void data(int stream, byte[] bytes, boolean end) throws IOException {
		send(DATA, end ? END_STREAM : 0, stream, bytes);
	}

	/**
	 * Let the server send more.
	 * @param stream the stream, zero for the connection
	 */
	public void allow(int stream, int bytes) throws IOException {
		ByteArrayOutputStream increment = new ByteArrayOutputStream();
		new DataOutputStream(increment).writeInt(bytes);
		send(WINDOW_UPDATE, 0, stream, increment.toByteArray());
	}

	/**
	 * Leave a stream.
	 */
	public void reset(int stream) throws IOException {
		send(RST_STREAM, 0, stream, new byte[] { 0, 0, 0, CANCEL });
	}

	// without indexing, a name of the static table: Tomcat takes those of pseudo headers
	// from there alone
	private static void pseudo(ByteArrayOutputStream block, int name, String value) {
		block.write(name);
		text(block, value);
	}

	// without indexing, a new name, no Huffman: RFC 7541, section 6.2.2
	private static void literal(ByteArrayOutputStream block, String name, String value) {
		block.write(0);
		text(block, name);
		text(block, value);
	}

	private static void text(ByteArrayOutputStream block, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		if (bytes.length >= 127) {
			throw new IllegalArgumentException("Only texts shorter than 127 bytes");
		}
		block.write(bytes.length);
		block.writeBytes(bytes);
	}

	private void send(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		DataOutputStream header = new DataOutputStream(frame);
		header.writeByte(payload.length >> 16);
		header.writeShort(payload.length);
		header.writeByte(type);
		header.writeByte(flags);
		header.writeInt(stream);
		header.write(payload);
		this.out.write(frame.toByteArray());
	}

	/**
	 * Read frames until the stream has ended.
	 * @return how it has
	 */
	public End awaitEnd(int stream) throws IOException {
		while (!this.ends.containsKey(stream)) {
			read();
		}
		return this.ends.get(stream);
	}

	/**
	 * Read frames until the headers of a response have come.
	 */
	public void awaitHeaders(int stream) throws IOException {
		while (!this.headers.containsKey(stream) && !this.ends.containsKey(stream)) {
			read();
		}
	}

	/**
	 * Read frames until so many bytes of a body have come.
	 */
	public void awaitBytes(int stream, int count) throws IOException {
		while (body(stream).length < count && !this.ends.containsKey(stream)) {
			read();
		}
	}

	/**
	 * The bytes of a body that have arrived.
	 */
	public byte[] body(int stream) {
		ByteArrayOutputStream known = this.bodies.get(stream);
		return (known != null) ? known.toByteArray() : new byte[0];
	}

	/**
	 * The status of a response, or none if its headers have not come.
	 */
	public String status(int stream) {
		Http2Headers known = this.headers.get(stream);
		return (known != null) ? known.status().toString() : "none";
	}

	private void read() throws IOException {
		try {
			int length = (this.in.readUnsignedByte() << 16) | this.in.readUnsignedShort();
			int type = this.in.readUnsignedByte();
			int flags = this.in.readUnsignedByte();
			int stream = this.in.readInt() & Integer.MAX_VALUE;
			byte[] payload = this.in.readNBytes(length);
			received(type, flags, stream, payload);
		}
		catch (SocketTimeoutException ex) {
			endAll(End.NEVER);
		}
		catch (EOFException | SocketException ex) {
			endAll(End.CLOSED);
		}
	}

	private void received(int type, int flags, int stream, byte[] payload) throws IOException {
		switch (type) {
			case SETTINGS -> {
				if ((flags & ACK) == 0) {
					send(SETTINGS, ACK, 0, new byte[0]);
				}
			}
			case PING -> {
				if ((flags & ACK) == 0) {
					send(PING, ACK, 0, payload);
				}
			}
			case HEADERS -> {
				try {
					this.headers.put(stream, this.decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload)));
				}
				catch (Exception ex) {
					throw new IOException(ex);
				}
			}
			case DATA -> this.bodies.computeIfAbsent(stream, (id) -> new ByteArrayOutputStream()).writeBytes(payload);
			case RST_STREAM -> this.ends.putIfAbsent(stream, End.RST_STREAM);
			case GOAWAY -> endAll(End.GOAWAY);
			default -> {
				// nothing that matters here
			}
		}
		if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
			this.ends.putIfAbsent(stream, End.END_STREAM);
		}
	}

	private void endAll(End end) {
		this.open.forEach((stream) -> this.ends.putIfAbsent(stream, end));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * The end of a stream.
	 */
	public enum End {

		/**
		 * Well.
		 */
		END_STREAM,

		/**
		 * Broken off.
		 */
		RST_STREAM,

		/**
		 * Broken off with its connection.
		 */
		GOAWAY,

		/**
		 * The connection was closed without a word.
		 */
		CLOSED,

		/**
		 * Not while the client waited.
		 */
		NEVER

	}

}
