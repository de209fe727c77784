// Command interop tries arrow-go's flight package against the application:
// interop <results> <server> <zstd server> <secure server> <its certificates>.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/flight"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

const reuseConnection = "arrow-flight-reuse-connection://?"

const largeRows = 12_500_000

var (
	connection         *grpc.ClientConn
	client, zstdClient flight.Client
	background         = context.Background()
	// where the servers are that are dialled by tests, and the certificates of one of them
	address, secureAddress, tlsDirectory string
)

func dial(address string) *grpc.ClientConn {
	return get(grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(1<<30), grpc.MaxCallSendMsgSize(1<<30))))
}

func main() {
	address, secureAddress, tlsDirectory = os.Args[2], os.Args[4], os.Args[5]
	connection = dial(address)
	client = flight.NewClientFromConn(connection, nil)
	zstdClient = flight.NewClientFromConn(dial(os.Args[3]), nil)
	addDescriptions()
	addTypes()
	addTransfers()
	addActions()
	addEnds()
	addServices()
	addEdges()
	addQueries()
	addSecurity()
	add("memory", func() {
		act("clear", nil)
		for _, on := range []flight.Client{client, zstdClient} {
			noMemory(on)
		}
	})
	run(os.Args[1])
}

func noMemory(on flight.Client) {
	var used string
	for i := 0; i < 50; i++ {
		if used = string(actOn(on, background, "allocator", nil)[0]); used == "0" {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	check(false, "the server uses %s bytes", used)
}

func path(segments ...string) *flight.FlightDescriptor {
	return &flight.FlightDescriptor{Type: flight.DescriptorPATH, Path: segments}
}

func command(limit int) *flight.FlightDescriptor {
	body := get(json.Marshal(map[string]any{"type": "numbers-below", "limit": limit}))
	return &flight.FlightDescriptor{Type: flight.DescriptorCMD, Cmd: body}
}

func act(name string, body []byte) [][]byte {
	return actOn(client, background, name, body)
}

func actOn(on flight.Client, ctx context.Context, name string, body []byte) [][]byte {
	return get(tryAct(on, ctx, name, body))
}

func tryAct(on flight.Client, ctx context.Context, name string, body []byte, options ...grpc.CallOption) ([][]byte, error) {
	stream, err := on.DoAction(ctx, &flight.Action{Type: name, Body: body}, options...)
	if err != nil {
		return nil, err
	}
	results := [][]byte{}
	for {
		result, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return results, nil
		}
		if err != nil {
			return nil, err
		}
		results = append(results, result.Body)
	}
}

func info(descriptor *flight.FlightDescriptor) *flight.FlightInfo {
	return get(client.GetFlightInfo(background, descriptor))
}

type message struct {
	batch    arrow.RecordBatch
	metadata string
}

func readAll(reader *flight.Reader) []message {
	messages := []message{}
	for reader.Next() {
		batch := reader.RecordBatch()
		batch.Retain()
		messages = append(messages, message{batch, string(reader.LatestAppMetadata())})
	}
	must(reader.Err())
	return messages
}

func readTicket(on flight.Client, ticket *flight.Ticket) (*arrow.Schema, []message, error) {
	stream, err := on.DoGet(background, ticket)
	if err != nil {
		return nil, nil, err
	}
	reader, err := flight.NewRecordReader(stream)
	if err != nil {
		return nil, nil, err
	}
	return reader.Schema(), readAll(reader), nil
}

func readOn(on flight.Client, descriptor *flight.FlightDescriptor) (*arrow.Schema, []message) {
	endpoints := get(on.GetFlightInfo(background, descriptor)).Endpoint
	equal(len(endpoints), 1)
	schema, messages, err := readTicket(on, endpoints[0].Ticket)
	must(err)
	return schema, messages
}

func read(descriptor *flight.FlightDescriptor) []message {
	_, messages := readOn(client, descriptor)
	return messages
}

func ids(messages []message) []int {
	result := []int{}
	for _, m := range messages {
		for _, id := range m.batch.Column(0).(*array.Int32).Int32Values() {
			result = append(result, int(id))
		}
	}
	return result
}

func rows(messages []message) []int64 {
	result := []int64{}
	for _, m := range messages {
		result = append(result, m.batch.NumRows())
	}
	return result
}

func put(segments []string, schema *arrow.Schema, batches []arrow.RecordBatch, metadata []string, options ...ipc.Option) []string {
	stream := get(client.DoPut(background))
	writer := flight.NewRecordWriter(stream, append(options, ipc.WithSchema(schema))...)
	writer.SetFlightDescriptor(path(segments...))
	answers := []string{}
	for i, batch := range batches {
		if metadata != nil && metadata[i] != "" {
			must(writer.WriteWithAppMetadata(batch, []byte(metadata[i])))
		} else {
			must(writer.Write(batch))
		}
		answers = append(answers, string(get(stream.Recv()).AppMetadata))
	}
	must(writer.Close())
	must(stream.CloseSend())
	_, err := stream.Recv()
	check(errors.Is(err, io.EOF), "instead of the end: %v", err)
	return answers
}

func store(name string, schema *arrow.Schema, batches []arrow.RecordBatch, options ...ipc.Option) {
	put([]string{"store", name}, schema, batches, nil, options...)
}

func same(messages []message, batches []arrow.RecordBatch, what string) {
	equal(len(messages), len(batches))
	for i, m := range messages {
		check(m.batch.NumRows() == batches[i].NumRows(), "%s: %d rows", what, m.batch.NumRows())
		for c := range batches[i].Columns() {
			actual, expected := m.batch.Column(c), batches[i].Column(c)
			check(array.Equal(actual, expected) || actual.String() == expected.String(),
				"%s: %v is not %v", what, actual, expected)
		}
	}
}

func roundTrip(name string, schema *arrow.Schema, batches []arrow.RecordBatch, options ...ipc.Option) {
	store(name, schema, batches, options...)
	actual, messages := readOn(client, path("store", name))
	check(actual.Equal(schema), "%v is not %v", actual, schema)
	same(messages, batches, name)
}

func longs(count int) arrow.RecordBatch {
	builder := array.NewInt64Builder(memory.DefaultAllocator)
	builder.Reserve(count)
	for i := 0; i < count; i++ {
		builder.UnsafeAppend(int64(i))
	}
	schema := arrow.NewSchema([]arrow.Field{nullable("v", arrow.PrimitiveTypes.Int64)}, nil)
	return array.NewRecordBatch(schema, []arrow.Array{builder.NewArray()}, int64(count))
}

func names(stream flight.FlightService_ListFlightsClient, err error) []string {
	must(err)
	result := []string{}
	for {
		listed, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return result
		}
		must(err)
		result = append(result, strings.Join(listed.FlightDescriptor.Path, "/"))
	}
}

