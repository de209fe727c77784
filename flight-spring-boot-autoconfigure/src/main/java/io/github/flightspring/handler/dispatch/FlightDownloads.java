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

package io.github.flightspring.handler.dispatch;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.query.FlightQueries;
import io.github.flightspring.handler.routing.DispatchedCall;
import io.github.flightspring.handler.routing.FlightOutput;
import io.github.flightspring.handler.routing.FlightRoute;
import io.github.flightspring.handler.routing.FlightRouter;
import io.github.flightspring.handler.routing.HandlerAccess;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;

/**
 * The download of a whole flight by its descriptor. It does what a gRPC client does with
 * GetFlightInfo and a DoGet per endpoint. The caller needs the right to both RPCs.
 */
final class FlightDownloads {

	private final FlightRouter router;

	private final FlightInfos infos;

	private final FlightTransfers transfers;

	private final FlightQueries queries;

	private final HandlerAccess handlerAccess;

	FlightDownloads(FlightRouter router, FlightInfos infos, FlightTransfers transfers, FlightQueries queries,
			HandlerAccess handlerAccess) {
		this.router = router;
		this.infos = infos;
		this.transfers = transfers;
		this.queries = queries;
		this.handlerAccess = handlerAccess;
	}

	void download(FlightDescriptor descriptor, DispatchedCall call, FlightOutput output) throws Exception {
		FlightRoute route = this.router.route(call, descriptor, FlightRpc.GET_FLIGHT_INFO, FlightRpc.DO_GET);
		if (route.handler().mapping().isQuery()) {
			this.queries.download(call, route, output);
		}
		else if (route.handler().mapping().rpc() == FlightRpc.DO_GET) {
			this.transfers.downloadFlight(call, descriptor, output);
		}
		else {
			this.handlerAccess.checkDescribed(call, descriptor);
			download(call, this.infos.answer(call, route), descriptor, output);
		}
	}

	private void download(DispatchedCall call, Object answer, FlightDescriptor descriptor, FlightOutput output)
			throws Exception {
		FlightInfo info = this.infos.info(answer, descriptor, call);
		if (answer instanceof Flight flight && flight.metadata() != null) {
			output.describe(flight.metadata());
		}
		for (FlightEndpoint endpoint : info.getEndpoints()) {
			this.transfers.download(call, endpoint.getTicket(), null, output);
		}
		if (!output.isStarted()) {
			this.infos.start(info, call, output);
		}
	}

}
