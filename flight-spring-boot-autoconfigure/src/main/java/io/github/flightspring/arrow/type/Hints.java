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

package io.github.flightspring.arrow.type;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Encoding;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.apache.arrow.vector.types.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The settings in the annotations of a property, and which of them were used.
 */
public final class Hints {

	private final Unit unit;

	private final Encoding encoding;

	private final @Nullable ArrowDecimal decimal;

	private boolean unitUsed;

	private boolean encodingUsed;

	private boolean decimalUsed;

	public Hints(@Nullable ArrowField field, @Nullable ArrowDecimal decimal) {
		this.unit = (field != null) ? field.unit() : Unit.DEFAULT;
		this.encoding = (field != null) ? field.encoding() : Encoding.BY_TYPE;
		this.decimal = decimal;
	}

	TimeUnit unit() {
		this.unitUsed = true;
		return switch (this.unit) {
			case SECOND -> TimeUnit.SECOND;
			case MILLISECOND -> TimeUnit.MILLISECOND;
			case DEFAULT, MICROSECOND -> TimeUnit.MICROSECOND;
			case NANOSECOND -> TimeUnit.NANOSECOND;
		};
	}

	boolean isEncoded(boolean byDefault) {
		this.encodingUsed = true;
		return (this.encoding != Encoding.BY_TYPE) ? this.encoding == Encoding.DICTIONARY : byDefault;
	}

	@Nullable ArrowDecimal decimal() {
		this.decimalUsed = true;
		return this.decimal;
	}

	/**
	 * Return how to correct a setting that has no effect.
	 * @return the correction, or {@code null} if all settings were used
	 */
	public @Nullable String unused() {
		if (this.decimal != null && !this.decimalUsed) {
			return "@ArrowDecimal has no meaning for it; remove it, or use BigDecimal or BigInteger";
		}
		if (this.unit != Unit.DEFAULT && !this.unitUsed) {
			return "it has no unit; remove 'unit' from @ArrowField";
		}
		if (this.encoding != Encoding.BY_TYPE && !this.encodingUsed) {
			return "only an enum or a String has an encoding; remove 'encoding' from @ArrowField";
		}
		return null;
	}

}
