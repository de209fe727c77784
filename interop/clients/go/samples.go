package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/extensions"
	"github.com/apache/arrow-go/v18/arrow/float16"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// The sample of each type. A value is made of a seed; every fourth one is null.

var sampleBatches = [][2]int{{0, 7}, {7, 0}, {7, 5}}

var textDictionary = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}

func nullable(name string, t arrow.DataType) arrow.Field {
	return arrow.Field{Name: name, Type: t, Nullable: true}
}

func field(name string) arrow.Field {
	int32s := arrow.PrimitiveTypes.Int32
	number, text := nullable("number", int32s), nullable("text", arrow.BinaryTypes.String)
	codes := []arrow.UnionTypeCode{0, 1}
	units := []struct {
		name string
		unit arrow.TimeUnit
	}{{"s", arrow.Second}, {"ms", arrow.Millisecond}, {"us", arrow.Microsecond}, {"ns", arrow.Nanosecond}}
	types := map[string]arrow.DataType{
		"null": arrow.Null, "bool": arrow.FixedWidthTypes.Boolean,
		"int8": arrow.PrimitiveTypes.Int8, "int16": arrow.PrimitiveTypes.Int16,
		"int32": arrow.PrimitiveTypes.Int32, "int64": arrow.PrimitiveTypes.Int64,
		"uint8": arrow.PrimitiveTypes.Uint8, "uint16": arrow.PrimitiveTypes.Uint16,
		"uint32": arrow.PrimitiveTypes.Uint32, "uint64": arrow.PrimitiveTypes.Uint64,
		"float16": arrow.FixedWidthTypes.Float16, "float32": arrow.PrimitiveTypes.Float32,
		"float64":    arrow.PrimitiveTypes.Float64,
		"decimal128": &arrow.Decimal128Type{Precision: 38, Scale: 3},
		"decimal256": &arrow.Decimal256Type{Precision: 76, Scale: 5},
		"utf8":       arrow.BinaryTypes.String, "large_utf8": arrow.BinaryTypes.LargeString,
		"utf8_view": arrow.BinaryTypes.StringView,
		"binary":    arrow.BinaryTypes.Binary, "large_binary": arrow.BinaryTypes.LargeBinary,
		"binary_view":       arrow.BinaryTypes.BinaryView,
		"fixed_size_binary": &arrow.FixedSizeBinaryType{ByteWidth: 3},
		"uuid":              extensions.NewUUIDType(),
		"extension":         &arrow.FixedSizeBinaryType{ByteWidth: 16},
		"date32":            arrow.FixedWidthTypes.Date32, "date64": arrow.FixedWidthTypes.Date64,
		"time32_s": arrow.FixedWidthTypes.Time32s, "time32_ms": arrow.FixedWidthTypes.Time32ms,
		"time64_us": arrow.FixedWidthTypes.Time64us, "time64_ns": arrow.FixedWidthTypes.Time64ns,
		"interval_months":         arrow.FixedWidthTypes.MonthInterval,
		"interval_day_time":       arrow.FixedWidthTypes.DayTimeInterval,
		"interval_month_day_nano": arrow.FixedWidthTypes.MonthDayNanoInterval,
		"list":                    arrow.ListOf(int32s), "large_list": arrow.LargeListOf(int32s),
		"list_view": arrow.ListViewOf(int32s), "large_list_view": arrow.LargeListViewOf(int32s),
		"fixed_size_list": arrow.FixedSizeListOf(2, int32s),
		"struct":          arrow.StructOf(nullable("a", int32s), nullable("b", arrow.BinaryTypes.String)),
		"map":             arrow.MapOf(arrow.BinaryTypes.String, int32s),
		"sparse_union":    arrow.SparseUnionOf([]arrow.Field{number, text}, codes),
		"dense_union":     arrow.DenseUnionOf([]arrow.Field{number, text}, codes),
		"run_end_encoded": arrow.RunEndEncodedOf(int32s, arrow.BinaryTypes.String),
		"dictionary":      textDictionary, "list_of_dictionary": arrow.ListOf(textDictionary),
		"dictionary_of_dictionary": &arrow.DictionaryType{IndexType: int32s,
			ValueType: arrow.StructOf(nullable("label", textDictionary))},
	}
	for _, u := range units {
		types["timestamp_"+u.name] = &arrow.TimestampType{Unit: u.unit}
		types["timestamp_tz_"+u.name] = &arrow.TimestampType{Unit: u.unit, TimeZone: "Europe/Vienna"}
		types["duration_"+u.name] = &arrow.DurationType{Unit: u.unit}
	}
	result := nullable("v", types[name])
	check(result.Type != nil, "no type %s", name)
	if name == "extension" {
		result.Metadata = arrow.MetadataFrom(map[string]string{
			"ARROW:extension:name": "interop.id", "ARROW:extension:metadata": "v1"})
	}
	return result
}

func text(seed int) string {
	if seed%3 == 2 {
		return fmt.Sprintf("a longer text, number %d", seed)
	}
	return fmt.Sprintf("text %d", seed)
}

