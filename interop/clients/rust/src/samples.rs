//! The sample of each type. A value is made of a seed; every fourth one is null.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{RecordBatch, RecordBatchOptions, make_array};
use arrow_buffer::{Buffer, i256};
use arrow_data::ArrayData;
use arrow_schema::{
    DataType, Field, Fields, IntervalUnit, Schema, SchemaRef, TimeUnit, UnionFields, UnionMode,
};

const BATCHES: [(i64, i64); 3] = [(0, 7), (7, 0), (7, 5)];

fn nullable(name: &str, data_type: DataType) -> Field {
    Field::new(name, data_type, true)
}

fn text_dictionary() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8))
}

fn extension(name: &str, metadata: &str) -> Field {
    nullable("v", DataType::FixedSizeBinary(16)).with_metadata(HashMap::from([
        ("ARROW:extension:name".to_string(), name.to_string()),
        ("ARROW:extension:metadata".to_string(), metadata.to_string()),
    ]))
}

fn unit(name: &str) -> TimeUnit {
    match name.rsplit('_').next().unwrap_or("") {
        "s" => TimeUnit::Second,
        "ms" => TimeUnit::Millisecond,
        "us" => TimeUnit::Microsecond,
        _ => TimeUnit::Nanosecond,
    }
}

pub fn field(name: &str) -> Field {
    let item = || Arc::new(nullable("item", DataType::Int32));
    let union = || {
        UnionFields::try_new(
            [0, 1],
            [
                nullable("number", DataType::Int32),
                nullable("text", DataType::Utf8),
            ],
        )
        .expect("a union")
    };
    let data_type = match name {
        "null" => DataType::Null,
        "bool" => DataType::Boolean,
        "int8" => DataType::Int8,
        "int16" => DataType::Int16,
        "int32" => DataType::Int32,
        "int64" => DataType::Int64,
        "uint8" => DataType::UInt8,
        "uint16" => DataType::UInt16,
        "uint32" => DataType::UInt32,
        "uint64" => DataType::UInt64,
        "float16" => DataType::Float16,
        "float32" => DataType::Float32,
        "float64" => DataType::Float64,
        "decimal128" => DataType::Decimal128(38, 3),
        "decimal256" => DataType::Decimal256(76, 5),
        "utf8" => DataType::Utf8,
        "large_utf8" => DataType::LargeUtf8,
        "utf8_view" => DataType::Utf8View,
        "binary" => DataType::Binary,
        "large_binary" => DataType::LargeBinary,
        "binary_view" => DataType::BinaryView,
        "fixed_size_binary" => DataType::FixedSizeBinary(3),
        "uuid" => return extension("arrow.uuid", ""),
        "extension" => return extension("interop.id", "v1"),
        "date32" => DataType::Date32,
        "date64" => DataType::Date64,
        "time32_s" | "time32_ms" => DataType::Time32(unit(name)),
        "time64_us" | "time64_ns" => DataType::Time64(unit(name)),
        "interval_months" => DataType::Interval(IntervalUnit::YearMonth),
        "interval_day_time" => DataType::Interval(IntervalUnit::DayTime),
        "interval_month_day_nano" => DataType::Interval(IntervalUnit::MonthDayNano),
        "list" => DataType::List(item()),
        "large_list" => DataType::LargeList(item()),
        "list_view" => DataType::ListView(item()),
        "large_list_view" => DataType::LargeListView(item()),
        "fixed_size_list" => DataType::FixedSizeList(item(), 2),
        "struct" => DataType::Struct(Fields::from(vec![
            nullable("a", DataType::Int32),
            nullable("b", DataType::Utf8),
        ])),
        "map" => {
            let entries = DataType::Struct(Fields::from(vec![
                Field::new("key", DataType::Utf8, false),
                nullable("value", DataType::Int32),
            ]));
            DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
        }
        "sparse_union" => DataType::Union(union(), UnionMode::Sparse),
        "dense_union" => DataType::Union(union(), UnionMode::Dense),
        "run_end_encoded" => DataType::RunEndEncoded(
            Arc::new(Field::new("run_ends", DataType::Int32, false)),
            Arc::new(nullable("values", DataType::Utf8)),
        ),
        "dictionary" => text_dictionary(),
        "list_of_dictionary" => DataType::List(Arc::new(nullable("item", text_dictionary()))),
        "dictionary_of_dictionary" => DataType::Dictionary(
            Box::new(DataType::Int32),
            Box::new(DataType::Struct(Fields::from(vec![nullable(
                "label",
                text_dictionary(),
            )]))),
        ),
        _ if name.starts_with("timestamp_tz") => {
            DataType::Timestamp(unit(name), Some("Europe/Vienna".into()))
        }
        _ if name.starts_with("timestamp") => DataType::Timestamp(unit(name), None),
        _ if name.starts_with("duration") => DataType::Duration(unit(name)),
        _ => panic!("no type {name}"),
    };
    nullable("v", data_type)
}

