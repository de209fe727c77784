//! Queries, expiry, renewal and cancellation.

use std::collections::BTreeSet;
use std::time::Duration;

use arrow_flight::{
    CancelFlightInfoRequest, CancelStatus, FlightDescriptor, FlightEndpoint, FlightInfo, PollInfo,
    RenewFlightEndpointRequest,
};
use futures::StreamExt;
use tokio::time::sleep;
use tonic::Code;

use crate::connection::{Connection, Failure, Outcome, check, equal, path, status};
use crate::features::{ids, unique};

/// Whether the feature is one of these; then it was tried.
pub async fn run(name: &str, on: &Connection) -> Outcome<bool> {
    match name {
        "query-poll" => {
            let mut progress = BTreeSet::new();
            let last = poll_on(on, steps(&unique(), 5), |poll| {
                progress.extend(poll.progress.map(f64::to_bits));
                false
            })
            .await?;
            check(progress.len() >= 3, format!("progress {progress:?}"))?;
            equal(
                all_ids(on, &endpoints(&last)).await?,
                (0..5).collect::<Vec<i32>>(),
            )?;
        }
        "query-early" => {
            let early = first_segment(on, &unique(), 8).await?;
            equal(all_ids(on, &endpoints(&early)).await?[0], 0)?;
            let next = early
                .flight_descriptor
                .ok_or(Failure::Failed("it has ended".into()))?;
            let last = poll_on(on, next, |_| false).await?;
            equal(
                all_ids(on, &endpoints(&last)).await?,
                (0..8).collect::<Vec<i32>>(),
            )?;
        }
        "query-info" => {
            let info = on.client().get_flight_info(steps(&unique(), 3)).await?;
            for _ in 0..2 {
                equal(all_ids(on, &info.endpoint).await?, vec![0, 1, 2])?;
            }
        }
        "query-cancel" => {
            let id = unique();
            let early = first_segment(on, &id, 100).await?;
            let segments = endpoints(&early);
            cancel(on, early.info.unwrap_or_default()).await?;
            equal(on.act_text("query-became", &id).await?, vec!["interrupted"])?;
            is_refused(on, &segments[0], Code::Cancelled, "").await?;
        }
        "cancel-info" => {
            let info = on.info(&["endless", &unique()]).await?;
            let endpoint = info.endpoint[0].clone();
            let mut stream = on
                .client()
                .do_get(endpoint.ticket.clone().unwrap_or_default())
                .await?;
            check(stream.next().await.is_some(), "no batch")?;
            cancel(on, info).await?;
            let end = loop {
                match stream.next().await {
                    Some(Ok(_)) => {}
                    Some(Err(error)) => break status::<()>(Err(error))?,
                    None => return Err(Failure::Failed("the stream ended well".into())),
                }
            };
            equal(end.code(), Code::Cancelled)?;
            is_refused(on, &endpoint, Code::Cancelled, "").await?;
        }
        "renew" => {
            let endpoint = on.info(&["soon-expired"]).await?.endpoint.remove(0);
            sleep(Duration::from_millis(3500)).await;
            let request = RenewFlightEndpointRequest::new(endpoint.clone());
            let renewed = on.client().renew_flight_endpoint(request).await?;
            sleep(Duration::from_millis(3000)).await;
            equal(
                all_ids(on, &[endpoint, renewed.clone()]).await?,
                vec![0, 1, 2, 0, 1, 2],
            )?;
            sleep(Duration::from_millis(3600)).await;
            is_refused(on, &renewed, Code::NotFound, "expired").await?;
        }
        "read-until-expiry" => {
            let endpoint = on.info(&["soon-expired"]).await?.endpoint.remove(0);
            equal(
                all_ids(on, std::slice::from_ref(&endpoint)).await?,
                vec![0, 1, 2],
            )?;
            equal(
                all_ids(on, std::slice::from_ref(&endpoint)).await?,
                vec![0, 1, 2],
            )?;
            sleep(Duration::from_millis(6100)).await;
            is_refused(on, &endpoint, Code::NotFound, "expired").await?;
        }
        "session" => {
            return Err(Failure::NotAvailable(
                "arrow-flight has no messages for sessions".into(),
            ));
        }
        name if name.starts_with("tls-") => {
            return Err(Failure::NotAvailable(
                "tried with pyarrow, Go and Java, whose libraries log in".into(),
            ));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn steps(id: &str, count: usize) -> FlightDescriptor {
    path(&["steps", id, &count.to_string()])
}

fn endpoints(poll: &PollInfo) -> Vec<FlightEndpoint> {
    poll.info.clone().unwrap_or_default().endpoint
}

async fn poll_on(
    on: &Connection,
    mut descriptor: FlightDescriptor,
    mut enough: impl FnMut(&PollInfo) -> bool,
) -> Outcome<PollInfo> {
    loop {
        let poll = on.client().poll_flight_info(descriptor).await?;
        let found = enough(&poll);
        match poll.flight_descriptor.clone() {
            Some(next) if !found => descriptor = next,
            _ => return Ok(poll),
        }
    }
}

async fn first_segment(on: &Connection, id: &str, count: usize) -> Outcome<PollInfo> {
    poll_on(on, steps(id, count), |poll| !endpoints(poll).is_empty()).await
}

async fn cancel(on: &Connection, info: FlightInfo) -> Outcome<()> {
    let result = on
        .client()
        .cancel_flight_info(CancelFlightInfoRequest::new(info))
        .await?;
    equal(result.status(), CancelStatus::Cancelled)
}

async fn all_ids(on: &Connection, endpoints: &[FlightEndpoint]) -> Outcome<Vec<i32>> {
    let mut result = vec![];
    for endpoint in endpoints {
        let ticket = endpoint.ticket.clone().unwrap_or_default();
        result.extend(ids(&on.read_ticket(ticket).await?.1));
    }
    Ok(result)
}

async fn is_refused(
    on: &Connection,
    endpoint: &FlightEndpoint,
    code: Code,
    text: &str,
) -> Outcome<()> {
    let ticket = endpoint.ticket.clone().unwrap_or_default();
    let status = status(on.read_ticket(ticket).await)?;
    check(
        status.code() == code && status.message().contains(text),
        status,
    )
}
