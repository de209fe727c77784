//! What is tried for each feature.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arrow_array::{Array, Int32Array, Int64Array, RecordBatch, StringArray, make_array};
use arrow_flight::decode::{DecodedPayload, FlightDataDecoder, FlightRecordBatchStream};
use arrow_flight::error::FlightError;
use arrow_flight::utils::batches_to_flight_data;
use arrow_flight::{Action, Criteria, FlightData, FlightDescriptor, FlightInfo, Ticket};
use arrow_ipc::writer::IpcWriteOptions;
use arrow_ipc::{CompressionType, root_as_message};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use futures::{StreamExt, TryStreamExt, stream};
use tonic::metadata::MetadataValue;
use tonic::{Code, Request};

use crate::connection::{
    Connection, Failure, Outcome, by_hand, check, encode, equal, failed, is_batch, longs, path,
    rows, same, status,
};
use crate::queries;
use crate::samples::{batch, column, field, sample};

const LARGE_ROWS: i64 = 12_500_000;
const EXPIRY: (i64, i32) = (4_102_542_245, 123_456_789);

fn not_available(reason: &str) -> Outcome<()> {
    Err(Failure::NotAvailable(reason.to_string()))
}

fn plain_options() -> IpcWriteOptions {
    IpcWriteOptions::default()
}

pub fn unique() -> String {
    format!(
        "rust-{}",
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map(|time| time.as_nanos())
            .unwrap_or(0)
    )
}

