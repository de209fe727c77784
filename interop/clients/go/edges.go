package main

// Messages that the package's writer does not write: made of its own, and bent.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow-go/v18/arrow/flight"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	flatbuffers "github.com/google/flatbuffers/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// recorder keeps what a writer would send.
type recorder struct{ messages []*flight.FlightData }

func (r *recorder) Send(data *flight.FlightData) error {
	r.messages = append(r.messages, proto.Clone(data).(*flight.FlightData))
	return nil
}

// recorded gives the messages of an upload to store/edge: the schema, dictionaries, a batch.
func recorded(name string, options ...ipc.Option) []*flight.FlightData {
	schema, batches := sample(name)
	r := &recorder{}
	writer := flight.NewRecordWriter(r, append(options, ipc.WithSchema(schema))...)
	writer.SetFlightDescriptor(path("store", "edge"))
	must(writer.Write(batches[0]))
	must(writer.Close())
	return r.messages
}

// send uploads messages as they are and tells how the call ended.
func send(messages ...*flight.FlightData) ([]string, error) {
	stream := get(client.DoPut(background))
	for _, message := range messages {
		if stream.Send(message) != nil {
			break
		}
	}
	must(stream.CloseSend())
	var answers []string
	for {
		answer, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return answers, nil
		}
		if err != nil {
			return answers, err
		}
		answers = append(answers, string(answer.AppMetadata))
	}
}

// refused says that an upload ends with a status, costs the server nothing, and hinders no other.
func refused(what string, code codes.Code, part string, messages ...*flight.FlightData) {
	_, err := send(messages...)
	check(status.Code(err) == code && strings.Contains(err.Error(), part), "%s: %v", what, err)
	afterwards()
}

func afterwards() {
	equal(ids(read(path("numbers"))), []int{0, 1, 2})
	noMemory(client)
}

// A flatbuffer's table and where its fields are.
type table struct{ flatbuffers.Table }

func root(data []byte) table {
	return table{flatbuffers.Table{Bytes: data, Pos: flatbuffers.GetUOffsetT(data)}}
}

func (t table) at(field int) flatbuffers.UOffsetT {
	offset := t.Offset(flatbuffers.VOffsetT(4 + 2*field))
	check(offset != 0, "no field %d", field)
	return t.Pos + flatbuffers.UOffsetT(offset)
}

func (t table) child(field int) table {
	return table{flatbuffers.Table{Bytes: t.Bytes, Pos: t.Indirect(t.at(field))}}
}

// element is where an element of a vector of structs is.
func (t table) element(field, index, size int) flatbuffers.UOffsetT {
	vector := t.at(field)
	return vector + flatbuffers.GetUOffsetT(t.Bytes[vector:]) + 4 + flatbuffers.UOffsetT(index*size)
}

// Fields of Message and RecordBatch in Message.fbs.
const (
	messageVersion, messageHeader, messageBodyLength = 0, 2, 3
	batchLength, batchNodes, batchBuffers            = 0, 1, 2
)

func patched(data *flight.FlightData, change func(message table)) *flight.FlightData {
	result := proto.Clone(data).(*flight.FlightData)
	change(root(result.DataHeader))
	return result
}

func lengths(value int64) map[string]func(message table) {
	set := func(t table, at flatbuffers.UOffsetT) { flatbuffers.WriteInt64(t.Bytes[at:], value) }
	return map[string]func(message table){
		"body length":   func(m table) { set(m, m.at(messageBodyLength)) },
		"batch length":  func(m table) { b := m.child(messageHeader); set(b, b.at(batchLength)) },
		"node length":   func(m table) { b := m.child(messageHeader); set(b, b.element(batchNodes, 0, 16)) },
		"null count":    func(m table) { b := m.child(messageHeader); set(b, b.element(batchNodes, 0, 16)+8) },
		"buffer offset": func(m table) { b := m.child(messageHeader); set(b, b.element(batchBuffers, 1, 16)) },
		"buffer length": func(m table) { b := m.child(messageHeader); set(b, b.element(batchBuffers, 1, 16)+8) },
	}
}

