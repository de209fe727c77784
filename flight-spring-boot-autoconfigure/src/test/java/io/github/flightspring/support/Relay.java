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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wire between a client and a server that can be cut.
 */
public final class Relay implements AutoCloseable {

	private final ServerSocket listener;

	private final long limit;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final CountDownLatch full = new CountDownLatch(1);

	/**
	 * Create a relay.
	 * @param port the server's port
	 * @param limit the bytes from the client after which nothing more is passed on
	 * @throws IOException if it cannot listen
	 */
	public Relay(int port, long limit) throws IOException {
		this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		this.limit = limit;
		fork(() -> {
			Socket client = this.listener.accept();
			this.sockets.add(client);
			Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
			this.sockets.add(server);
			fork(() -> pump(client.getInputStream(), server.getOutputStream(), this.limit));
			fork(() -> pump(server.getInputStream(), client.getOutputStream(), Long.MAX_VALUE));
		});
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	public void awaitFull() throws InterruptedException {
		if (!this.full.await(60, TimeUnit.SECONDS)) {
			throw new AssertionError("The client has not sent " + this.limit + " bytes");
		}
	}

	private void pump(InputStream in, OutputStream out, long limit) throws IOException {
		byte[] buffer = new byte[16384];
		long left = limit;
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			out.write(buffer, 0, (int) Math.min(count, left));
			left -= Math.min(count, left);
			if (left == 0) {
				this.full.countDown();
				return;
			}
		}
	}

	private void fork(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the wire is cut
			}
		}, "relay");
		this.threads.add(thread);
		thread.start();
	}

	/**
	 * Cut the wire: both sides see a reset.
	 */
	@Override
	public void close() throws IOException, InterruptedException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			if (!socket.isClosed()) {
				socket.setSoLinger(true, 0);
				socket.close();
			}
		}
		for (Thread thread : this.threads) {
			thread.join(5000);
		}
	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
