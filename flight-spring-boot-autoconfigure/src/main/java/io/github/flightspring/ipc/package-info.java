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

/**
 * Arrow's messages: encoding, decoding and checks, framed as {@code FlightData} messages
 * or as IPC streams and files. An application may keep rows as an IPC stream:
 * {@link io.github.flightspring.ipc.IpcEncoder} writes it,
 * {@link io.github.flightspring.ipc.IpcSource#trusted} reads it, and
 * {@link io.github.flightspring.ipc.MessageSchema} gives the schema that was sent. The
 * classes {@code FlightData…} are for transports and clients of an application's own.
 */
@NullMarked
package io.github.flightspring.ipc;

import org.jspecify.annotations.NullMarked;