fn text(seed: i64) -> String {
    if seed % 3 == 2 {
        format!("a longer text, number {seed}")
    } else {
        format!("text {seed}")
    }
}

fn bytes_of(data_type: &DataType, seed: i64) -> Vec<u8> {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => text(seed).into_bytes(),
        _ => [&[0xFF], text(seed).as_bytes()].concat(),
    }
}

fn number(width: usize, value: i64) -> Vec<u8> {
    value.to_le_bytes()[..width].to_vec()
}

fn signed(width: usize, seed: i64) -> Vec<u8> {
    let top = i64::MAX >> (64 - 8 * width);
    number(
        width,
        if seed % 2 == 0 {
            top - seed
        } else {
            -top - 1 + seed
        },
    )
}

fn fixed(data_type: &DataType, seed: i64) -> Vec<u8> {
    let sign = if seed % 2 == 0 { 1 } else { -1 };
    match data_type {
        DataType::Int8 => signed(1, seed),
        DataType::Int16 => signed(2, seed),
        DataType::Int32 => signed(4, seed),
        DataType::Int64 => signed(8, seed),
        DataType::UInt8 => number(1, -1 - seed),
        DataType::UInt16 => number(2, -1 - seed),
        DataType::UInt32 => number(4, -1 - seed),
        DataType::UInt64 => number(8, -1 - seed),
        DataType::Float16 => {
            type Half = <arrow_array::types::Float16Type as ArrowPrimitiveType>::Native;
            Half::from_f32(seed as f32 + 0.5).to_le_bytes().to_vec()
        }
        DataType::Float32 => (seed as f32 + 0.5).to_le_bytes().to_vec(),
        DataType::Float64 => (seed as f64 + 0.5).to_le_bytes().to_vec(),
        DataType::Decimal128(..) => (i128::from(sign) * (1_234_567_890_123 + i128::from(seed)))
            .to_le_bytes()
            .to_vec(),
        DataType::Decimal256(..) => {
            let base = i256::from_string(&format!("1{}", "0".repeat(50))).expect("a number");
            let value = base
                .wrapping_add(i256::from(seed))
                .wrapping_mul(i256::from(sign));
            value.to_le_bytes().to_vec()
        }
        DataType::FixedSizeBinary(width) => {
            (0..*width).map(|i| (seed + i64::from(i)) as u8).collect()
        }
        DataType::Date32 => number(4, seed * 1000 - 5000),
        DataType::Date64 => number(8, (seed * 1000 - 5000) * 86_400_000),
        DataType::Time32(_) => number(4, seed * 1000 + 7),
        DataType::Time64(_) => number(8, seed * 1000 + 7),
        DataType::Timestamp(unit, _) => {
            let per_second = match unit {
                TimeUnit::Second => 1,
                TimeUnit::Millisecond => 1_000,
                TimeUnit::Microsecond => 1_000_000,
                TimeUnit::Nanosecond => 1_000_000_000,
            };
            number(8, 1_600_000_000 * per_second + seed)
        }
        DataType::Duration(_) => number(8, seed * 1000 - 7),
        DataType::Interval(IntervalUnit::YearMonth) => number(4, seed * 13 - 5),
        DataType::Interval(IntervalUnit::DayTime) => {
            [number(4, seed - 3), number(4, seed * 1000)].concat()
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => [
            number(4, seed - 3),
            number(4, seed * 2),
            number(8, seed * 1_000_000_007),
        ]
        .concat(),
        _ => panic!("no value of {data_type}"),
    }
}

fn bits(flags: impl Iterator<Item = bool>) -> Buffer {
    let mut bytes = vec![];
    for (i, flag) in flags.enumerate() {
        if i % 8 == 0 {
            bytes.push(0);
        }
        bytes[i / 8] |= u8::from(flag) << (i % 8);
    }
    Buffer::from_vec(bytes)
}

fn numbers(width: usize, values: &[i64]) -> Buffer {
    Buffer::from_vec(
        values
            .iter()
            .flat_map(|value| number(width, *value))
            .collect::<Vec<u8>>(),
    )
}

/// Makes a column buffer by buffer, as the columnar format says.
pub fn column(field: &Field, seeds: &[i64]) -> ArrayData {
    let data_type = field.data_type();
    let n = seeds.len();
    let valid = |seed: &i64| !field.is_nullable() || seed % 4 != 3;
    let builder = ArrayData::builder(data_type.clone()).len(n);
    let with_nulls = || {
        ArrayData::builder(data_type.clone())
            .len(n)
            .null_bit_buffer(Some(bits(seeds.iter().map(valid))))
    };
    let sizes: Vec<i64> = seeds
        .iter()
        .map(|seed| if valid(seed) { seed % 3 } else { 0 })
        .collect();
    let mut offsets = vec![0];
    for size in &sizes {
        offsets.push(offsets[offsets.len() - 1] + size);
    }
    let items: Vec<i64> = (0..offsets[n]).collect();
    let following: Vec<i64> = seeds.iter().map(|seed| seed + 1).collect();
    let builder = match data_type {
        DataType::Null => builder,
        DataType::Boolean => with_nulls().add_buffer(bits(seeds.iter().map(|seed| seed % 3 == 0))),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Binary | DataType::LargeBinary => {
            let (mut ends, mut values) = (vec![0], vec![]);
            for seed in seeds {
                values.extend(if valid(seed) {
                    bytes_of(data_type, *seed)
                } else {
                    vec![]
                });
                ends.push(values.len() as i64);
            }
            let large = matches!(data_type, DataType::LargeUtf8 | DataType::LargeBinary);
            with_nulls()
                .add_buffer(numbers(if large { 8 } else { 4 }, &ends))
                .add_buffer(Buffer::from_vec(values))
        }
        DataType::Utf8View | DataType::BinaryView => {
            let (views, long) = views(data_type, seeds, valid);
            let builder = with_nulls().add_buffer(Buffer::from_vec(views));
            if long.is_empty() {
                builder
            } else {
                builder.add_buffer(Buffer::from_vec(long))
            }
        }
        DataType::List(item) | DataType::Map(item, _) => with_nulls()
            .add_buffer(numbers(4, &offsets))
            .add_child_data(column(item, &items)),
        DataType::LargeList(item) => with_nulls()
            .add_buffer(numbers(8, &offsets))
            .add_child_data(column(item, &items)),
        DataType::ListView(item) => with_nulls()
            .add_buffer(numbers(4, &offsets[..n]))
            .add_buffer(numbers(4, &sizes))
            .add_child_data(column(item, &items)),
        DataType::LargeListView(item) => with_nulls()
            .add_buffer(numbers(8, &offsets[..n]))
            .add_buffer(numbers(8, &sizes))
            .add_child_data(column(item, &items)),
        DataType::FixedSizeList(item, size) => {
            let items: Vec<i64> = (0..n as i64 * i64::from(*size)).collect();
            with_nulls().add_child_data(column(item, &items))
        }
        DataType::Struct(fields) => with_nulls().child_data(
            fields
                .iter()
                .map(|child| column(child, &following))
                .collect(),
        ),
        DataType::Union(fields, mode) => {
            let types: Vec<u8> = seeds.iter().map(|seed| (seed % 2) as u8).collect();
            let chosen = |id: i64| {
                seeds
                    .iter()
                    .copied()
                    .filter(|seed| seed % 2 == id)
                    .collect::<Vec<i64>>()
            };
            let positions: Vec<i64> = (0..n)
                .map(|i| {
                    types[..i]
                        .iter()
                        .filter(|other| **other == types[i])
                        .count() as i64
                })
                .collect();
            let builder = builder.add_buffer(Buffer::from_vec(types));
            match mode {
                UnionMode::Dense => builder.add_buffer(numbers(4, &positions)).child_data(
                    fields
                        .iter()
                        .map(|(id, child)| column(child, &chosen(i64::from(id))))
                        .collect(),
                ),
                UnionMode::Sparse => builder.child_data(
                    fields
                        .iter()
                        .map(|(_, child)| column(child, seeds))
                        .collect(),
                ),
            }
        }
        DataType::RunEndEncoded(ends, values) => {
            let runs = n.div_ceil(2);
            let last: Vec<i64> = (0..runs).map(|run| (2 * run + 2).min(n) as i64).collect();
            let run_ends = ArrayData::builder(ends.data_type().clone())
                .len(runs)
                .add_buffer(numbers(4, &last))
                .align_buffers(true);
            let seeds: Vec<i64> = (0..runs as i64).collect();
            builder.child_data(vec![
                run_ends.build().expect("run ends"),
                column(values, &seeds),
            ])
        }
        DataType::Dictionary(index, values) => {
            let indices: Vec<i64> = seeds.iter().map(|seed| seed % 3).collect();
            let width = index.primitive_width().expect("a width");
            let values = Field::new("values", values.as_ref().clone(), false);
            with_nulls()
                .add_buffer(numbers(width, &indices))
                .add_child_data(column(&values, &[0, 1, 2]))
        }
        _ => {
            let width = fixed(data_type, 0).len();
            let value = |seed: &i64| {
                if valid(seed) {
                    fixed(data_type, *seed)
                } else {
                    vec![0; width]
                }
            };
            with_nulls().add_buffer(Buffer::from_vec(
                seeds.iter().flat_map(value).collect::<Vec<u8>>(),
            ))
        }
    };
    builder.align_buffers(true).build().expect("a column")
}

fn views(data_type: &DataType, seeds: &[i64], valid: impl Fn(&i64) -> bool) -> (Vec<u8>, Vec<u8>) {
    let (mut views, mut long) = (vec![], vec![]);
    for seed in seeds {
        let value = if valid(seed) {
            bytes_of(data_type, *seed)
        } else {
            vec![]
        };
        let mut view = number(4, value.len() as i64);
        if value.len() <= 12 {
            view.extend(&value);
            view.resize(16, 0);
        } else {
            view.extend(&value[..4]);
            view.extend(number(4, 0));
            view.extend(number(4, long.len() as i64));
            long.extend(&value);
        }
        views.extend(view);
    }
    (views, long)
}

pub fn batch(schema: &SchemaRef, columns: Vec<ArrayData>, rows: usize) -> RecordBatch {
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    let columns = columns.into_iter().map(make_array).collect();
    RecordBatch::try_new_with_options(schema.clone(), columns, &options).expect("a batch")
}

pub fn sample(name: &str) -> (SchemaRef, Vec<RecordBatch>) {
    let schema: SchemaRef = Arc::new(Schema::new(vec![field(name)]));
    let batches = BATCHES
        .iter()
        .map(|(first, rows)| {
            let seeds: Vec<i64> = (*first..first + rows).collect();
            batch(&schema, vec![column(schema.field(0), &seeds)], seeds.len())
        })
        .collect();
    (schema, batches)
}
