//! Tries the crate arrow-flight against the application: interop <results> <server> <zstd server>.

mod connection;
mod features;
mod queries;
mod samples;

use std::fs::File;
use std::io::Write;
use std::time::Duration;

use connection::{Connection, Failure};

const FEATURES: &str = include_str!("../../../features.tsv");

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let only = std::env::var("INTEROP_ONLY").unwrap_or_default();
    let mut out = File::create(&arguments[1])?;
    for name in FEATURES.lines().filter_map(|line| line.split('\t').next()) {
        if !name.contains(&only) {
            continue;
        }
        let (plain, zstd) = (arguments[2].clone(), arguments[3].clone());
        let owned = name.to_string();
        // a task of its own, so that a panic ends only this feature
        let test = tokio::spawn(async move {
            features::run(&owned, &Connection::new(&plain)?, &Connection::new(&zstd)?).await
        });
        let abort = test.abort_handle();
        let (result, detail) = match tokio::time::timeout(Duration::from_secs(60), test).await {
            Ok(Ok(Ok(detail))) => ("ok", detail),
            Ok(Ok(Err(Failure::NotAvailable(reason)))) => ("n/a", reason),
            Ok(Ok(Err(Failure::Failed(reason)))) => ("FAIL", reason),
            Ok(Err(panic)) => ("FAIL", panic.to_string()),
            Err(_) => ("FAIL", "no end after a minute".to_string()),
        };
        abort.abort();
        let detail: Vec<&str> = detail.split_whitespace().collect();
        let detail: String = detail.join(" ").chars().take(500).collect();
        writeln!(out, "{name}\t{result}\t{detail}")?;
        if result == "FAIL" {
            eprintln!("{name} {result} {detail}");
        }
    }
    Ok(())
}
