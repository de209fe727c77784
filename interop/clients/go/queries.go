package main

import (
	"io"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow/flight"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

func endpointIds(endpoints []*flight.FlightEndpoint) []int {
	result := []int{}
	for _, endpoint := range endpoints {
		_, messages, err := readTicket(client, endpoint.Ticket)
		must(err)
		result = append(result, ids(messages)...)
	}
	return result
}

// pollOn polls until the query has ended or the test says stop.
func pollOn(descriptor *flight.FlightDescriptor, each func(*flight.PollInfo) bool) *flight.PollInfo {
	for {
		poll := get(client.PollFlightInfo(background, descriptor))
		if each(poll) || poll.FlightDescriptor == nil {
			return poll
		}
		descriptor = poll.FlightDescriptor
	}
}

func addQueries() {
	add("query-poll", func() {
		progress := map[float64]bool{}
		endpoints := 0
		last := pollOn(path("steps", unique(), "5"), func(poll *flight.PollInfo) bool {
			if poll.Progress != nil {
				progress[*poll.Progress] = true
			}
			check(len(poll.Info.Endpoint) >= endpoints, "an endpoint is gone")
			check(poll.FlightDescriptor == nil || poll.ExpirationTime != nil, "no expiry")
			endpoints = len(poll.Info.Endpoint)
			return false
		})
		check(len(progress) >= 3, "progress %v", progress)
		equal(endpointIds(last.Info.Endpoint), span(0, 5))
	})
	add("query-early", func() {
		early := pollOn(path("steps", unique(), "8"), func(poll *flight.PollInfo) bool {
			return len(poll.Info.Endpoint) > 0
		})
		check(early.FlightDescriptor != nil, "the query has ended")
		equal(endpointIds(early.Info.Endpoint[:1])[0], 0)
		last := pollOn(early.FlightDescriptor, func(*flight.PollInfo) bool { return false })
		equal(endpointIds(last.Info.Endpoint), span(0, 8))
	})
	add("query-info", func() {
		described := info(path("steps", unique(), "3"))
		for range 2 {
			equal(endpointIds(described.Endpoint), span(0, 3))
		}
	})
	add("query-cancel", func() {
		id := unique()
		early := pollOn(path("steps", id, "100"), func(poll *flight.PollInfo) bool { return len(poll.Info.Endpoint) > 0 })
		cancelled := get(client.CancelFlightInfo(background, &flight.CancelFlightInfoRequest{Info: early.Info}))
		equal(cancelled.Status, flight.CancelStatusCancelled)
		equal(string(act("query-became", []byte(id))[0]), "interrupted")
		_, err := client.PollFlightInfo(background, early.FlightDescriptor)
		check(err != nil, "the cancelled query goes on")
		_, _, err = readTicket(client, early.Info.Endpoint[0].Ticket)
		equal(status.Code(err), codes.Canceled)
	})
	add("cancel-info", func() {
		described := info(path("endless", unique()))
		stream := get(client.DoGet(background, described.Endpoint[0].Ticket))
		get(stream.Recv())
		cancelled := get(client.CancelFlightInfo(background, &flight.CancelFlightInfoRequest{Info: described}))
		equal(cancelled.Status, flight.CancelStatusCancelled)
		var err error
		for err == nil {
			_, err = stream.Recv()
		}
		equal(status.Code(err), codes.Canceled)
		_, _, err = readTicket(client, described.Endpoint[0].Ticket)
		equal(status.Code(err), codes.Canceled)
		_, err = client.CancelFlightInfo(background, &flight.CancelFlightInfoRequest{Info: &flight.FlightInfo{
			FlightDescriptor: path("no", "such"), Schema: described.Schema}})
		equal(status.Code(err), codes.NotFound)
	})
	expired := func(ticket *flight.Ticket) {
		_, _, err := readTicket(client, ticket)
		check(status.Code(err) == codes.NotFound && strings.Contains(err.Error(), "expired"), "%v", err)
	}
	add("renew", func() {
		endpoint := info(path("soon-expired")).Endpoint[0]
		time.Sleep(3500 * time.Millisecond)
		renewed := get(client.RenewFlightEndpoint(background, &flight.RenewFlightEndpointRequest{Endpoint: endpoint}))
		check(renewed.ExpirationTime.AsTime().After(endpoint.ExpirationTime.AsTime()), "not renewed")
		time.Sleep(3 * time.Second)
		equal(endpointIds([]*flight.FlightEndpoint{endpoint, renewed}), []int{0, 1, 2, 0, 1, 2})
		time.Sleep(3600 * time.Millisecond)
		expired(renewed.Ticket)
		_, err := client.RenewFlightEndpoint(background, &flight.RenewFlightEndpointRequest{Endpoint: renewed})
		check(err != nil, "renewed after its expiry")
	})
	add("read-until-expiry", func() {
		endpoint := info(path("soon-expired")).Endpoint[0]
		equal(endpointIds([]*flight.FlightEndpoint{endpoint, endpoint}), []int{0, 1, 2, 0, 1, 2})
		time.Sleep(6100 * time.Millisecond)
		expired(endpoint.Ticket)
	})
	add("session", session)
}

func session() {
	// a load balancer's cookie goes with every call
	ctx := metadata.AppendToOutgoingContext(background, "cookie", "balancer=node-1")
	on := get(flight.NewClientWithMiddleware(address, nil, []flight.ClientMiddleware{flight.NewClientCookieMiddleware()},
		grpc.WithTransportCredentials(insecure.NewCredentials())))
	defer on.Close()
	options := map[string]any{"text": "value", "flag": true, "number": int64(1) << 40, "share": 0.25,
		"list": []string{"a", "b"}, "gone": "soon"}
	set := func(options map[string]any) {
		result := get(on.SetSessionOptions(ctx,
			&flight.SetSessionOptionsRequest{SessionOptions: get(flight.NewSessionOptionValues(options))}))
		equal(len(result.Errors), 0)
	}
	set(options)
	set(map[string]any{"gone": nil})
	delete(options, "gone")
	found := get(on.GetSessionOptions(ctx, &flight.GetSessionOptionsRequest{})).SessionOptions
	equal(len(found), len(options))
	for name, value := range get(flight.NewSessionOptionValues(options)) {
		equal(found[name].String(), value.String())
	}
	equal(string(actOn(on, ctx, "session-option", []byte("text"))[0]), "value")
	equal(get(on.CloseSession(ctx, &flight.CloseSessionRequest{})).Status, flight.CloseSessionResultClosed)
	if left, err := on.GetSessionOptions(ctx, &flight.GetSessionOptionsRequest{}); err == nil {
		equal(len(left.SessionOptions), 0)
	} else {
		check(err != io.EOF, "%v", err)
	}
}
