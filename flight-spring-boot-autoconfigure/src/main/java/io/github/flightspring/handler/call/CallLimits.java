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

package io.github.flightspring.handler.call;

import java.time.Duration;

/**
 * The limits of one call, over every transport. A duration of zero means no limit.
 *
 * @param callTimeout the longest time of a call
 * @param slowConsumerTimeout the longest time during which a client may receive nothing
 * @param slowProducerTimeout the longest time during which a client may send nothing of a
 * request or an upload
 * @param memory the maximum Arrow memory of a call in bytes
 */
public record CallLimits(Duration callTimeout, Duration slowConsumerTimeout, Duration slowProducerTimeout,
		long memory) {

}
