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

package io.github.flightspring.autoconfigure.http;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of Tomcat. For uploads: a client
 * that sends {@code Expect: 100-continue} gets the answer when the body is read, so only
 * after the upload was accepted. An HTTP/2 stream may stall for the connection timeout,
 * unless the application has set its read timeout. For downloads: Tomcat writes to its
 * connections in larger pieces, unless the application has set their size or the heap is
 * small for the possible number of connections. A failed download is aborted, over
 * HTTP/2, too.
 */
@AutoConfiguration
@ConditionalOnClass({ DispatcherServlet.class, Connector.class, TomcatServletWebServerFactory.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "flight.http.enabled", matchIfMissing = true)
public final class FlightTomcatAutoConfiguration {

	private static final String WRITE_BUFFER = "socket.appWriteBufSize";

	private static final int LARGEST = 64 * 1024;

	// the buffers of all connections together take an eighth of the heap
	private static final int PART = 8;

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> flightTomcatCustomizer() {
		return (factory) -> {
			factory.addConnectorCustomizers(FlightTomcatAutoConfiguration::customize);
			factory.addEngineValves(new BrokenOffValve());
		};
	}

	private static void customize(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			protocol.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
			int size = writeBuffer(Runtime.getRuntime().maxMemory(), protocol.getMaxConnections());
			int standard = new SocketProperties().getAppWriteBufSize();
			if (size > standard && String.valueOf(standard).equals(connector.getProperty(WRITE_BUFFER))) {
				connector.setProperty(WRITE_BUFFER, String.valueOf(size));
			}
			limitStreams(connector, protocol.getConnectionTimeout());
		}
	}

	/**
	 * Set the time for which a body may stall over HTTP/2 to that of HTTP/1.
	 */
	private static void limitStreams(Connector connector, int timeout) {
		long standard = new Http2Protocol().getStreamReadTimeout();
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			if (protocol instanceof Http2Protocol http2 && http2.getStreamReadTimeout() == standard) {
				http2.setStreamReadTimeout(timeout);
			}
		}
	}

	/**
	 * Return the size of a connection's write buffer. Each open connection has such a
	 * buffer, even when it is idle.
	 * @param heap the maximum size of the heap in bytes
	 * @param connections the maximum number of connections, less than one for no limit
	 * @return the size in bytes, zero if there is no limit of connections to compute it
	 * from
	 */
	static int writeBuffer(long heap, int connections) {
		return (connections > 0) ? (int) Math.min(LARGEST, heap / PART / connections) : 0;
	}

}
