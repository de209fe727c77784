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

import java.util.Map;

import io.grpc.ForwardingServerBuilder;
import io.grpc.ServerBuilder;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of gRPC that are raised to those of the starter.
 */
class InboundSizesTests {

	private final RecordingBuilder builder = new RecordingBuilder();

	@Test
	void whenNothingIsSetThenBothLimitsAreRaised() {
		customize(Map.of(), DataSize.ofMegabytes(64), DataSize.ofMegabytes(512));
		assertThat(this.builder.messageSize).isEqualTo(64 << 20);
		assertThat(this.builder.metadataSize).isEqualTo(32 << 10);
	}

	@Test
	void whenACallMayTakeLessThanAMessageThenThatIsTheLimit() {
		customize(Map.of(), DataSize.ofMegabytes(64), DataSize.ofMegabytes(16));
		assertThat(this.builder.messageSize).isEqualTo(16 << 20);
	}

	@Test
	void whenALimitIsMoreThanAMessageCanBeThenItIsTheLargestNumber() {
		customize(Map.of(), DataSize.ofTerabytes(1), DataSize.ofTerabytes(1));
		assertThat(this.builder.messageSize).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void whenLimitsAreSetByTheSystemEnvironmentThenTheyStand() {
		customize(
				Map.of("SPRING_GRPC_SERVER_INBOUND_MESSAGE_MAXSIZE", "1MB",
						"SPRING_GRPC_SERVER_INBOUND_METADATA_MAXSIZE", "9KB"),
				DataSize.ofMegabytes(64), DataSize.ofMegabytes(512));
		assertThat(this.builder.messageSize).isZero();
		assertThat(this.builder.metadataSize).isZero();
	}

	private void customize(Map<String, Object> variables, DataSize maxMessageSize, DataSize callMemoryLimit) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		new InboundSizes<RecordingBuilder>(environment, maxMessageSize, callMemoryLimit).customize(this.builder);
	}

	private static final class RecordingBuilder extends ForwardingServerBuilder<RecordingBuilder> {

		private int messageSize;

		private int metadataSize;

		@Override
		protected ServerBuilder<?> delegate() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RecordingBuilder maxInboundMessageSize(int bytes) {
			this.messageSize = bytes;
			return this;
		}

		@Override
		public RecordingBuilder maxInboundMetadataSize(int bytes) {
			this.metadataSize = bytes;
			return this;
		}

	}

}
