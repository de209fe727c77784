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

package io.github.flightspring.ticket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.protobuf.CodedOutputStream;
import io.github.flightspring.signing.SigningKeySource;
import io.github.flightspring.signing.SigningKeys;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TicketCodec}.
 */
class TicketCodecTests {

	private static final byte[] SECRET = "0123456789abcdef0123456789ABCDEF".getBytes();

	private static final FlightTicket TICKET = FlightTicket.of(FlightRef.path(List.of("departures", "ATL")))
		.withPartition(11, "{\"month\":12}".getBytes())
		.withExpiresAt(Instant.parse("2026-11-01T10:00:00.123456789Z"))
		.withPrincipal("alice");

	private final TicketCodec codec = new TicketCodec(SigningKeys.parse("flight.ticket.keys",
			java.util.List.of(new SigningKeySource("2026-11", java.util.Base64.getEncoder().encodeToString(SECRET)))));

	static Stream<FlightTicket> tickets() {
		FlightTicket plain = FlightTicket.of(FlightRef.path(List.of("a")));
		return Stream.of(TICKET, plain, FlightTicket.of(FlightRef.path(List.of())),
				FlightTicket.of(FlightRef.path(List.of("", "a/b", "ümläut", "\uD83D\uDEEB", "nul\0"))),
				FlightTicket.of(FlightRef.command(new byte[0])), FlightTicket.of(FlightRef.command(new byte[100_000])),
				FlightTicket.of(FlightRef.command(new byte[] { -1, 0, 10 })), plain.withPartition(0, new byte[0]),
				plain.withPartition(Integer.MAX_VALUE, null), plain.withExpiresAt(Instant.MAX),
				plain.withExpiresAt(Instant.MIN), plain.withExpiresAt(Instant.EPOCH),
				plain.withExpiresAt(Instant.parse("1969-12-31T23:59:59.999999999Z")), plain.withPrincipal(""),
				plain.withPrincipal("Zoë"), plain.withId("AAAAAAAAAAAAAAAAAAAAAA"));
	}

	@ParameterizedTest
	@MethodSource("tickets")
	void whenEncodedThenDecodesToTheSame(FlightTicket ticket) {
		byte[] signed = this.codec.encode(ticket).getBytes();
		assertThat(this.codec.decode(signed)).isEqualTo(ticket);
		assertThat(TicketCodec.isSigned(signed)).isTrue();
	}

	@Test
	void whenEncodedThenCompact() {
		assertThat(this.codec.encode(FlightTicket.of(FlightRef.path(List.of("departures")))).getBytes())
			.hasSizeLessThan(80);
		assertThat(this.codec.encode(TICKET).getBytes()).hasSizeLessThan(128);
	}

