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

package io.github.flightspring.handler;

import org.jspecify.annotations.Nullable;

/**
 * The results of an upload that are sent while it runs, so that a client can resume after
 * its last acknowledged row. A {@link io.github.flightspring.annotation.DoPut @DoPut}
 * method can take it as a parameter.
 */
public interface PutResults {

	/**
	 * Send one {@code PutResult}. Blocks while the client does not receive its results.
	 * @param appMetadata the metadata: a {@code byte[]}, a {@code String} or number (as
	 * UTF-8 text), a protobuf message, any object that can be written as JSON, or
	 * {@code null} for an empty result
	 */
	void acknowledge(@Nullable Object appMetadata);

}
