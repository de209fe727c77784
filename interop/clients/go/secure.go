package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/flight"
	gen "github.com/apache/arrow-go/v18/arrow/flight/gen/flight"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

var passwords = map[string]string{"reader": "read:ing €", "writer": "writing"}

func pem(name string) []byte {
	return get(os.ReadFile(filepath.Join(tlsDirectory, name)))
}

func dialSecure(certificates ...tls.Certificate) *grpc.ClientConn {
	roots := x509.NewCertPool()
	check(roots.AppendCertsFromPEM(pem("server.pem")), "no certificate")
	config := &tls.Config{RootCAs: roots, Certificates: certificates}
	return get(grpc.NewClient(secureAddress, grpc.WithTransportCredentials(credentials.NewTLS(config))))
}

func secured(auth flight.ClientAuthHandler) flight.Client {
	return flight.NewClientFromConn(dialSecure(), auth)
}

func authorized(value string) context.Context {
	return metadata.AppendToOutgoingContext(background, "authorization", value)
}

func basic(name, password string) context.Context {
	return authorized("Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password)))
}

func as(name string) context.Context {
	return basic(name, passwords[name])
}

func caller(on flight.Client, ctx context.Context) (string, error) {
	results, err := tryAct(on, ctx, "caller", nil)
	if err != nil {
		return "", err
	}
	return string(results[0]), nil
}

func isCaller(on flight.Client, ctx context.Context, name string) {
	equal(get(caller(on, ctx)), name)
}

func unauthenticated(err error) {
	equal(status.Code(err), codes.Unauthenticated)
}

// login is the older handshake: a BasicAuth message, whose answer is the token.
type login struct {
	name, password string
	token          string
}

func (l *login) Authenticate(_ context.Context, conn flight.AuthConn) error {
	if err := conn.Send(get(proto.Marshal(&flight.BasicAuth{Username: l.name, Password: l.password}))); err != nil {
		return err
	}
	token, err := conn.Read()
	l.token = string(token)
	return err
}

func (l *login) GetToken(context.Context) (string, error) {
	return l.token, nil
}

func addSecurity() {
	add("tls-basic", func() {
		on := secured(nil)
		isCaller(on, as("reader"), "reader")
		isCaller(on, as("writer"), "writer")
		for _, ctx := range []context.Context{basic("reader", "wrong"), basic("nobody", "writing")} {
			_, err := caller(on, ctx)
			unauthenticated(err)
		}
	})
	add("tls-handshake", func() {
		on := secured(nil)
		isCaller(on, get(on.AuthenticateBasicToken(background, "reader", passwords["reader"])), "reader")
		_, err := on.AuthenticateBasicToken(background, "reader", "wrong")
		unauthenticated(err)
	})
	add("tls-payload", func() {
		right := &login{name: "reader", password: passwords["reader"]}
		on := secured(right)
		must(on.Authenticate(background))
		isCaller(on, metadata.AppendToOutgoingContext(background, "auth-token-bin", right.token), "reader")
		unauthenticated(secured(&login{name: "reader", password: "wrong"}).Authenticate(background))
	})
	add("tls-altered", altered)
	add("tls-certificate", func() {
		certificate := get(tls.X509KeyPair(pem("client.pem"), pem("client.key")))
		on := flight.NewClientFromConn(dialSecure(certificate), nil)
		isCaller(on, background, "reader")
		isCaller(on, as("writer"), "writer")
		stranger := get(tls.X509KeyPair(pem("server.pem"), pem("server.key")))
		_, err := caller(flight.NewClientFromConn(dialSecure(stranger), nil), background)
		check(err != nil, "a certificate that nobody trusts is taken")
	})
	add("tls-rights", rights)
	add("tls-ticket", func() {
		on := secured(nil)
		ticket := get(on.GetFlightInfo(as("reader"), path("caller"))).Endpoint[0].Ticket
		reader := get(flight.NewRecordReader(get(on.DoGet(as("reader"), ticket))))
		check(reader.Next(), "no row")
		equal(reader.RecordBatch().Column(0).(*array.String).Value(0), "reader")
		_, err := get(on.DoGet(as("writer"), ticket)).Recv()
		equal(status.Code(err), codes.PermissionDenied)
	})
	add("tls-anonymous", anonymous)
}

func altered() {
	on := secured(nil)
	ctx := get(on.AuthenticateBasicToken(background, "reader", passwords["reader"]))
	sent, _ := metadata.FromOutgoingContext(ctx)
	parts := strings.Split(strings.TrimPrefix(sent.Get("authorization")[0], "Bearer "), ".")
	equal(len(parts), 3)
	swap := func(part, old, new string) string {
		text := string(get(base64.RawURLEncoding.DecodeString(part)))
		check(strings.Contains(text, old), "%s is not in %s", old, text)
		return base64.RawURLEncoding.EncodeToString([]byte(strings.ReplaceAll(text, old, new)))
	}
	writer := swap(parts[1], "reader", "writer")
	for _, bad := range []string{parts[0] + "." + writer + "." + parts[2],
		swap(parts[0], "HS256", "none") + "." + writer + ".", parts[0] + "." + parts[1] + "." + parts[2][1:],
		parts[0] + "." + parts[1] + ".", "nonsense"} {
		_, err := caller(on, authorized("Bearer "+bad))
		unauthenticated(err)
	}
}

func rights() {
	on := secured(nil)
	batch := longs(3)
	send := func(ctx context.Context) error {
		stream := get(on.DoPut(ctx))
		writer := flight.NewRecordWriter(stream, ipc.WithSchema(batch.Schema()))
		writer.SetFlightDescriptor(path("store", "secure"))
		// who is refused hears it when he asks for the answer
		_ = writer.Write(arrow.RecordBatch(batch))
		_ = writer.Close()
		_ = stream.CloseSend()
		_, err := stream.Recv()
		return err
	}
	must(send(as("writer")))
	equal(status.Code(send(as("reader"))), codes.PermissionDenied)
	hidden := path("hidden", "caller")
	equal(len(get(on.GetFlightInfo(as("writer"), hidden)).Endpoint), 1)
	_, err := on.GetFlightInfo(as("reader"), hidden)
	equal(status.Code(err), codes.NotFound)
	for name, expected := range map[string]bool{"reader": false, "writer": true} {
		listed := names(on.ListFlights(as(name), &flight.Criteria{}))
		check(slices.Contains(listed, "caller"), "%v", listed)
		equal(slices.Contains(listed, "hidden/caller"), expected)
	}
}

// anonymous walks the service's methods, so that none is forgotten.
func anonymous() {
	conn := dialSecure()
	service := gen.FlightService_ServiceDesc
	calls := []*grpc.StreamDesc{}
	for i := range service.Streams {
		calls = append(calls, &service.Streams[i])
	}
	for _, method := range service.Methods {
		calls = append(calls, &grpc.StreamDesc{StreamName: method.MethodName})
	}
	equal(len(calls), 10)
	for _, call := range calls {
		stream := get(conn.NewStream(background, call, "/"+service.ServiceName+"/"+call.StreamName))
		if err := stream.SendMsg(&emptypb.Empty{}); err != nil && !errors.Is(err, io.EOF) {
			panic(err)
		}
		must(stream.CloseSend())
		err := stream.RecvMsg(&emptypb.Empty{})
		check(status.Code(err) == codes.Unauthenticated, "%s: %v", call.StreamName, err)
	}
}