fn command() -> FlightDescriptor {
    FlightDescriptor::new_cmd(r#"{"type":"numbers-below","limit":4}"#)
}

pub async fn run(name: &str, plain: &Connection, zstd: &Connection) -> Outcome<String> {
    match name.split_once('-') {
        Some(("type", type_name)) => sample_type(plain, type_name).await?,
        Some(("error", code)) if code.chars().all(|c| c.is_uppercase() || c == '_') => {
            error(plain, code).await?
        }
        _ if queries::run(name, plain).await? => {}
        Some(("cancel", rpc)) => cancel(plain, rpc).await?,
        Some(("edge", "ticket")) => {
            let ticket = Ticket::new(vec![b'x'; 1 << 20]);
            equal(
                status(plain.read_ticket(ticket).await)?.code(),
                Code::InvalidArgument,
            )?;
        }
        Some(("edge", _)) => not_available("arrow-flight writes well-formed streams only")?,
        _ => match describing(name, plain).await? {
            true => {}
            false => transferring(name, plain, zstd).await?,
        },
    }
    Ok(String::new())
}

fn numerals() -> Schema {
    Schema::new(vec![
        Field::new("id", DataType::Int32, false),
        Field::new("name", DataType::Utf8, true),
    ])
}

async fn describing(name: &str, plain: &Connection) -> Outcome<bool> {
    match name {
        "list-all" => {
            store_longs(plain, "listed", &[1]).await?;
            let found = list(plain, "").await?;
            for expected in ["numbers", "shapes/no-rows", "store/listed"] {
                check(
                    found.contains(&expected.to_string()),
                    format!("{expected} is not in {found:?}"),
                )?;
            }
        }
        "list-criteria" => {
            store_longs(plain, "listed", &[1]).await?;
            equal(list(plain, "numbers").await?, vec!["numbers"])?;
            equal(list(plain, "store/list").await?, vec!["store/listed"])?;
            equal(list(plain, "none").await?, Vec::<String>::new())?;
        }
        "info-path" => {
            let info = plain.info(&["described", "ordered"]).await?;
            equal((info.total_records, info.total_bytes), (80, 4321))?;
            equal(
                info.flight_descriptor.clone(),
                Some(path(&["described", "ordered"])),
            )?;
            equal(info.try_decode_schema()?, numerals())?;
            equal(plain.info(&["numbers"]).await?.total_records, -1)?;
            equal(ids(&plain.read(&["numbers"]).await?), vec![0, 1, 2])?;
        }
        "info-cmd" => {
            let info = plain.client().get_flight_info(command()).await?;
            equal(info.flight_descriptor.clone(), Some(command()))?;
            equal(info.try_decode_schema()?, numerals())?;
            let (_, batches) = plain.read_ticket(plain.ticket(command()).await?).await?;
            equal(ids(&batches), vec![0, 1, 2, 3])?;
        }
        "schema-path" => equal(
            plain.client().get_schema(path(&["numbers"])).await?,
            numerals(),
        )?,
        "schema-cmd" => equal(plain.client().get_schema(command()).await?, numerals())?,
        "poll-path" => poll(plain, path(&["described", "ordered"])).await?,
        "poll-cmd" => poll(plain, command()).await?,
        "partitions-ordered" => {
            let (info, rows) = partitions(plain, "ordered").await?;
            check(info.ordered, "not ordered")?;
            equal(rows, (0..80).collect::<Vec<i32>>())?;
        }
        "partitions-unordered" => {
            let (info, mut rows) = partitions(plain, "plain").await?;
            rows.sort();
            check(
                !info.ordered && info.endpoint.iter().all(|each| each.location.is_empty()),
                format!("{info:?}"),
            )?;
            equal(rows, (0..80).collect::<Vec<i32>>())?;
        }
        "reuse-connection" => {
            let (info, rows) = partitions(plain, "reuse").await?;
            for endpoint in info.endpoint {
                let uris: Vec<&str> = endpoint
                    .location
                    .iter()
                    .map(|location| location.uri.as_str())
                    .collect();
                equal(uris, vec!["arrow-flight-reuse-connection://?"])?;
            }
            equal(rows.len(), 80)?;
        }
        "expiry" => {
            let (info, rows) = partitions(plain, "expiring").await?;
            for endpoint in info.endpoint {
                equal(
                    endpoint
                        .expiration_time
                        .map(|time| (time.seconds, time.nanos)),
                    Some(EXPIRY),
                )?;
            }
            equal(rows.len(), 80)?;
            let mut expired = plain.info(&["described", "expired"]).await?;
            let ticket = expired.endpoint.remove(0).ticket.unwrap_or_default();
            let status = status(plain.read_ticket(ticket).await)?;
            check(
                status.code() == Code::NotFound && status.message().contains("expired"),
                status,
            )?;
            equal(
                plain.info(&["numbers"]).await?.endpoint[0].expiration_time,
                None,
            )?;
        }
        "metadata-info" => equal(
            plain.info(&["described", "plain"]).await?.app_metadata,
            "info of plain",
        )?,
        "metadata-endpoint" => {
            for (i, endpoint) in plain
                .info(&["described", "plain"])
                .await?
                .endpoint
                .into_iter()
                .enumerate()
            {
                equal(endpoint.app_metadata, format!("endpoint {i}"))?;
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn list(connection: &Connection, criteria: &str) -> Outcome<Vec<String>> {
    let infos: Vec<FlightInfo> = connection
        .client()
        .list_flights(criteria.to_string())
        .await?
        .try_collect()
        .await?;
    Ok(infos
        .into_iter()
        .map(|info| info.flight_descriptor.unwrap_or_default().path.join("/"))
        .collect())
}

async fn poll(connection: &Connection, descriptor: FlightDescriptor) -> Outcome<()> {
    let poll = connection.client().poll_flight_info(descriptor).await?;
    equal((poll.progress, poll.flight_descriptor), (Some(1.0), None))?;
    equal(
        poll.info.unwrap_or_default().try_decode_schema()?,
        numerals(),
    )
}

async fn partitions(connection: &Connection, kind: &str) -> Outcome<(FlightInfo, Vec<i32>)> {
    let info = connection.info(&["described", kind]).await?;
    equal(info.endpoint.len(), 8)?;
    let mut rows = vec![];
    for endpoint in &info.endpoint {
        rows.extend(ids(&connection
            .read_ticket(endpoint.ticket.clone().unwrap_or_default())
            .await?
            .1));
    }
    Ok((info, rows))
}

pub fn ids(batches: &[RecordBatch]) -> Vec<i32> {
    let column = |batch: &RecordBatch| {
        batch
            .column(0)
            .as_any()
            .downcast_ref::<Int32Array>()
            .map(|ids| ids.values().to_vec())
            .unwrap_or_default()
    };
    batches.iter().flat_map(column).collect()
}

async fn store_longs(
    connection: &Connection,
    name: &str,
    counts: &[usize],
) -> Outcome<Vec<String>> {
    let batches: Vec<RecordBatch> = counts.iter().map(|count| longs(*count)).collect();
    connection
        .store(name, &longs(0).schema(), &batches, plain_options())
        .await
}

async fn sample_type(connection: &Connection, name: &str) -> Outcome<()> {
    let (schema, batches) = sample(name);
    connection
        .round_trip(&format!("type-{name}"), &schema, &batches, plain_options())
        .await?;
    let ticket = connection.ticket(path(&["types", name])).await?;
    let (generated, read) = connection.read_ticket(ticket).await?;
    equal(
        generated.as_ref().map(|schema| schema.field(0)),
        Some(schema.field(0)),
    )
    .or_else(|failure| {
        if name.contains("dictionary") {
            Ok(())
        } else {
            Err(failure)
        }
    })?;
    same(&read, &batches)
}

async fn transferring(name: &str, plain: &Connection, zstd: &Connection) -> Outcome<()> {
    match name {
        "metadata-batches" => {
            let messages = decoded(plain, &["shapes", "metadata"]).await?;
            let expected = [
                (None, ""),
                (Some(1), "batch 0"),
                (Some(2), "batch 1"),
                (Some(3), "batch 2"),
                (None, "the end"),
            ];
            equal(
                messages,
                expected
                    .map(|(rows, metadata)| (rows, metadata.to_string()))
                    .to_vec(),
            )
        }
        "metadata-put" => {
            let batches = vec![longs(7), longs(5)];
            let descriptor = path(&["store", "metadata"]);
            let mut messages =
                encode(descriptor, &longs(0).schema(), batches, plain_options()).await?;
            let mut texts = ["first", "second"].into_iter();
            for message in messages.iter_mut().filter(|message| is_batch(message)) {
                message.app_metadata = texts.next().unwrap_or_default().into();
            }
            equal(plain.send(messages).await?, vec!["7:first", "12:second"])?;
            let read = decoded(plain, &["store", "metadata"]).await?;
            let expected = [(None, ""), (Some(7), "first"), (Some(5), "second")];
            equal(
                read,
                expected
                    .map(|(rows, metadata)| (rows, metadata.to_string()))
                    .to_vec(),
            )
        }
        "unknown-type" => {
            for data_type in [DataType::Decimal32(5, 1), DataType::Decimal64(12, 1)] {
                let schema: SchemaRef =
                    Arc::new(Schema::new(vec![Field::new("v", data_type.clone(), true)]));
                let nulls = RecordBatch::try_new(
                    schema.clone(),
                    vec![arrow_array::new_null_array(&data_type, 3)],
                )?;
                let messages = encode(
                    path(&["store", "unknown"]),
                    &schema,
                    vec![nulls],
                    plain_options(),
                )
                .await?;
                let result = plain.0.clone().do_put(stream::iter(messages)).await;
                equal(
                    result.err().map(|status| status.code()),
                    Some(Code::InvalidArgument),
                )?;
            }
            Ok(())
        }
        "all-nulls" => {
            for type_name in [
                "int32",
                "utf8",
                "utf8_view",
                "list",
                "bool",
                "fixed_size_binary",
            ] {
                let schema: SchemaRef = Arc::new(Schema::new(vec![field(type_name)]));
                let nulls = batch(&schema, vec![column(schema.field(0), &[3; 9])], 9);
                plain
                    .round_trip("nulls", &schema, &[nulls], plain_options())
                    .await?;
            }
            Ok(())
        }
        "empty-batches" => {
            equal(
                rows(&plain.read(&["shapes", "empty-batches"]).await?),
                vec![0, 2, 0],
            )?;
            // with the crate's encoder there would be none
            let mut messages =
                batches_to_flight_data(&longs(0).schema(), &[longs(0), longs(2), longs(0)])?;
            messages[0].flight_descriptor = Some(path(&["store", "empty"]));
            plain.send(messages).await?;
            equal(rows(&plain.read(&["store", "empty"]).await?), vec![0, 2, 0])
        }
        "no-columns" => {
            equal(
                rows(&plain.read(&["shapes", "no-columns"]).await?),
                vec![5, 3],
            )?;
            let schema: SchemaRef = Arc::new(Schema::empty());
            plain
                .round_trip(
                    "no-columns",
                    &schema,
                    &[batch(&schema, vec![], 5)],
                    plain_options(),
                )
                .await
        }
        "no-rows" => {
            let ticket = plain.ticket(path(&["shapes", "no-rows"])).await?;
            equal(
                plain.read_ticket(ticket).await?,
                (Some(longs(0).schema()), vec![]),
            )?;
            plain
                .round_trip("no-rows", &longs(0).schema(), &[], plain_options())
                .await
        }
        "sliced" => sliced(plain).await,
        "dictionary-change" => dictionary_change(plain).await,
        "zstd-up" => compressed(plain, CompressionType::ZSTD).await,
        "lz4-up" => compressed(plain, CompressionType::LZ4_FRAME).await,
        "zstd-down" => {
            for type_name in plain.act_text("types", "").await? {
                same(
                    &zstd.read(&["types", &type_name]).await?,
                    &sample(&type_name).1,
                )?;
            }
            Ok(())
        }
        "put-acks" => {
            let expected: Vec<String> = (1..=50).map(|i| format!("{}:", 10 * i)).collect();
            equal(store_longs(plain, "acks", &[10; 50]).await?, expected)
        }
        "exchange-duplex" => exchange_duplex(plain).await,
        "exchange-turns" => exchange_turns(plain).await,
        "large-down-sliced" => check(large(plain).await? * 8 <= 3 << 20, "slices are too large"),
        "large-down-single" => equal(large(zstd).await?, LARGE_ROWS as usize),
        "large-up" => {
            equal(
                store_longs(plain, "large", &[LARGE_ROWS as usize]).await?,
                vec!["12500000:"],
            )?;
            sequence(plain, &["store", "large"]).await?;
            plain.act("clear", "").await?;
            Ok(())
        }
        "concurrent" => {
            let ticket = plain
                .ticket(path(&["shapes", "together", &unique(), "64"]))
                .await?;
            let reads = (0..64).map(|_| plain.read_ticket(ticket.clone()));
            for read in futures::future::join_all(reads).await {
                equal(rows(&read?.1).iter().sum::<usize>(), 1000)?;
            }
            Ok(())
        }
        "reflection" | "health" => not_available("arrow-flight makes no gRPC calls but Flight's"),
        "memory" => {
            plain.act("clear", "").await?;
            plain.no_memory().await?;
            zstd.no_memory().await
        }
        _ => acting(name, plain).await,
    }
}

/// Rows and metadata of every message of a flight. The crate's decoder takes none without a header.
async fn decoded(
    connection: &Connection,
    segments: &[&str],
) -> Outcome<Vec<(Option<i64>, String)>> {
    let ticket = connection.ticket(path(segments)).await?;
    let mut stream = connection.0.clone().do_get(ticket).await?.into_inner();
    let mut messages = vec![];
    while let Some(message) = stream.message().await? {
        let header = root_as_message(&message.data_header).ok();
        let rows = header
            .and_then(|header| header.header_as_record_batch())
            .map(|batch| batch.length());
        messages.push((
            rows,
            String::from_utf8_lossy(&message.app_metadata).into_owned(),
        ));
    }
    Ok(messages)
}

async fn sliced(connection: &Connection) -> Outcome<()> {
    for name in [
        "int32",
        "bool",
        "utf8",
        "utf8_view",
        "list",
        "list_view",
        "fixed_size_list",
        "struct",
        "map",
        "sparse_union",
        "dense_union",
        "run_end_encoded",
        "dictionary",
        "list_of_dictionary",
    ] {
        let schema: SchemaRef = Arc::new(Schema::new(vec![field(name)]));
        let seeds: Vec<i64> = (0..40).collect();
        let whole = make_array(column(schema.field(0), &seeds));
        let whole = RecordBatch::try_new(schema.clone(), vec![whole])?;
        let slices = [whole.slice(0, 3), whole.slice(3, 13), whole.slice(29, 11)];
        if let Err(Failure::Failed(reason)) = connection
            .round_trip("sliced", &schema, &slices, plain_options())
            .await
        {
            return failed(format!("{name}: {reason}"));
        }
    }
    Ok(())
}

async fn dictionary_change(connection: &Connection) -> Outcome<()> {
    let schema: SchemaRef = Arc::new(Schema::new(vec![field("dictionary")]));
    let made = |words: &[&str]| {
        let indices = arrow_array::Int8Array::from_iter_values(0..words.len() as i8);
        let values = Arc::new(StringArray::from(words.to_vec()));
        let array = arrow_array::DictionaryArray::try_new(indices, values)?;
        RecordBatch::try_new(schema.clone(), vec![Arc::new(array)])
    };
    let batches = [
        made(&["a", "b"])?,
        made(&["a", "b", "c"])?,
        made(&["x", "y"])?,
        made(&["a", "b"])?,
    ];
    connection
        .round_trip("changing", &schema, &batches, plain_options())
        .await
}

async fn compressed(connection: &Connection, codec: CompressionType) -> Outcome<()> {
    let options = plain_options().try_with_compression(Some(codec))?;
    for name in [
        "int64",
        "bool",
        "utf8",
        "utf8_view",
        "list",
        "struct",
        "dense_union",
        "dictionary",
    ] {
        let (schema, batches) = sample(name);
        connection
            .round_trip("compressed", &schema, &batches, options.clone())
            .await?;
    }
    connection
        .round_trip("compressed", &longs(0).schema(), &[longs(100_000)], options)
        .await
}

async fn exchange_duplex(connection: &Connection) -> Outcome<()> {
    const COUNT: usize = 256;
    let expected = longs(131_072);
    let messages = encode(
        path(&["echo"]),
        &expected.schema(),
        vec![expected.clone()],
        plain_options(),
    )
    .await?;
    let (schema, message) = (messages[0].clone(), messages[1].clone());
    let requests = stream::iter(
        std::iter::once(schema)
            .chain(std::iter::repeat_n(message, COUNT))
            .map(Ok),
    );
    let mut answers = connection.client().do_exchange(requests).await?;
    let mut received = 0;
    while let Some(batch) = answers.try_next().await? {
        check(batch == expected, "the batch is not what was sent")?;
        received += 1;
    }
    equal(received, COUNT)
}

async fn exchange_turns(connection: &Connection) -> Outcome<()> {
    let (sender, requests) = by_hand();
    let schema = encode(path(&["echo"]), &longs(0).schema(), vec![], plain_options()).await?;
    sender.send(schema[0].clone())?;
    let answers = connection.client().do_exchange(requests.map(Ok)).await?;
    let mut answers: FlightDataDecoder = answers.into_inner();
    let first = answers.try_next().await?;
    check(
        matches!(
            first.map(|message| message.payload),
            Some(DecodedPayload::Schema(_))
        ),
        "no schema",
    )?;
    for i in 1..20 {
        let encoded = encode(
            path(&[]),
            &longs(0).schema(),
            vec![longs(i)],
            plain_options(),
        )
        .await?;
        let message = FlightData {
            app_metadata: format!("turn {i}").into(),
            ..encoded[1].clone()
        };
        sender.send(message)?;
        let answer = answers
            .try_next()
            .await?
            .ok_or(Failure::Failed("no answer".into()))?;
        equal(answer.app_metadata(), format!("turn {i}"))?;
        match answer.payload {
            DecodedPayload::RecordBatch(batch) => equal(batch.num_rows(), i)?,
            other => failed(format!("{other:?}"))?,
        }
    }
    drop(sender);
    check(answers.try_next().await?.is_none(), "another message")
}

async fn sequence(connection: &Connection, segments: &[&str]) -> Outcome<usize> {
    let ticket = connection.ticket(path(segments)).await?;
    let mut stream: FlightRecordBatchStream = connection.client().do_get(ticket).await?;
    let (mut next, mut largest) = (0, 0);
    while let Some(batch) = stream.try_next().await? {
        largest = largest.max(batch.num_rows());
        let values = batch
            .column(0)
            .as_any()
            .downcast_ref::<Int64Array>()
            .map(|values| values.values().clone());
        for value in values.iter().flat_map(|values| values.iter()) {
            check(*value == next, format_args!("{value} instead of {next}"))?;
            next += 1;
        }
    }
    equal(next, LARGE_ROWS)?;
    Ok(largest)
}

async fn large(connection: &Connection) -> Outcome<usize> {
    sequence(connection, &["shapes", "large"]).await
}

fn code(name: &str) -> Code {
    HashMap::from([
        ("UNKNOWN", Code::Unknown),
        ("INTERNAL", Code::Internal),
        ("INVALID_ARGUMENT", Code::InvalidArgument),
        ("TIMED_OUT", Code::DeadlineExceeded),
        ("NOT_FOUND", Code::NotFound),
        ("ALREADY_EXISTS", Code::AlreadyExists),
        ("CANCELLED", Code::Cancelled),
        ("UNAUTHENTICATED", Code::Unauthenticated),
        ("UNAUTHORIZED", Code::PermissionDenied),
        ("UNIMPLEMENTED", Code::Unimplemented),
        ("UNAVAILABLE", Code::Unavailable),
        ("RESOURCE_EXHAUSTED", Code::ResourceExhausted),
    ])[name]
}

async fn error(connection: &Connection, name: &str) -> Outcome<()> {
    let status = status(connection.act("fail", name.to_string()).await)?;
    equal(
        (status.code(), status.message()),
        (code(name), format!("message {name}").as_str()),
    )?;
    let metadata = status.metadata();
    let text = metadata
        .get("x-interop-reason")
        .and_then(|value| value.to_str().ok());
    equal(text, Some(format!("reason {name}").as_str()))?;
    let binary = metadata
        .get_bin("x-interop-reason-bin")
        .and_then(|value| value.to_bytes().ok());
    equal(binary, Some(format!("bytes {name}").into()))
}

async fn acting(name: &str, plain: &Connection) -> Outcome<()> {
    match name {
        "action-none" => equal(plain.act_text("none", "").await?, Vec::<String>::new()),
        "action-one" => equal(plain.act_text("one", "body").await?, vec!["body"]),
        "action-many" => equal(
            plain.act_text("many", "").await?,
            (0..1000).map(|i| i.to_string()).collect::<Vec<String>>(),
        ),
        "list-actions" => {
            let actions: Vec<_> = plain.client().list_actions().await?.try_collect().await?;
            let many = actions.iter().find(|action| action.r#type == "many");
            equal(
                many.map(|action| action.description.as_str()),
                Some("Answers with a thousand numbers"),
            )
        }
        "error-get" => {
            let ticket = plain.ticket(path(&["fail", "UNAUTHORIZED"])).await?;
            let mut stream = plain.client().do_get(ticket).await?;
            equal(
                stream.try_next().await?.map(|batch| batch.num_rows()),
                Some(10),
            )?;
            let status = status(stream.try_next().await)?;
            equal(
                (status.code(), status.message()),
                (Code::PermissionDenied, "message UNAUTHORIZED"),
            )
        }
        "error-put" => {
            let descriptor = path(&["fail", "UNAUTHORIZED"]);
            let messages = encode(
                descriptor,
                &longs(0).schema(),
                vec![longs(10)],
                plain_options(),
            )
            .await?;
            let stream = plain.client().do_put(stream::iter(messages).map(Ok)).await;
            let status = status(match stream {
                Ok(results) => results.try_collect::<Vec<_>>().await.map(|_| ()),
                Err(error) => Err(error),
            })?;
            equal(
                (status.code(), status.message()),
                (Code::PermissionDenied, "message UNAUTHORIZED"),
            )
        }
        "deadline-action" => {
            let left = timed(plain, "time-left", "", Duration::from_secs(30)).await?;
            let left: u64 = String::from_utf8_lossy(&left[0]).parse()?;
            check(left > 20_000 && left <= 30_000, left)?;
            let id = unique();
            late(status(timed(plain, "slow", &id, Duration::from_millis(300)).await)?.code())?;
            plain.became(&id).await
        }
        "deadline-get" => {
            let id = unique();
            let mut request = Request::new(plain.ticket(path(&["slow", &id])).await?);
            request.set_timeout(Duration::from_millis(300));
            let result = match plain.0.clone().do_get(request).await {
                Ok(stream) => stream.into_inner().message().await.map(|_| ()),
                Err(status) => Err(status),
            };
            late(status(result.map_err(|status| FlightError::Tonic(Box::new(status))))?.code())?;
            plain.became(&id).await
        }
        "headers-in" | "headers-out" | "trailers-out" => headers(name, plain).await,
        _ => failed("no test"),
    }
}

// tonic's own timer says Cancelled
fn late(code: Code) -> Outcome<()> {
    check(
        matches!(code, Code::DeadlineExceeded | Code::Cancelled),
        code,
    )
}

async fn timed(
    connection: &Connection,
    name: &str,
    body: &str,
    limit: Duration,
) -> Result<Vec<bytes::Bytes>, FlightError> {
    let mut request = Request::new(Action::new(name, body.to_string()));
    request.set_timeout(limit);
    let results = connection.0.clone().do_action(request).await?.into_inner();
    Ok(results.map_ok(|result| result.body).try_collect().await?)
}

async fn headers(name: &str, connection: &Connection) -> Outcome<()> {
    let mut request = Request::new(Action::new("headers", ""));
    request
        .metadata_mut()
        .insert("x-interop-text", MetadataValue::from_static("hello"));
    request
        .metadata_mut()
        .insert_bin("x-interop-bin", MetadataValue::from_bytes(&[0, 1, 255]));
    let response = connection.0.clone().do_action(request).await?;
    let headers = response.metadata().clone();
    let mut stream = response.into_inner();
    let mut results = vec![];
    while let Some(result) = stream.message().await? {
        results.push(String::from_utf8_lossy(&result.body).into_owned());
    }
    let trailers = stream.trailers().await?.unwrap_or_default();
    if name == "headers-in" {
        return equal(results, vec!["hello", "[0, 1, -1]"]);
    }
    let (metadata, key, text) = match name {
        "headers-out" => (headers, "x-interop-header", "header hello"),
        _ => (trailers, "x-interop-trailer", "trailer hello"),
    };
    equal(
        metadata.get(key).and_then(|value| value.to_str().ok()),
        Some(text),
    )?;
    let binary = metadata
        .get_bin(format!("{key}-bin"))
        .and_then(|value| value.to_bytes().ok());
    equal(binary, Some(bytes::Bytes::from_static(&[0, 1, 255])))
}

/// Starts a call and drops it, which is how Rust cancels.
async fn cancel(connection: &Connection, rpc: &str) -> Outcome<()> {
    let id = unique();
    let mut client = connection.client();
    match rpc {
        "get" => {
            let mut stream = client
                .do_get(connection.ticket(path(&["endless", &id])).await?)
                .await?;
            check(stream.try_next().await?.is_some(), "no batch")?;
        }
        "put" | "exchange" => {
            let (sender, requests) = by_hand();
            let descriptor = path(&["endless", &id]);
            for message in encode(
                descriptor,
                &longs(0).schema(),
                vec![longs(10)],
                plain_options(),
            )
            .await?
            {
                sender.send(message)?;
            }
            if rpc == "put" {
                // there is no answer to wait for
                let call = connection.0.clone();
                let started = tokio::time::timeout(Duration::from_millis(300), async move {
                    let mut call = call;
                    call.do_put(requests).await.map(|_| ())
                });
                check(started.await.is_err(), "an answer")?;
            } else {
                let mut stream = client.do_exchange(requests.map(Ok)).await?;
                check(stream.try_next().await?.is_some(), "no batch")?;
                drop(stream);
            }
            // the sender is dropped after the call: an upload that ends is no upload that breaks off
            drop(sender);
        }
        "action" => {
            let mut results = client.do_action(Action::new("endless", id.clone())).await?;
            check(results.try_next().await?.is_some(), "no result")?;
        }
        _ => {
            let request = Criteria {
                expression: format!("endless:{id}").into(),
            };
            let mut infos = connection
                .0
                .clone()
                .list_flights(request)
                .await?
                .into_inner();
            check(infos.message().await?.is_some(), "no flight")?;
        }
    }
    connection.became(&id).await
}
