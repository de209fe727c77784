package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"
)

// notAvailable is what a test panics with when the library cannot do it.
type notAvailable string

type feature struct {
	name string
	test func() string
}

var features []feature

func add(name string, test func()) {
	features = append(features, feature{name, func() string { test(); return "" }})
}

func check(condition bool, format string, args ...any) {
	if !condition {
		panic(fmt.Errorf(format, args...))
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func get[T any](value T, err error) T {
	must(err)
	return value
}

func equal(actual, expected any) {
	if !reflect.DeepEqual(actual, expected) {
		panic(fmt.Errorf("%.300v is not %.300v", actual, expected))
	}
}

// within fails a test that hangs instead of waiting for ever.
func within(limit time.Duration, test func() string) (result, detail string) {
	type outcome struct{ result, detail string }
	done := make(chan outcome, 1)
	go func() {
		defer func() {
			switch failure := recover().(type) {
			case nil:
			case notAvailable:
				done <- outcome{"n/a", string(failure)}
			default:
				done <- outcome{"FAIL", fmt.Sprint(failure)}
			}
		}()
		done <- outcome{"ok", test()}
	}()
	select {
	case o := <-done:
		return o.result, o.detail
	case <-time.After(limit):
		return "FAIL", "no end after " + limit.String()
	}
}

func run(path string) {
	out := get(os.Create(path))
	defer out.Close()
	for _, f := range features {
		if !strings.Contains(f.name, os.Getenv("INTEROP_ONLY")) {
			continue
		}
		start := time.Now()
		result, detail := within(time.Minute, f.test)
		detail = strings.Join(strings.Fields(detail), " ")
		fmt.Fprintf(out, "%s\t%s\t%.500s\n", f.name, result, detail)
		if result == "FAIL" || os.Getenv("INTEROP_TRACE") != "" {
			fmt.Fprintf(os.Stderr, "%s %s %s (%s)\n", f.name, result, detail, time.Since(start))
		}
	}
}
