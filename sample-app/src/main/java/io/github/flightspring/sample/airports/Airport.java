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

package io.github.flightspring.sample.airports;

/**
 * An airport, as the CSV file has it.
 *
 * @param iata the code that departures refer to
 * @param name the name
 * @param city the city, {@code NA} where the file knows none
 * @param state the state, {@code NA} where the file knows none
 * @param country the country
 * @param latitude the latitude in degrees, north positive
 * @param longitude the longitude in degrees, east positive
 */
public record Airport(String iata, String name, String city, String state, String country, double latitude,
		double longitude) {

	private static final double EARTH_RADIUS_MILES = 3958.7613;

	/**
	 * The distance to another airport along the great circle, by the haversine formula on
	 * a sphere.
	 * @param other the other airport
	 * @return the distance in miles
	 */
	double milesTo(Airport other) {
		double north = Math.toRadians(other.latitude - this.latitude);
		double east = Math.toRadians(other.longitude - this.longitude);
		double chord = square(Math.sin(north / 2)) + Math.cos(Math.toRadians(this.latitude))
				* Math.cos(Math.toRadians(other.latitude)) * square(Math.sin(east / 2));
		// rounding takes the chord of antipodes beyond 1, where there is no angle
		return 2 * EARTH_RADIUS_MILES * Math.asin(Math.sqrt(Math.min(1, chord)));
	}

	private static double square(double value) {
		return value * value;
	}

}