func addEdges() {
	add("edge-no-schema", func() {
		first := &flight.FlightData{FlightDescriptor: path("notes"), AppMetadata: []byte("first")}
		answers, err := send(first, &flight.FlightData{AppMetadata: []byte("second")})
		must(err)
		equal(answers, []string{"no schema:first:second"})
		first.FlightDescriptor = path("store", "edge")
		refused("store", codes.InvalidArgument, "without a schema", first)
		refused("nothing at all", codes.InvalidArgument, "first message")
		refused("no descriptor", codes.InvalidArgument, "descriptor", &flight.FlightData{AppMetadata: []byte("first")})
	})
	add("edge-second-schema", func() {
		messages := recorded("int32")
		other := recorded("utf8")[0]
		other.FlightDescriptor = nil
		refused("the same", codes.InvalidArgument, "second schema", messages[0], messages[1], messages[0], messages[1])
		refused("another", codes.InvalidArgument, "second schema", messages[0], messages[1], other)
	})
	add("edge-dictionary-first", func() {
		messages := recorded("dictionary")
		equal(len(messages), 3)
		first := proto.Clone(messages[1]).(*flight.FlightData)
		first.FlightDescriptor = path("store", "edge")
		refused("dictionary", codes.InvalidArgument, "dictionary came before the schema", first, messages[0], messages[2])
		batch := proto.Clone(messages[2]).(*flight.FlightData)
		batch.FlightDescriptor = path("store", "edge")
		refused("batch", codes.InvalidArgument, "batch came before the schema", batch, messages[0])
		refused("no dictionary", codes.InvalidArgument, "", messages[0], messages[2])
	})
	add("edge-short-body", func() {
		for _, name := range []string{"int64", "utf8", "utf8_view", "list", "dense_union", "run_end_encoded"} {
			messages := recorded(name)
			whole := messages[1].DataBody
			for _, length := range []int{len(whole) - 1, len(whole) / 2, 1, 0} {
				messages[1].DataBody = whole[:length]
				refused(fmt.Sprintf("%s %d", name, length), codes.InvalidArgument, "body", messages...)
			}
		}
	})
	add("edge-negative-length", func() {
		messages := recorded("utf8")
		for name, change := range lengths(-8) {
			refused(name, codes.InvalidArgument, "", messages[0], patched(messages[1], change))
		}
	})
	add("edge-huge-length", func() {
		messages := recorded("utf8")
		for _, value := range []int64{1 << 31, 1 << 40, 1<<63 - 8} {
			for name, change := range lengths(value) {
				refused(fmt.Sprintf("%s %d", name, value), codes.InvalidArgument, "", messages[0], patched(messages[1], change))
			}
		}
		bomb(1 << 40)
		bomb(1 << 62)
		bomb(-2)
	})
	add("edge-version", func() {
		messages := recorded("int32")
		for _, version := range []int16{-1, 0, 1, 2, 5, 99} {
			set := func(m table) { flatbuffers.WriteInt16(m.Bytes[m.at(messageVersion):], version) }
			refused("schema", codes.InvalidArgument, "version", patched(messages[0], set), messages[1])
			refused("batch", codes.InvalidArgument, "version", messages[0], patched(messages[1], set))
		}
		kind := func(m table) { m.Bytes[m.at(1)] = 77 }
		refused("type", codes.InvalidArgument, "type", messages[0], patched(messages[1], kind))
	})
	add("edge-trailing", func() {
		messages := recorded("int32")
		with := func(data *flight.FlightData, unknown []byte) *flight.FlightData {
			result := proto.Clone(data).(*flight.FlightData)
			result.ProtoReflect().SetUnknown(unknown)
			return result
		}
		for what, unknown := range map[string][]byte{
			"field number 0": {0x02, 0x00}, "no length": {0xFA, 0x3E}, "too long": {0xFA, 0x3E, 0x7F, 0x00},
			"endless number": bytes.Repeat([]byte{0xFF}, 12), "open group": {0xFB, 0x3E}, "wire type 7": {0xFF, 0x3E},
		} {
			refused(what, codes.InvalidArgument, "", messages[0], with(messages[1], unknown))
			refused("first: "+what, codes.InvalidArgument, "", with(messages[0], unknown))
		}
		garbage := bytes.Repeat([]byte{0xEE}, 64)
		longer := proto.Clone(messages[1]).(*flight.FlightData)
		longer.DataBody = append(longer.DataBody, garbage...)
		longer.DataHeader = append(longer.DataHeader, garbage...)
		// an unknown field is somebody's later one, and bytes that nothing refers to hurt nobody
		answers, err := send(messages[0], with(longer, []byte{0xF8, 0x3E, 0x01}))
		must(err)
		equal(answers, []string{"7:"})
		afterwards()
		_, batches := sample("int32")
		same(read(path("store", "edge")), batches[:1], "after trailing bytes")
	})
	add("edge-ticket", func() {
		_, _, err := readTicket(client, &flight.Ticket{Ticket: bytes.Repeat([]byte("x"), 1<<20)})
		equal(status.Code(err), codes.InvalidArgument)
		ticket := info(path("numbers")).Endpoint[0].Ticket.Ticket
		_, _, err = readTicket(client, &flight.Ticket{Ticket: append(ticket, make([]byte, 1<<20)...)})
		check(status.Code(err) == codes.InvalidArgument || status.Code(err) == codes.Unauthenticated, "%v", err)
		afterwards()
	})
}

// bomb sends a compressed buffer that says it is larger than it is.
func bomb(length int64) {
	batch := longs(10_000)
	r := &recorder{}
	writer := flight.NewRecordWriter(r, ipc.WithSchema(batch.Schema()), ipc.WithZstd())
	writer.SetFlightDescriptor(path("store", "edge"))
	must(writer.Write(batch))
	message := r.messages[1]
	header := root(message.DataHeader).child(messageHeader)
	values := header.element(batchBuffers, 1, 16)
	start := flatbuffers.GetInt64(header.Bytes[values:])
	flatbuffers.WriteInt64(message.DataBody[start:], length)
	_, err := send(r.messages...)
	check(status.Code(err) == codes.InvalidArgument || status.Code(err) == codes.ResourceExhausted, "%d: %v", length, err)
	afterwards()
}