func list(criteria string) []string {
	return names(client.ListFlights(background, &flight.Criteria{Expression: []byte(criteria)}))
}

func numerals(schema []byte) {
	actual := get(flight.DeserializeSchema(schema, memory.DefaultAllocator))
	expected := arrow.NewSchema([]arrow.Field{{Name: "id", Type: arrow.PrimitiveTypes.Int32},
		nullable("name", arrow.BinaryTypes.String)}, nil)
	check(actual.Equal(expected), "%v is not %v", actual, expected)
}

func addDescriptions() {
	add("list-all", func() {
		schema, batches := sample("int32")
		store("listed", schema, batches)
		found := list("")
		for _, name := range []string{"numbers", "shapes/no-rows", "store/listed"} {
			check(slices.Contains(found, name), "%s is not in %v", name, found)
		}
	})
	add("list-criteria", func() {
		schema, batches := sample("int32")
		store("listed", schema, batches)
		equal(list("numbers"), []string{"numbers"})
		equal(list("store/list"), []string{"store/listed"})
		equal(list("none"), []string{})
	})
	add("info-path", func() {
		described := info(path("described", "ordered"))
		numerals(described.Schema)
		equal([]int64{described.TotalRecords, described.TotalBytes}, []int64{80, 4321})
		equal(described.FlightDescriptor.Path, []string{"described", "ordered"})
		equal(info(path("numbers")).TotalRecords, int64(-1))
		equal(ids(read(path("numbers"))), []int{0, 1, 2})
	})
	add("info-cmd", func() {
		described := info(command(4))
		numerals(described.Schema)
		check(bytes.Equal(described.FlightDescriptor.Cmd, command(4).Cmd), "%v", described.FlightDescriptor)
		equal(ids(read(command(4))), []int{0, 1, 2, 3})
	})
	add("schema-path", func() { numerals(get(client.GetSchema(background, path("numbers"))).Schema) })
	add("schema-cmd", func() { numerals(get(client.GetSchema(background, command(4))).Schema) })
	add("poll-path", func() {
		poll := get(client.PollFlightInfo(background, path("described", "ordered")))
		numerals(poll.Info.Schema)
		check(poll.FlightDescriptor == nil && poll.GetProgress() == 1, "%v", poll)
		equal(len(poll.Info.Endpoint), 8)
	})
	add("poll-cmd", func() {
		poll := get(client.PollFlightInfo(background, command(4)))
		numerals(poll.Info.Schema)
		check(poll.FlightDescriptor == nil && poll.GetProgress() == 1, "%v", poll)
	})
	partitions := func(kind string) (*flight.FlightInfo, []int) {
		described := info(path("described", kind))
		equal(len(described.Endpoint), 8)
		result := []int{}
		for _, endpoint := range described.Endpoint {
			_, messages, err := readTicket(client, endpoint.Ticket)
			must(err)
			result = append(result, ids(messages)...)
		}
		return described, result
	}
	add("partitions-ordered", func() {
		described, rows := partitions("ordered")
		check(described.Ordered, "not ordered")
		equal(rows, span(0, 80))
	})
	add("partitions-unordered", func() {
		described, rows := partitions("plain")
		check(!described.Ordered, "ordered")
		slices.Sort(rows)
		equal(rows, span(0, 80))
		for _, endpoint := range described.Endpoint {
			equal(len(endpoint.Location), 0)
		}
	})
	add("reuse-connection", func() {
		described, rows := partitions("reuse")
		for _, endpoint := range described.Endpoint {
			equal(len(endpoint.Location), 1)
			equal(endpoint.Location[0].Uri, reuseConnection)
		}
		equal(len(rows), 80)
	})
	add("expiry", func() {
		described, rows := partitions("expiring")
		expected := get(time.Parse(time.RFC3339Nano, "2100-01-02T03:04:05.123456789Z"))
		for _, endpoint := range described.Endpoint {
			check(endpoint.ExpirationTime.AsTime().Equal(expected), "%v", endpoint.ExpirationTime)
		}
		equal(len(rows), 80)
		_, _, err := readTicket(client, info(path("described", "expired")).Endpoint[0].Ticket)
		check(status.Code(err) == codes.NotFound && strings.Contains(err.Error(), "expired"), "%v", err)
		check(info(path("numbers")).Endpoint[0].ExpirationTime == nil, "an expiry of its own accord")
	})
	add("metadata-info", func() { equal(string(info(path("described", "plain")).AppMetadata), "info of plain") })
	add("metadata-endpoint", func() {
		for i, endpoint := range info(path("described", "plain")).Endpoint {
			equal(string(endpoint.AppMetadata), fmt.Sprintf("endpoint %d", i))
		}
	})
}

