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

package io.github.flightspring.autoconfigure.grpc;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.admission.ServerLoad;
import io.github.flightspring.autoconfigure.ShutdownListener;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * The status of the Flight service in gRPC's health service: whether it accepts calls. At
 * shutdown every service changes to NOT_SERVING and stays so.
 */
final class FlightGrpcHealth implements ApplicationListener<GrpcServerStartedEvent>, ShutdownListener {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final HealthStatusManager manager;

	private final ServerLoad load;

	private final ScheduledExecutorService timer;

	FlightGrpcHealth(HealthStatusManager manager, ServerLoad load, ScheduledExecutorService timer) {
		this.manager = manager;
		this.load = load;
		this.timer = timer;
	}

	@Override
	public void onApplicationEvent(GrpcServerStartedEvent event) {
		update();
		this.timer.scheduleWithFixedDelay(this::update, INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void update() {
		this.manager.setStatus(FlightServiceGrpc.SERVICE_NAME,
				this.load.isAccepting() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
	}

	@Override
	public void shutdownStarts() {
		this.manager.enterTerminalState();
	}

}
