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

package io.github.flightspring.call;

/**
 * Watches calls over every transport, including calls that are refused before a handler
 * runs. All beans of this type are called for each call, in bean order.
 */
@FunctionalInterface
public interface FlightCallWatcher {

	/**
	 * Watch a call that has come. Called on a thread of the transport, which must not be
	 * blocked. The caller and the flight are not known yet.
	 * @param call the call
	 * @return the watch of the call
	 */
	CallWatch watch(RunningCall call);

}