func addTypes() {
	for _, name := range act("types", nil) {
		name := string(name)
		add("type-"+name, func() {
			schema, batches := sample(name)
			roundTrip("type-"+name, schema, batches)
			actual, messages := readOn(client, path("types", name))
			check(arrow.TypeEqual(actual.Field(0).Type, schema.Field(0).Type) || strings.Contains(name, "dictionary"),
				"%v is not %v", actual, schema)
			same(messages, batches, "generated")
		})
	}
	add("unknown-type", func() {
		for _, t := range []arrow.DecimalType{&arrow.Decimal32Type{Precision: 5}, &arrow.Decimal64Type{Precision: 12}} {
			schema := arrow.NewSchema([]arrow.Field{nullable("v", t)}, nil)
			stream := get(client.DoPut(background))
			writer := flight.NewRecordWriter(stream, ipc.WithSchema(schema))
			writer.SetFlightDescriptor(path("store", "unknown"))
			batch := array.NewRecordBatch(schema, []arrow.Array{array.MakeArrayOfNull(memory.DefaultAllocator, t, 3)}, 3)
			must(writer.Write(batch))
			_, err := stream.Recv()
			equal(status.Code(err), codes.InvalidArgument)
		}
	})
	add("all-nulls", func() {
		for _, name := range []string{"int32", "utf8", "utf8_view", "list", "bool", "fixed_size_binary"} {
			schema := arrow.NewSchema([]arrow.Field{field(name)}, nil)
			nulls := array.MakeArrayOfNull(memory.DefaultAllocator, schema.Field(0).Type, 9)
			roundTrip("nulls", schema, []arrow.RecordBatch{array.NewRecordBatch(schema, []arrow.Array{nulls}, 9)})
		}
	})
	add("empty-batches", func() {
		equal(rows(read(path("shapes", "empty-batches"))), []int64{0, 2, 0})
		store("empty", longs(0).Schema(), []arrow.RecordBatch{longs(0), longs(2), longs(0)})
		equal(rows(read(path("store", "empty"))), []int64{0, 2, 0})
	})
	add("no-columns", func() {
		equal(rows(read(path("shapes", "no-columns"))), []int64{5, 3})
		schema := arrow.NewSchema(nil, nil)
		store("no-columns", schema, []arrow.RecordBatch{array.NewRecordBatch(schema, nil, 5)})
		equal(rows(read(path("store", "no-columns"))), []int64{5})
	})
	add("no-rows", func() {
		schema, messages := readOn(client, path("shapes", "no-rows"))
		equal(len(messages), 0)
		equal(schema.Field(0).Name, "v")
		store("no-rows", longs(0).Schema(), nil)
		equal(len(read(path("store", "no-rows"))), 0)
	})
	features = append(features, feature{"sliced", func() string {
		for _, name := range []string{"int32", "bool", "utf8", "utf8_view", "list", "large_list", "fixed_size_list",
			"struct", "map", "run_end_encoded", "dictionary", "list_of_dictionary"} {
			f := field(name)
			schema := arrow.NewSchema([]arrow.Field{f}, nil)
			values := array.MakeFromData(column(f, span(0, 40)))
			batch := array.NewRecordBatch(schema, []arrow.Array{values}, 40)
			roundTrip("sliced "+name, schema,
				[]arrow.RecordBatch{batch.NewSlice(0, 3), batch.NewSlice(3, 16), batch.NewSlice(29, 40)})
		}
		return "without list views and unions, of which arrow-go's writer cannot write slices"
	}})
	add("dictionary-change", func() {
		schema := arrow.NewSchema([]arrow.Field{nullable("v", textDictionary)}, nil)
		batch := func(words ...string) arrow.RecordBatch {
			builder := array.NewDictionaryBuilder(memory.DefaultAllocator, textDictionary).(*array.BinaryDictionaryBuilder)
			for _, word := range words {
				must(builder.AppendString(word))
			}
			return array.NewRecordBatch(schema, []arrow.Array{builder.NewArray()}, int64(len(words)))
		}
		for _, deltas := range []bool{false, true} {
			batches := []arrow.RecordBatch{batch("a", "b"), batch("a", "b", "c"), batch("x", "y"), batch("a", "b")}
			store("changing", schema, batches, ipc.WithDictionaryDeltas(deltas))
			same(read(path("store", "changing")), batches, fmt.Sprintf("deltas %t", deltas))
		}
	})
	compressed := func(option ipc.Option) func() {
		return func() {
			for _, name := range []string{"int64", "bool", "utf8", "utf8_view", "list", "struct", "dense_union", "dictionary"} {
				schema, batches := sample(name)
				roundTrip("compressed", schema, batches, option)
			}
			large := longs(100_000)
			roundTrip("compressed", large.Schema(), []arrow.RecordBatch{large}, option)
		}
	}
	add("zstd-up", compressed(ipc.WithZstd()))
	add("lz4-up", compressed(ipc.WithLZ4()))
	add("zstd-down", func() {
		for _, name := range act("types", nil) {
			_, batches := sample(string(name))
			_, messages := readOn(zstdClient, path("types", string(name)))
			same(messages, batches, string(name))
		}
	})
}