	@Test
	void whenUtf8TextThenNotTakenForSigned() {
		for (String text : List.of("", "F", "departures/ATL", "\uFEFFx", "\uFFFF\uFFFF", "ÿF")) {
			assertThat(TicketCodec.isSigned(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))).isFalse();
		}
	}

	@Test
	void whenCutShortAnywhereThenRefused() {
		byte[] signed = this.codec.encode(TICKET).getBytes();
		for (int length = 0; length < signed.length; length++) {
			byte[] cut = Arrays.copyOf(signed, length);
			// from the key's length on it is one that was altered
			refused(cut, (length < 4) ? TicketRefusal.MALFORMED : TicketRefusal.FORGED);
			refused(Arrays.copyOfRange(signed, signed.length - length, signed.length), TicketRefusal.MALFORMED);
		}
	}

	@Test
	void whenAnyBitIsFlippedThenRefused() {
		byte[] signed = this.codec.encode(TICKET).getBytes();
		for (int bit = 0; bit < signed.length * 8; bit++) {
			byte[] flipped = signed.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			refused(flipped, (bit < 3 * 8) ? TicketRefusal.MALFORMED : TicketRefusal.FORGED);
		}
	}

	@Test
	void whenBytesAreAppendedThenRefused() {
		byte[] signed = this.codec.encode(TICKET).getBytes();
		refused(Arrays.copyOf(signed, signed.length + 1), TicketRefusal.FORGED);
		byte[] twice = Arrays.copyOf(signed, signed.length * 2);
		System.arraycopy(signed, 0, twice, signed.length, signed.length);
		refused(twice, TicketRefusal.FORGED);
	}

	@Test
	void whenRandomBytesThenRefused() {
		Random random = new Random(42);
		for (int length = 0; length <= 1 << 20; length = length * 2 + 1) {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			refused(bytes, TicketRefusal.MALFORMED);
			byte[] start = Arrays.copyOf(this.codec.encode(TICKET).getBytes(), 11);
			System.arraycopy(start, 0, bytes, 0, Math.min(length, start.length));
			refused(bytes, (length < 4) ? TicketRefusal.MALFORMED : TicketRefusal.FORGED);
		}
	}

	@Test
	void whenTooLongThenRefusedUnread() {
		byte[] bytes = sign(new byte[TicketCodec.MAX_LENGTH]);
		refused(bytes, TicketRefusal.MALFORMED);
	}

	@Test
	void whenTicketWouldBeTooLongThenNotMade() {
		FlightTicket ticket = FlightTicket.of(FlightRef.command(new byte[TicketCodec.MAX_LENGTH]));
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.encode(ticket))
			.withMessageContaining("2097152 are allowed: make the command or the partition smaller");
		FlightTicket largest = FlightTicket.of(FlightRef.command(new byte[TicketCodec.MAX_LENGTH - 100]));
		assertThat(this.codec.decode(this.codec.encode(largest).getBytes())).isEqualTo(largest);
	}

	static Stream<byte[]> wrongPayloads() throws IOException {
		byte[] id = new byte[16];
		return Stream.of(new byte[0], payload((out) -> out.writeByteArray(1, new byte[15])),
				payload((out) -> out.writeByteArray(1, new byte[17])), payload((out) -> out.writeString(2, "a")),
				payload((out) -> {
					out.writeByteArray(1, id);
					out.writeString(2, "a");
					out.writeByteArray(3, id);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeByteArray(2, new byte[] { -1 });
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeUInt32(5, -1);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeSInt64(6, Long.MAX_VALUE);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeSInt64(6, Long.MAX_VALUE);
					out.writeUInt32(7, Integer.MAX_VALUE);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeTag(4, 2);
					out.writeUInt32NoTag(Integer.MAX_VALUE);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeTag(4, 2);
					out.writeUInt32NoTag(-1);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeTag(99, 2);
					out.writeUInt32NoTag(Integer.MAX_VALUE);
				}), payload((out) -> {
					out.writeByteArray(1, id);
					out.writeTag(1, 4);
				}), payload((out) -> {
					for (int i = 0; i < 100_000; i++) {
						out.writeTag(99, 3);
					}
				}), new byte[] { 0 }, new byte[] { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 });
	}

	@ParameterizedTest
	@MethodSource("wrongPayloads")
	void whenSignedButNotATicketThenRefusedWithoutTakingWhatItDeclares(byte[] payload) {
		byte[] signed = sign(payload);
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		refused(signed, TicketRefusal.MALFORMED);
		long before = threads.getCurrentThreadAllocatedBytes();
		refused(signed, TicketRefusal.MALFORMED);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000 + 4L * signed.length);
	}

	@Test
	void whenFieldIsUnknownThenSkipped() throws IOException {
		byte[] payload = payload((out) -> {
			out.writeString(1000, "from a later version");
			out.writeByteArray(1, new byte[16]);
			out.writeFixed64(99, 1);
			out.writeString(2, "a");
		});
		assertThat(this.codec.decode(sign(payload)))
			.isEqualTo(FlightTicket.of(FlightRef.path(List.of("a"))).withId("AAAAAAAAAAAAAAAAAAAAAA"));
	}

	@Test
	void whenUsedByManyThreadsThenEachTicketIsRight() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Void>> tasks = IntStream.range(0, 8).<Callable<Void>>mapToObj((thread) -> () -> {
				for (int i = 0; i < 2000; i++) {
					FlightTicket ticket = TICKET.withPartition(i, new byte[thread * 10]);
					assertThat(this.codec.decode(this.codec.encode(ticket).getBytes())).isEqualTo(ticket);
				}
				return null;
			}).toList();
			for (Future<Void> result : executor.invokeAll(tasks)) {
				result.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void refused(byte[] ticket, TicketRefusal refusal) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.codec.decode(ticket))
			.satisfies((ex) -> {
				assertThat(TicketRefusal.of(ex)).isEqualTo(refusal);
				assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
				assertThat(ex.status().description()).contains((refusal == TicketRefusal.FORGED)
						? "was altered or signed with a key that this server does not have" : "is not a ticket");
			});
	}

	private static byte[] payload(Payload content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream out = CodedOutputStream.newInstance(bytes);
		content.write(out);
		out.flush();
		return bytes.toByteArray();
	}

	/**
	 * The layout once more, by hand: a change of it makes the tickets of other servers
	 * unreadable.
	 */
	private static byte[] sign(byte[] payload) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(new byte[] { (byte) 0xFF, 'F', 1, 7 });
			bytes.writeBytes("2026-11".getBytes());
			bytes.writeBytes(payload);
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
			bytes.writeBytes(mac.doFinal(bytes.toByteArray()));
			return bytes.toByteArray();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Payload {

		void write(CodedOutputStream out) throws IOException;

	}

}
