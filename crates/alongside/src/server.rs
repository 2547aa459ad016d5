//! Listening, serving, and stopping without losing what was acknowledged.

use crate::meters;
use crate::tls::Tls;
use anyhow::{Context, bail};
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// How long requests under way may take when the program is told to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Takes the port, before anything else is touched.
pub fn listen(at: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = match TcpListener::bind(at) {
        Ok(listener) => listener,
        Err(why) if why.kind() == ErrorKind::AddrInUse => {
            bail!("Something else listens on {at} already. Stop it, or take another port.")
        }
        Err(why) => return Err(why).with_context(|| format!("Listening on {at} is not possible")),
    };
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// How to serve.
#[derive(Debug, Clone, Default)]
pub struct How {
    /// With TLS of its own.
    pub tls: Option<Tls>,
    /// Where figures are told.
    pub metrics: Option<SocketAddr>,
}

/// Serves until the program is told to stop (SIGTERM, SIGINT). Requests under way
/// are answered first; what was acknowledged is on disk by then.
pub fn serve(listener: TcpListener, app: web::App, how: &How) -> anyhow::Result<()> {
    let tls = how.tls.as_ref().map(Tls::read).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        if let Some(at) = how.metrics {
            meters::start(at)?;
        }
        let handle = axum_server::Handle::new();
        stop_when_told(&handle)?;
        let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
        match tls {
            Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await,
            None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await,
        }
        .context("Serving stopped")
    });
    // Work that a request started on its own thread is finished too.
    runtime.shutdown_timeout(GRACE);
    tracing::info!("stopped");
    outcome
}

fn stop_when_told(handle: &axum_server::Handle<SocketAddr>) -> anyhow::Result<()> {
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = handle.clone();
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = term.recv() => "SIGTERM",
            _ = int.recv() => "SIGINT",
        };
        tracing::info!(signal = name, "stopping; requests under way are finished first");
        stop.graceful_shutdown(Some(GRACE));
    });
    Ok(())
}