func bytesOf(t arrow.DataType, seed int) []byte {
	switch t.ID() {
	case arrow.STRING, arrow.LARGE_STRING, arrow.STRING_VIEW:
		return []byte(text(seed))
	}
	return append([]byte{0xFF}, text(seed)...)
}

func counting(seed, width int) []byte {
	result := make([]byte, width)
	for i := range result {
		result[i] = byte(seed + i)
	}
	return result
}

func number(width int, value int64) []byte {
	return binary.LittleEndian.AppendUint64(nil, uint64(value))[:width]
}

func fixed(t arrow.DataType, seed int) []byte {
	n := int64(seed)
	switch t := t.(type) {
	case *arrow.Float16Type:
		return binary.LittleEndian.AppendUint16(nil, float16.New(float32(seed)+0.5).Uint16())
	case *arrow.Float32Type:
		return binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(seed)+0.5))
	case *arrow.Float64Type:
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(float64(seed)+0.5))
	case *arrow.Decimal128Type:
		return decimal(16, big.NewInt(1_234_567_890_123), seed)
	case *arrow.Decimal256Type:
		return decimal(32, new(big.Int).Exp(big.NewInt(10), big.NewInt(50), nil), seed)
	case *arrow.FixedSizeBinaryType:
		return counting(seed, t.ByteWidth)
	case *arrow.Date32Type:
		return number(4, n*1000-5000)
	case *arrow.Date64Type:
		return number(8, (n*1000-5000)*86_400_000)
	case *arrow.Time32Type:
		return number(4, n*1000+7)
	case *arrow.Time64Type:
		return number(8, n*1000+7)
	case *arrow.TimestampType:
		return number(8, 1_600_000_000*int64(1e9)/int64(t.Unit.Multiplier())+n)
	case *arrow.DurationType:
		return number(8, n*1000-7)
	case *arrow.MonthIntervalType:
		return number(4, n*13-5)
	case *arrow.DayTimeIntervalType:
		return append(number(4, n-3), number(4, n*1000)...)
	case *arrow.MonthDayNanoIntervalType:
		return append(append(number(4, n-3), number(4, n*2)...), number(8, n*1_000_000_007)...)
	}
	width := t.(arrow.FixedWidthDataType).Bytes()
	if arrow.IsUnsignedInteger(t.ID()) {
		return number(width, -1-n)
	}
	top := int64(math.MaxInt64) >> (64 - 8*width)
	if seed%2 == 0 {
		return number(width, top-n)
	}
	return number(width, -top-1+n)
}

func decimal(width int, base *big.Int, seed int) []byte {
	value := new(big.Int).Add(base, big.NewInt(int64(seed)))
	if seed%2 == 1 {
		value.Sub(new(big.Int).Lsh(big.NewInt(1), uint(8*width)), value)
	}
	result := value.FillBytes(make([]byte, width))
	for i, j := 0, width-1; i < j; i, j = i+1, j-1 {
		result[i], result[j] = result[j], result[i]
	}
	return result
}

func span(start, count int) []int {
	result := make([]int, count)
	for i := range result {
		result[i] = start + i
	}
	return result
}

func bits(count int, bit func(i int) bool) *memory.Buffer {
	result := make([]byte, (count+7)/8)
	for i := 0; i < count; i++ {
		if bit(i) {
			result[i/8] |= 1 << (i % 8)
		}
	}
	return memory.NewBufferBytes(result)
}

func numbers(width int, values []int) *memory.Buffer {
	var result []byte
	for _, value := range values {
		result = append(result, number(width, int64(value))...)
	}
	return memory.NewBufferBytes(result)
}

