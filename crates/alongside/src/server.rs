//! Listening, serving, and stopping without losing what was acknowledged.

use crate::tls::Tls;
use crate::{chores, meters};
use anyhow::{Context, bail};
use axum_server::accept::Accept;
use std::future::{Ready, ready};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
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
    /// Without TLS of its own, who besides this machine may connect: the proxies that do it in front.
    pub proxies: Vec<IpAddr>,
}

/// Lets in this machine and the proxies in front. Anybody else who reached the port would speak in the open,
/// around the proxy with its limits and logs.
#[derive(Debug, Clone)]
struct InFront(Arc<[IpAddr]>);

impl InFront {
    fn lets_in(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        peer.is_loopback() || self.0.iter().any(|proxy| proxy.to_canonical() == peer)
    }
}

impl<S> Accept<TcpStream, S> for InFront {
    type Stream = TcpStream;
    type Service = S;
    type Future = Ready<std::io::Result<(TcpStream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(stream.peer_addr().and_then(|peer| {
            if self.lets_in(peer.ip()) { Ok((stream, service)) } else { Err(ErrorKind::PermissionDenied.into()) }
        }))
    }
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
        chores::start(app.house.clone());
        let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
        match tls {
            Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await,
            None => {
                let in_front = InFront(how.proxies.clone().into());
                axum_server::from_tcp(listener)?.acceptor(in_front).handle(handle).serve(service).await
            }
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

#[cfg(test)]
mod tests {
    use super::InFront;
    use std::net::IpAddr;

    #[test]
    fn without_tls_only_this_machine_and_the_proxies_in_front_are_let_in() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let in_front = InFront([ip("10.0.0.2")].into());
        for known in ["127.0.0.1", "::1", "10.0.0.2", "::ffff:10.0.0.2", "::ffff:127.0.0.1"] {
            assert!(in_front.lets_in(ip(known)), "{known}");
        }
        for other in ["10.0.0.3", "192.0.2.1", "2001:db8::1"] {
            assert!(!in_front.lets_in(ip(other)), "{other}");
        }
    }
}
