//! Figures for Prometheus, on a listener of their own that only this machine reaches.

use anyhow::{Context, bail};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder};
use std::net::SocketAddr;

/// Seconds that requests, waits and commits are sorted by.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
/// Units that share a commit.
const UNITS: [f64; 8] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 256.0];

/// Starts counting and tells what was counted to whoever asks at `at`. Called inside the runtime that serves.
pub fn start(at: SocketAddr) -> anyhow::Result<()> {
    if !at.ip().is_loopback() {
        bail!("The figures may be read on this machine alone: ALONGSIDE_METRICS must be a loopback address, not {at}.");
    }
    let (recorder, exporter) = builder(at)?.build().with_context(|| format!("The figures cannot be told at {at}"))?;
    metrics::set_global_recorder(recorder).ok().context("The figures are counted already")?;
    describe();
    tokio::spawn(async move {
        if exporter.await.is_err() {
            tracing::error!(port = at.port(), "the listener for figures ended");
        }
    });
    Ok(())
}

fn builder(at: SocketAddr) -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new()
        .with_http_listener(at)
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Suffix("_units".to_owned()), &UNITS)
}

fn describe() {
    use metrics::{Unit, describe_counter, describe_gauge, describe_histogram, gauge};
    describe_counter!("alongside_requests_total", "Requests answered, by method, route pattern and status");
    describe_histogram!("alongside_request_seconds", Unit::Seconds, "Time to an answer");
    describe_gauge!("alongside_requests_under_way", "Requests that wait for their answer");
    describe_histogram!("alongside_pool_wait_seconds", Unit::Seconds, "Waits for a connection to the database");
    describe_counter!("alongside_pool_refusals_total", "Callers told that the database is busy");
    describe_histogram!("alongside_write_burst_units", "Units of work that shared a commit");
    describe_histogram!("alongside_write_burst_seconds", Unit::Seconds, "Time of a commit with its units");
    describe_counter!("alongside_write_refusals_total", "Writes refused because too many waited");
    describe_counter!("alongside_write_collisions_total", "Units run again after colliding with others");
    describe_gauge!("alongside_build", "Which version runs");
    gauge!("alongside_build", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
}
