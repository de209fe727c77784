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

package io.github.flightspring.grpc.wire;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlightServiceDescriptorsTests {

	@Test
	void whenComparedWithTheGeneratedServiceThenEveryMethodIsThere() {
		ServiceDescriptor service = FlightServiceDescriptors.service();
		ServiceDescriptor generated = FlightServiceGrpc.getServiceDescriptor();
		assertThat(service.getName()).isEqualTo("arrow.flight.protocol.FlightService");
		assertThat(service.getMethods()).hasSize(10);
		assertThat(service.getMethods()).extracting(MethodDescriptor::getFullMethodName)
			.containsExactlyInAnyOrderElementsOf(
					generated.getMethods().stream().map(MethodDescriptor::getFullMethodName).toList());
		assertThat(service.getMethods()).contains(FlightServiceDescriptors.doGet(), FlightServiceDescriptors.doPut(),
				FlightServiceDescriptors.doExchange());
		for (MethodDescriptor<?, ?> method : service.getMethods()) {
			assertThat(generated.getMethods())
				.anyMatch((other) -> other.getFullMethodName().equals(method.getFullMethodName())
						&& other.getType() == method.getType());
		}
	}

	@Test
	void whenReflectionAsksThenTheSchemaIsThere() {
		assertThat(FlightServiceDescriptors.service().getSchemaDescriptor()).isInstanceOfSatisfying(
				ProtoFileDescriptorSupplier.class,
				(supplier) -> assertThat(supplier.getFileDescriptor().findServiceByName("FlightService")).isNotNull());
		assertThat(FlightServiceDescriptors.doPut().getSchemaDescriptor()).isInstanceOfSatisfying(
				ProtoMethodDescriptorSupplier.class,
				(supplier) -> assertThat(supplier.getMethodDescriptor().getName()).isEqualTo("DoPut"));
	}

}
