//! A connection to a server, and calls that several features make.

use std::fmt::{Debug, Display};
use std::time::Duration;

use arrow_array::cast::AsArray;
use arrow_array::{Array, Int64Array, RecordBatch};
use arrow_flight::encode::{DictionaryHandling, FlightDataEncoderBuilder};
use arrow_flight::error::FlightError;
use arrow_flight::flight_service_client::FlightServiceClient;
use arrow_flight::{Action, FlightClient, FlightData, FlightDescriptor, FlightInfo, Ticket};
use arrow_ipc::writer::IpcWriteOptions;
use arrow_ipc::{MessageHeader, root_as_message};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tonic::Status;
use tonic::transport::{Channel, Endpoint};

/// Why a feature is not ok.
pub enum Failure {
    /// The library cannot do it.
    NotAvailable(String),
    Failed(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Failed(error.to_string())
    }
}

pub type Outcome<T> = Result<T, Failure>;

pub fn failed<T>(message: impl Display) -> Outcome<T> {
    Err(Failure::Failed(message.to_string()))
}

pub fn check(condition: bool, message: impl Display) -> Outcome<()> {
    if condition { Ok(()) } else { failed(message) }
}

pub fn equal<A: PartialEq<B> + Debug, B: Debug>(actual: A, expected: B) -> Outcome<()> {
    check(
        actual == expected,
        format!("{actual:?} is not {expected:?}"),
    )
}

/// The status that a call failed with.
pub fn status<T>(result: Result<T, FlightError>) -> Outcome<Status> {
    match result {
        Ok(_) => failed("no failure"),
        Err(FlightError::Tonic(status)) => Ok(*status),
        Err(error) => failed(error),
    }
}

pub fn path(segments: &[&str]) -> FlightDescriptor {
    FlightDescriptor::new_path(segments.iter().map(|segment| segment.to_string()).collect())
}

pub fn longs(rows: usize) -> RecordBatch {
    let schema = Schema::new(vec![Field::new("v", DataType::Int64, true)]);
    let values = Int64Array::from_iter_values(0..rows as i64);
    RecordBatch::try_new(schema.into(), vec![std::sync::Arc::new(values)]).expect("a batch")
}

pub fn is_batch(message: &FlightData) -> bool {
    root_as_message(&message.data_header)
        .is_ok_and(|header| header.header_type() == MessageHeader::RecordBatch)
}

/// The messages of an upload.
pub async fn encode(
    descriptor: FlightDescriptor,
    schema: &SchemaRef,
    batches: Vec<RecordBatch>,
    options: IpcWriteOptions,
) -> Outcome<Vec<FlightData>> {
    let encoder = FlightDataEncoderBuilder::new()
        .with_max_flight_data_size(usize::MAX)
        .with_dictionary_handling(DictionaryHandling::Resend)
        .with_schema(schema.clone())
        .with_flight_descriptor(Some(descriptor))
        .with_options(options)
        .build(stream::iter(batches.into_iter().map(Ok)));
    Ok(encoder.try_collect().await?)
}

/// A stream of messages to send by hand.
pub fn by_hand() -> (
    UnboundedSender<FlightData>,
    impl futures::Stream<Item = FlightData> + Send + 'static,
) {
    let (sender, receiver) = unbounded_channel();
    (
        sender,
        stream::unfold(
            receiver,
            |mut receiver: UnboundedReceiver<FlightData>| async {
                receiver.recv().await.map(|message| (message, receiver))
            },
        ),
    )
}

#[derive(Clone)]
pub struct Connection(pub FlightServiceClient<Channel>);

impl Connection {
    pub fn new(address: &str) -> Outcome<Self> {
        let channel = Endpoint::from_shared(format!("http://{address}"))?.connect_lazy();
        Ok(Self(
            FlightServiceClient::new(channel)
                .max_decoding_message_size(usize::MAX)
                .max_encoding_message_size(usize::MAX),
        ))
    }

    pub fn client(&self) -> FlightClient {
        FlightClient::new_from_inner(self.0.clone())
    }

    pub async fn info(&self, segments: &[&str]) -> Outcome<FlightInfo> {
        Ok(self.client().get_flight_info(path(segments)).await?)
    }

    pub async fn ticket(&self, descriptor: FlightDescriptor) -> Outcome<Ticket> {
        let mut info = self.client().get_flight_info(descriptor).await?;
        equal(info.endpoint.len(), 1)?;
        info.endpoint
            .remove(0)
            .ticket
            .ok_or(Failure::Failed("no ticket".into()))
    }

    pub async fn read_ticket(
        &self,
        ticket: Ticket,
    ) -> Result<(Option<SchemaRef>, Vec<RecordBatch>), FlightError> {
        let mut stream = self.client().do_get(ticket).await?;
        let mut batches = vec![];
        while let Some(batch) = stream.next().await {
            batches.push(batch?);
        }
        Ok((stream.schema().cloned(), batches))
    }

