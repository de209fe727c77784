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
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.arrow.flight.impl.FlightServiceGrpc;

/**
 * A connection whose client opens calls that never send their request, and which never
 * says that it knows the server's settings.
 */
public final class IdleStreams implements AutoCloseable {

	private static final int HEADERS = 1;

	private static final int RST_STREAM = 3;

	private static final int SETTINGS = 4;

	private static final int GO_AWAY = 7;

	private static final int WINDOW_UPDATE = 8;

	private static final int CANCEL = 8;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private final Socket socket;

	private int last = -1;

	/**
	 * Connect.
	 * @param port the server's port
	 * @throws IOException if that fails
	 */
	public IdleStreams(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(20_000);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		frame(bytes, SETTINGS, 0, 0, new byte[0]);
		this.socket.getOutputStream().write(bytes.toByteArray());
	}

	/**
	 * Open calls.
	 * @param method the bare name of the method
	 * @param calls how many
	 * @throws IOException if the connection is gone
	 */
	public void open(String method, int calls) throws IOException {
		open(method, calls, 0, 0);
	}

	/**
	 * Open calls and break each off at once.
	 * @param method the bare name of the method
	 * @param calls how many
	 * @throws IOException if the connection is gone
	 */
	public void openAndReset(String method, int calls) throws IOException {
		open(method, calls, RST_STREAM, CANCEL);
	}

	/**
	 * Open calls and make the server break each off, by a window that grows by nothing.
	 * @param method the bare name of the method
	 * @param calls how many
	 * @throws IOException if the connection is gone
	 */
	public void openAndViolate(String method, int calls) throws IOException {
		open(method, calls, WINDOW_UPDATE, 0);
	}

	private void open(String method, int calls, int type, int value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		header(headers, ":method", "POST");
		header(headers, ":scheme", "http");
		header(headers, ":path", "/" + FlightServiceGrpc.SERVICE_NAME + "/" + method);
		header(headers, ":authority", "localhost");
		header(headers, "content-type", "application/grpc");
		header(headers, "te", "trailers");
		for (int i = 0; i < calls; i++) {
			this.last += 2;
			frame(bytes, HEADERS, END_HEADERS, this.last, headers.toByteArray());
			if (type != 0) {
				frame(bytes, type, 0, this.last, ByteBuffer.allocate(4).putInt(value).array());
			}
		}
		this.socket.getOutputStream().write(bytes.toByteArray());
	}

	/**
	 * Wait until the server has ended calls.
	 * @param calls how many
	 * @throws IOException if it does not
	 */
	public void awaitEnded(int calls) throws IOException {
		DataInputStream in = new DataInputStream(this.socket.getInputStream());
		for (int ended = 0; ended < calls;) {
			int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
			int type = in.readUnsignedByte();
			int flags = in.readUnsignedByte();
			in.readInt();
			in.readFully(new byte[length]);
			if (type == HEADERS && (flags & END_STREAM) != 0) {
				ended++;
			}
		}
	}

	/**
	 * Read until the server closes the connection.
	 * @return whether it has said so before
	 * @throws IOException if it does not close it
	 */
	public boolean awaitClosed() throws IOException {
		DataInputStream in = new DataInputStream(this.socket.getInputStream());
		boolean goAway = false;
		try {
			while (true) {
				int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
				goAway |= in.readUnsignedByte() == GO_AWAY;
				in.readFully(new byte[length + 5]);
			}
		}
		catch (EOFException | SocketException ex) {
			return goAway;
		}
	}

	private static void frame(ByteArrayOutputStream bytes, int type, int flags, int stream, byte[] payload)
			throws IOException {
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeByte(payload.length >> 16);
		out.writeShort(payload.length);
		out.writeByte(type);
		out.writeByte(flags);
		out.writeInt(stream);
		out.write(payload);
	}

	// a literal without an index, not compressed
	private static void header(ByteArrayOutputStream bytes, String name, String value) {
		bytes.write(0);
		bytes.write(name.length());
		bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		bytes.write(value.length());
		bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