func addTransfers() {
	add("metadata-batches", func() {
		stream := get(client.DoGet(background, info(path("shapes", "metadata")).Endpoint[0].Ticket))
		reader := get(flight.NewRecordReader(stream))
		for i := 0; i < 3; i++ {
			check(reader.Next(), "batch %d: %v", i, reader.Err())
			equal(reader.RecordBatch().NumRows(), int64(i+1))
			equal(string(reader.LatestAppMetadata()), fmt.Sprintf("batch %d", i))
		}
		// the package's reader takes no message without a batch
		equal(string(get(stream.Recv()).AppMetadata), "the end")
		_, err := stream.Recv()
		check(errors.Is(err, io.EOF), "%v", err)
	})
	add("metadata-put", func() {
		schema, batches := sample("int32")
		// the package puts the metadata of a first batch on the schema, too
		metadata := []string{"first", "second", "third"}
		answers := put([]string{"store", "metadata"}, schema, batches, metadata)
		equal(answers, []string{"7:first", "7:second", "12:third"})
		for i, m := range read(path("store", "metadata")) {
			equal(m.metadata, metadata[i])
		}
	})
	add("put-acks", func() {
		var batches []arrow.RecordBatch
		var expected []string
		for i := 1; i <= 50; i++ {
			batches = append(batches, longs(10))
			expected = append(expected, fmt.Sprintf("%d:", 10*i))
		}
		equal(put([]string{"store", "acks"}, longs(0).Schema(), batches, nil), expected)
	})
	add("exchange-duplex", func() {
		const count = 256
		batch := longs(131_072)
		stream := get(client.DoExchange(background))
		sent := make(chan error, 1)
		go func() {
			writer := flight.NewRecordWriter(stream, ipc.WithSchema(batch.Schema()))
			writer.SetFlightDescriptor(path("echo"))
			var err error
			for i := 0; i < count && err == nil; i++ {
				err = writer.Write(batch)
			}
			sent <- errors.Join(err, writer.Close(), stream.CloseSend())
		}()
		reader := get(flight.NewRecordReader(stream))
		received := 0
		for reader.Next() {
			check(array.RecordEqual(reader.RecordBatch(), batch), "the batch is not what was sent")
			received++
		}
		must(reader.Err())
		must(<-sent)
		equal(received, count)
	})
	add("exchange-turns", func() {
		stream := get(client.DoExchange(background))
		writer := flight.NewRecordWriter(stream, ipc.WithSchema(longs(0).Schema()))
		writer.SetFlightDescriptor(path("echo"))
		var reader *flight.Reader
		for i := 0; i < 20; i++ {
			turn := ""
			if i == 0 {
				must(writer.Write(longs(i)))
			} else {
				turn = fmt.Sprintf("turn %d", i)
				must(writer.WriteWithAppMetadata(longs(i), []byte(turn)))
			}
			if reader == nil {
				reader = get(flight.NewRecordReader(stream))
			}
			check(reader.Next(), "%v", reader.Err())
			equal(reader.RecordBatch().NumRows(), int64(i))
			equal(string(reader.LatestAppMetadata()), turn)
		}
		must(writer.WriteMetadata([]byte("alone")))
		equal(string(get(stream.Recv()).AppMetadata), "alone")
		must(stream.CloseSend())
		_, err := stream.Recv()
		check(errors.Is(err, io.EOF), "%v", err)
	})
	large := func(on flight.Client) (largest int64) {
		_, messages := readOn(on, path("shapes", "large"))
		var next int64
		for _, m := range messages {
			largest = max(largest, m.batch.NumRows())
			for _, value := range m.batch.Column(0).(*array.Int64).Int64Values() {
				check(value == next, "%d instead of %d", value, next)
				next++
			}
		}
		equal(next, int64(largeRows))
		return largest
	}
	add("large-down-sliced", func() { check(large(client)*8 <= 3<<20, "slices are too large") })
	add("large-down-single", func() { equal(large(zstdClient), int64(largeRows)) })
	add("large-up", func() {
		batch := longs(largeRows)
		equal(put([]string{"store", "large"}, batch.Schema(), []arrow.RecordBatch{batch}, nil), []string{"12500000:"})
		var total int64
		for _, m := range read(path("store", "large")) {
			check(array.SliceEqual(m.batch.Column(0), 0, m.batch.NumRows(), batch.Column(0), total, total+m.batch.NumRows()),
				"not what was sent")
			total += m.batch.NumRows()
		}
		equal(total, int64(largeRows))
		act("clear", nil)
	})
	add("concurrent", func() {
		descriptor := path("shapes", "together", unique(), "64")
		ticket := info(descriptor).Endpoint[0].Ticket
		var group sync.WaitGroup
		failures := make(chan error, 64)
		for i := 0; i < 64; i++ {
			group.Go(func() {
				_, messages, err := readTicket(client, ticket)
				var total int64
				for _, count := range rows(messages) {
					total += count
				}
				if err == nil && total != 1000 {
					err = fmt.Errorf("%d rows", total)
				}
				failures <- err
			})
		}
		group.Wait()
		close(failures)
		for err := range failures {
			must(err)
		}
	})
}

