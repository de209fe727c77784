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

package io.github.flightspring.autoconfigure.http;

import java.io.IOException;

import io.github.flightspring.http.call.AbortFilter;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * The Tomcat valve that aborts responses. A servlet cannot abort them: Tomcat reports the
 * servlet's failure with an error page behind the rows. Over HTTP/2 Tomcat ends the
 * stream normally before it resets it, or does not reset it at all if its own timeout has
 * ended the write.
 */
final class BrokenOffValve extends ValveBase {

	BrokenOffValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!AbortFilter.isAborted(request)) {
			getNext().invoke(request, response);
			return;
		}
		// a suspended response is not finished: finishing would end it normally
		response.setSuspended(true);
		response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, AbortFilter.failure());
		// no error page
		response.setErrorReported();
	}

}
