package main

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow/flight"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
)

var statusCodes = map[string]codes.Code{
	"UNKNOWN": codes.Unknown, "INTERNAL": codes.Internal, "INVALID_ARGUMENT": codes.InvalidArgument,
	"TIMED_OUT": codes.DeadlineExceeded, "NOT_FOUND": codes.NotFound, "ALREADY_EXISTS": codes.AlreadyExists,
	"CANCELLED": codes.Canceled, "UNAUTHENTICATED": codes.Unauthenticated, "UNAUTHORIZED": codes.PermissionDenied,
	"UNIMPLEMENTED": codes.Unimplemented, "UNAVAILABLE": codes.Unavailable,
	"RESOURCE_EXHAUSTED": codes.ResourceExhausted,
}

func fails(err error, name string) {
	equal(status.Code(err), statusCodes[name])
	equal(status.Convert(err).Message(), "message "+name)
}

func became(id string) {
	equal(string(act("became", []byte(id))[0]), "cancelled")
}

func addEnds() {
	for name := range statusCodes {
		add("error-"+name, func() {
			var trailer metadata.MD
			_, err := tryAct(client, background, "fail", []byte(name), grpc.Trailer(&trailer))
			fails(err, name)
			equal(trailer.Get("x-interop-reason"), []string{"reason " + name})
			equal(trailer.Get("x-interop-reason-bin"), []string{"bytes " + name})
		})
	}
	add("error-get", func() {
		stream := get(client.DoGet(background, info(path("fail", "UNAUTHORIZED")).Endpoint[0].Ticket))
		reader := get(flight.NewRecordReader(stream))
		check(reader.Next() && reader.RecordBatch().NumRows() == 10, "no batch")
		check(!reader.Next(), "another batch")
		check(strings.Contains(reader.Err().Error(), "message UNAUTHORIZED"), "%v", reader.Err())
	})
	add("error-put", func() {
		stream := get(client.DoPut(background))
		writer := flight.NewRecordWriter(stream, ipc.WithSchema(longs(0).Schema()))
		writer.SetFlightDescriptor(path("fail", "UNAUTHORIZED"))
		for i := 0; i < 100_000 && writer.Write(longs(1000)) == nil; i++ {
		}
		_, err := stream.Recv()
		fails(err, "UNAUTHORIZED")
	})
	late := func(err error) { equal(status.Code(err), codes.DeadlineExceeded) }
	add("deadline-action", func() {
		ctx, cancel := context.WithTimeout(background, 30*time.Second)
		defer cancel()
		left := get(strconv.Atoi(string(actOn(client, ctx, "time-left", nil)[0])))
		check(left > 20_000 && left <= 30_000, "%d", left)
		id := unique()
		short, cancelShort := context.WithTimeout(background, 300*time.Millisecond)
		defer cancelShort()
		_, err := tryAct(client, short, "slow", []byte(id))
		late(err)
		became(id)
	})
	add("deadline-get", func() {
		id := unique()
		ticket := info(path("slow", id)).Endpoint[0].Ticket
		ctx, cancel := context.WithTimeout(background, 300*time.Millisecond)
		defer cancel()
		stream := get(client.DoGet(ctx, ticket))
		_, err := stream.Recv()
		late(err)
		became(id)
	})
	cancelled := func(name string, start func(ctx context.Context, id string)) {
		add("cancel-"+name, func() {
			id := unique()
			ctx, cancel := context.WithCancel(background)
			start(ctx, id)
			cancel()
			became(id)
		})
	}
	cancelled("get", func(ctx context.Context, id string) {
		stream := get(client.DoGet(ctx, info(path("endless", id)).Endpoint[0].Ticket))
		check(get(flight.NewRecordReader(stream)).Next(), "no batch")
	})
	cancelled("put", func(ctx context.Context, id string) {
		writer := flight.NewRecordWriter(get(client.DoPut(ctx)), ipc.WithSchema(longs(0).Schema()))
		writer.SetFlightDescriptor(path("endless", id))
		must(writer.Write(longs(10)))
		time.Sleep(200 * time.Millisecond)
	})
	cancelled("exchange", func(ctx context.Context, id string) {
		stream := get(client.DoExchange(ctx))
		writer := flight.NewRecordWriter(stream, ipc.WithSchema(longs(0).Schema()))
		writer.SetFlightDescriptor(path("endless", id))
		must(writer.Write(longs(10)))
		check(get(flight.NewRecordReader(stream)).Next(), "no batch")
	})
	cancelled("action", func(ctx context.Context, id string) {
		stream := get(client.DoAction(ctx, &flight.Action{Type: "endless", Body: []byte(id)}))
		equal(string(get(stream.Recv()).Body), "more")
	})
	cancelled("list", func(ctx context.Context, id string) {
		stream := get(client.ListFlights(ctx, &flight.Criteria{Expression: []byte("endless:" + id)}))
		get(stream.Recv())
	})
}

func addServices() {
	const service = "arrow.flight.protocol.FlightService"
	add("reflection", func() {
		stream := get(grpc_reflection_v1.NewServerReflectionClient(connection).ServerReflectionInfo(background))
		must(stream.Send(&grpc_reflection_v1.ServerReflectionRequest{
			MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{}}))
		found := false
		for _, listed := range get(stream.Recv()).GetListServicesResponse().Service {
			found = found || listed.Name == service
		}
		check(found, "%s is not listed", service)
		must(stream.Send(&grpc_reflection_v1.ServerReflectionRequest{
			MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: service}}))
		check(len(get(stream.Recv()).GetFileDescriptorResponse().FileDescriptorProto) > 0, "no file")
		must(stream.CloseSend())
		_, err := stream.Recv()
		check(errors.Is(err, io.EOF), "%v", err)
	})
	add("health", func() {
		health := grpc_health_v1.NewHealthClient(connection)
		answer := get(health.Check(background, &grpc_health_v1.HealthCheckRequest{}))
		equal(answer.Status, grpc_health_v1.HealthCheckResponse_SERVING)
	})
}
