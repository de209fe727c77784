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

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The answer of a call that waits for it without a thread, and without holding its place.
 *
 * @param answer the future answer, which fails if the call ends first
 * @param send the sender of an answer that is available at once, on the handler's thread,
 * which may block
 * @param sendNow the sender of an answer that completes later, on the thread that
 * completes it, which must not block
 * @param <T> the type of the answer
 */
public record LaterAnswer<T>(CompletableFuture<T> answer, Consumer<T> send, Consumer<T> sendNow) {

}