// column makes a column buffer by buffer, as the columnar format says.
func column(f arrow.Field, seeds []int) arrow.ArrayData {
	t, n := f.Type, len(seeds)
	valid := func(seed int) bool { return !f.Nullable || seed%4 != 3 }
	nulls := 0
	for _, seed := range seeds {
		if !valid(seed) {
			nulls++
		}
	}
	validity := bits(n, func(i int) bool { return valid(seeds[i]) })
	data := func(children []arrow.ArrayData, buffers ...*memory.Buffer) arrow.ArrayData {
		return array.NewData(t, n, append([]*memory.Buffer{validity}, buffers...), children, nulls, 0)
	}
	offsets, sizes := []int{0}, []int{}
	for _, seed := range seeds {
		size := 0
		if valid(seed) {
			size = seed % 3
		}
		sizes = append(sizes, size)
		offsets = append(offsets, offsets[len(offsets)-1]+size)
	}
	items := span(0, offsets[n])
	following := make([]int, n)
	for i, seed := range seeds {
		following[i] = seed + 1
	}
	children := func(fields []arrow.Field, seeds []int) (result []arrow.ArrayData) {
		for _, child := range fields {
			result = append(result, column(child, seeds))
		}
		return result
	}
	switch t := t.(type) {
	case *arrow.NullType:
		return array.NewData(t, n, []*memory.Buffer{nil}, nil, n, 0)
	case *arrow.BooleanType:
		return data(nil, bits(n, func(i int) bool { return seeds[i]%3 == 0 }))
	case *arrow.StringViewType, *arrow.BinaryViewType:
		views, long := views(t, seeds, valid)
		if len(long) == 0 {
			return data(nil, memory.NewBufferBytes(views))
		}
		return data(nil, memory.NewBufferBytes(views), memory.NewBufferBytes(long))
	case arrow.BinaryDataType:
		ends, bytes := []int{0}, []byte{}
		for _, seed := range seeds {
			if valid(seed) {
				bytes = append(bytes, bytesOf(t, seed)...)
			}
			ends = append(ends, len(bytes))
		}
		return data(nil, numbers(t.Layout().Buffers[1].ByteWidth, ends), memory.NewBufferBytes(bytes))
	case *arrow.ListType:
		return data(children(t.Fields(), items), numbers(4, offsets))
	case *arrow.LargeListType:
		return data(children(t.Fields(), items), numbers(8, offsets))
	case *arrow.ListViewType:
		return data(children(t.Fields(), items), numbers(4, offsets[:n]), numbers(4, sizes))
	case *arrow.LargeListViewType:
		return data(children(t.Fields(), items), numbers(8, offsets[:n]), numbers(8, sizes))
	case *arrow.FixedSizeListType:
		return data(children(t.Fields(), span(0, 2*n)))
	case *arrow.MapType:
		return data(children(t.Fields(), items), numbers(4, offsets))
	case *arrow.StructType:
		return data(children(t.Fields(), following))
	case arrow.UnionType:
		return union(t, seeds)
	case *arrow.RunEndEncodedType:
		runs := (n + 1) / 2
		var ends []int
		for run := 0; run < runs; run++ {
			ends = append(ends, min(2*run+2, n))
		}
		runEnds := array.NewData(arrow.PrimitiveTypes.Int32, runs, []*memory.Buffer{nil, numbers(4, ends)}, nil, 0, 0)
		values := column(nullable("values", t.Encoded()), span(0, runs))
		return array.NewData(t, n, []*memory.Buffer{nil}, []arrow.ArrayData{runEnds, values}, 0, 0)
	case *arrow.DictionaryType:
		indices := make([]int, n)
		for i, seed := range seeds {
			indices[i] = seed % 3
		}
		values := column(arrow.Field{Type: t.ValueType}, span(0, 3)).(*array.Data)
		width := t.IndexType.(arrow.FixedWidthDataType).Bytes()
		return array.NewDataWithDictionary(t, n, []*memory.Buffer{validity, numbers(width, indices)}, nulls, 0, values)
	case arrow.ExtensionType:
		storage := column(nullable(f.Name, t.StorageType()), seeds)
		return array.NewData(t, n, storage.Buffers(), nil, nulls, 0)
	}
	var values []byte
	for _, seed := range seeds {
		value := fixed(t, seed)
		if !valid(seed) {
			value = make([]byte, len(value))
		}
		values = append(values, value...)
	}
	return data(nil, memory.NewBufferBytes(values))
}

func views(t arrow.DataType, seeds []int, valid func(int) bool) (views, long []byte) {
	for _, seed := range seeds {
		var value []byte
		if valid(seed) {
			value = bytesOf(t, seed)
		}
		view := make([]byte, 16)
		copy(view, number(4, int64(len(value))))
		copy(view[4:], value[:min(len(value), 12)])
		if len(value) > 12 {
			copy(view[8:], number(8, int64(len(long))<<32))
			long = append(long, value...)
		}
		views = append(views, view...)
	}
	return views, long
}

func union(t arrow.UnionType, seeds []int) arrow.ArrayData {
	types := make([]byte, len(seeds))
	positions := make([]int, len(seeds))
	chosen := [2][]int{}
	for i, seed := range seeds {
		types[i] = byte(seed % 2)
		positions[i] = len(chosen[seed%2])
		chosen[seed%2] = append(chosen[seed%2], seed)
	}
	buffers := []*memory.Buffer{nil, memory.NewBufferBytes(types)}
	if t.Mode() == arrow.DenseMode {
		buffers = append(buffers, numbers(4, positions))
	} else {
		chosen = [2][]int{seeds, seeds}
	}
	var children []arrow.ArrayData
	for i, child := range t.Fields() {
		children = append(children, column(child, chosen[i]))
	}
	return array.NewData(t, len(seeds), buffers, children, 0, 0)
}

func sample(name string) (*arrow.Schema, []arrow.RecordBatch) {
	f := field(name)
	schema := arrow.NewSchema([]arrow.Field{f}, nil)
	var batches []arrow.RecordBatch
	for _, b := range sampleBatches {
		values := array.MakeFromData(column(f, span(b[0], b[1])))
		batches = append(batches, array.NewRecordBatch(schema, []arrow.Array{values}, int64(b[1])))
	}
	return schema, batches
}