    pub async fn read(&self, segments: &[&str]) -> Outcome<Vec<RecordBatch>> {
        Ok(self
            .read_ticket(self.ticket(path(segments)).await?)
            .await?
            .1)
    }

    pub async fn act(&self, name: &str, body: impl Into<Bytes>) -> Result<Vec<Bytes>, FlightError> {
        self.client()
            .do_action(Action::new(name, body))
            .await?
            .try_collect()
            .await
    }

    pub async fn act_text(&self, name: &str, body: &str) -> Outcome<Vec<String>> {
        let results = self.act(name, body.to_string()).await?;
        Ok(results
            .iter()
            .map(|result| String::from_utf8_lossy(result).into_owned())
            .collect())
    }

    /// Uploads messages and waits for the answer to each batch.
    pub async fn send(&self, messages: Vec<FlightData>) -> Outcome<Vec<String>> {
        let (sender, requests) = by_hand();
        let mut client = self.0.clone();
        let count = messages.iter().filter(|message| is_batch(message)).count();
        let mut messages = messages.into_iter();
        let mut send_batch = || {
            for message in messages.by_ref() {
                let batch = is_batch(&message);
                let _ = sender.send(message);
                if batch {
                    break;
                }
            }
        };
        send_batch();
        let mut answers = vec![];
        if count == 0 {
            drop(sender);
            let mut results = client.do_put(requests).await?.into_inner();
            check(results.message().await?.is_none(), "an answer too many")?;
            return Ok(answers);
        }
        let mut results = client.do_put(requests).await?.into_inner();
        while let Some(result) = results.message().await? {
            answers.push(String::from_utf8_lossy(&result.app_metadata).into_owned());
            send_batch();
            if answers.len() == count {
                break;
            }
        }
        drop(sender);
        check(results.message().await?.is_none(), "an answer too many")?;
        Ok(answers)
    }

    pub async fn store(
        &self,
        name: &str,
        schema: &SchemaRef,
        batches: &[RecordBatch],
        options: IpcWriteOptions,
    ) -> Outcome<Vec<String>> {
        self.send(encode(path(&["store", name]), schema, batches.to_vec(), options).await?)
            .await
    }

    pub async fn round_trip(
        &self,
        name: &str,
        schema: &SchemaRef,
        batches: &[RecordBatch],
        options: IpcWriteOptions,
    ) -> Outcome<()> {
        self.store(name, schema, batches, options).await?;
        let ticket = self.ticket(path(&["store", name])).await?;
        let (actual, read) = self.read_ticket(ticket).await?;
        let sent = |schema: &SchemaRef| {
            let union = |field: &Field| matches!(field.data_type(), DataType::Union(..));
            // the crate's encoder says of no union that it is nullable
            let field = |field: &Field| {
                field
                    .clone()
                    .with_nullable(field.is_nullable() && !union(field))
            };
            schema
                .fields()
                .iter()
                .map(|each| field(each))
                .collect::<Vec<Field>>()
        };
        equal(actual.as_ref().map(sent), Some(sent(schema)))?;
        // nor does it send empty batches
        let batches: Vec<RecordBatch> = batches
            .iter()
            .filter(|batch| batch.num_rows() > 0)
            .cloned()
            .collect();
        same(&read, &batches)
    }

    pub async fn became(&self, id: &str) -> Outcome<()> {
        equal(self.act_text("became", id).await?, vec!["cancelled"])
    }

    pub async fn no_memory(&self) -> Outcome<()> {
        let mut used = vec![];
        for _ in 0..50 {
            used = self.act_text("allocator", "").await?;
            if used == ["0"] {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        equal(used, vec!["0"])
    }
}

pub fn same(actual: &[RecordBatch], expected: &[RecordBatch]) -> Outcome<()> {
    equal(rows(actual), rows(expected))?;
    for (left, right) in actual.iter().zip(expected) {
        for (left, right) in left.columns().iter().zip(right.columns()) {
            let same = match (left.as_union_opt(), right.as_union_opt()) {
                // as a whole, slices of dense unions are equal only when their children are
                (Some(left), Some(right)) => (0..left.len()).all(|i| {
                    left.type_id(i) == right.type_id(i)
                        && left.value(i).as_ref() == right.value(i).as_ref()
                }),
                _ => left.as_ref() == right.as_ref(),
            };
            check(same, format!("{left:?} is not {right:?}"))?;
        }
    }
    Ok(())
}

pub fn rows(batches: &[RecordBatch]) -> Vec<usize> {
    batches.iter().map(RecordBatch::num_rows).collect()
}
