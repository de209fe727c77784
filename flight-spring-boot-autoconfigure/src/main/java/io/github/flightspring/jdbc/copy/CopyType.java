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

package io.github.flightspring.jdbc.copy;

import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The types of PostgreSQL whose binary form is known, with their object identifiers
 * (PostgreSQL: src/include/catalog/pg_type.dat).
 */
public enum CopyType {

	/** Truth values. */
	BOOL(16, 1000, Types.BIT),

	/** Bytes. */
	BYTEA(17, 1001, Types.BINARY),

	/** Names of the catalogue. */
	NAME(19, 1003, Types.VARCHAR),

	/** Integers of 64 bits. */
	INT8(20, 1016, Types.BIGINT),

	/** Integers of 16 bits. */
	INT2(21, 1005, Types.SMALLINT),

	/** Integers of 32 bits. */
	INT4(23, 1007, Types.INTEGER),

	/** Texts, and the values of enums. */
	TEXT(25, 1009, Types.VARCHAR),

	/** JSON as its text. */
	JSON(114, 199, Types.OTHER),

	/** Floating-point numbers of 32 bits. */
	FLOAT4(700, 1021, Types.REAL),

	/** Floating-point numbers of 64 bits. */
	FLOAT8(701, 1022, Types.DOUBLE),

	/** Texts of a fixed length. */
	BPCHAR(1042, 1014, Types.CHAR),

	/** Texts of a limited length. */
	VARCHAR(1043, 1015, Types.VARCHAR),

	/** Dates. */
	DATE(1082, 1182, Types.DATE),

	/** Times of a day. */
	TIME(1083, 1183, Types.TIME),

	/** Timestamps without a zone. */
	TIMESTAMP(1114, 1115, Types.TIMESTAMP),

	/** Timestamps in UTC. */
	TIMESTAMPTZ(1184, 1185, Types.TIMESTAMP),

	/** Decimals. */
	NUMERIC(1700, 1231, Types.NUMERIC),

	/** UUIDs. */
	UUID(2950, 2951, Types.OTHER),

	/** JSON in a form of its own. */
	JSONB(3802, 3807, Types.OTHER);

	// names of the driver for columns with a sequence
	private static final Map<String, CopyType> SERIALS = Map.of("smallserial", INT2, "serial", INT4, "bigserial", INT8);

	private final int oid;

	private final int arrayOid;

	private final int sqlType;

	CopyType(int oid, int arrayOid, int sqlType) {
		this.oid = oid;
		this.arrayOid = arrayOid;
		this.sqlType = sqlType;
	}

	/**
	 * Return the object identifier.
	 * @return the identifier, with which an array names the type of its elements
	 */
	public int oid() {
		return this.oid;
	}

	/**
	 * Return the type of an object identifier.
	 * @param oid the identifier
	 * @return the type, or {@code null} if its form is not known
	 */
	public static @Nullable CopyType of(int oid) {
		return Arrays.stream(values()).filter((type) -> type.oid == oid).findFirst().orElse(null);
	}

	/**
	 * Return the type of the elements of an array.
	 * @param arrayOid the object identifier of the array
	 * @return the type, or {@code null} if its form is not known
	 */
	public static @Nullable CopyType ofArray(int arrayOid) {
		return Arrays.stream(values()).filter((type) -> type.arrayOid == arrayOid).findFirst().orElse(null);
	}

	/**
	 * Return the type of a column of a result.
	 * @param typeName the name of the type
	 * @param sqlType the type in {@link Types}. A type of a user that has the name of
	 * another one differs from it there
	 * @return the type, or {@code null} if its form is not known
	 */
	public static @Nullable CopyType of(String typeName, int sqlType) {
		CopyType serial = SERIALS.get(typeName);
		CopyType named = (serial != null) ? serial : named(typeName);
		if (named != null && named.sqlType == sqlType) {
			return named;
		}
		// the driver has only enums beside the texts above
		return (sqlType == Types.VARCHAR) ? TEXT : null;
	}

	/**
	 * Return the type of a name.
	 * @param typeName the name
	 * @return the type, or {@code null} if its form is not known
	 */
	static @Nullable CopyType named(String typeName) {
		return Arrays.stream(values())
			.filter((type) -> type.name().toLowerCase(Locale.ROOT).equals(typeName))
			.findFirst()
			.orElse(null);
	}

}
