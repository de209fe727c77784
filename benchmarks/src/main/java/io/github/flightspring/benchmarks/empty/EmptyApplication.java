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

package io.github.flightspring.benchmarks.empty;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A Boot application with a gRPC service that does nothing, beside which the start-up of
 * the starter's is measured.
 */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
public class EmptyApplication {

	/**
	 * Start it.
	 * @param args Boot's arguments
	 */
	public static void main(String[] args) {
		String ofTheStarter = ImportCandidates.load(AutoConfiguration.class, EmptyApplication.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.flightspring."))
			.collect(Collectors.joining(","));
		String[] withExclusion = Arrays.copyOf(args, args.length + 1);
		// an option that is there twice has both values
		withExclusion[args.length] = "--spring.autoconfigure.exclude=" + ofTheStarter;
		SpringApplication.run(EmptyApplication.class, withExclusion);
	}

	@Bean
	FlightServiceGrpc.FlightServiceImplBase service() {
		return new FlightServiceGrpc.FlightServiceImplBase() {

			@Override
			public void listActions(Flight.Empty request, StreamObserver<Flight.ActionType> answer) {
				answer.onCompleted();
			}

		};
	}

}