func unique() string {
	return "go-" + strconv.FormatInt(time.Now().UnixNano(), 36)
}

func addActions() {
	add("action-none", func() { equal(act("none", nil), [][]byte{}) })
	add("action-one", func() {
		body := []byte{0, 1, 255}
		equal(act("one", body), [][]byte{body})
		equal(len(act("one", nil)[0]), 0)
	})
	add("action-many", func() {
		results := act("many", nil)
		equal(len(results), 1000)
		for i, result := range results {
			equal(string(result), strconv.Itoa(i))
		}
	})
	add("list-actions", func() {
		stream := get(client.ListActions(background, &flight.Empty{}))
		actions := map[string]string{}
		for {
			action, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				break
			}
			must(err)
			actions[action.Type] = action.Description
		}
		equal(actions["many"], "Answers with a thousand numbers")
	})
	headers := func() (results [][]byte, header, trailer metadata.MD) {
		ctx := metadata.AppendToOutgoingContext(background, "x-interop-text", "hello", "x-interop-bin", "\x00\x01\xff")
		results = get(tryAct(client, ctx, "headers", nil, grpc.Header(&header), grpc.Trailer(&trailer)))
		return results, header, trailer
	}
	add("headers-in", func() {
		results, _, _ := headers()
		equal(results, [][]byte{[]byte("hello"), []byte("[0, 1, -1]")})
	})
	add("headers-out", func() {
		_, header, _ := headers()
		equal(header.Get("x-interop-header"), []string{"header hello"})
		equal(header.Get("x-interop-header-bin"), []string{"\x00\x01\xff"})
	})
	add("trailers-out", func() {
		_, _, trailer := headers()
		equal(trailer.Get("x-interop-trailer"), []string{"trailer hello"})
		equal(trailer.Get("x-interop-trailer-bin"), []string{"\x00\x01\xff"})
	})
}
