//! What the running program does by itself: making the meetings ready, reading sources that are due, sealing the
//! audit record, letting go of what its time is up.

use service::operate;
use service::{Fault, House};
use std::time::Duration;

/// How long to wait between two turns.
const TURN: Duration = Duration::from_secs(60);

/// How long an event of the audit record waits at most to be sealed, when nothing holds the sealer up.
const SEALING: Duration = Duration::from_secs(1);

/// How long to wait between two turns of letting go.
const LETTING_GO: Duration = Duration::from_secs(60 * 60);

/// Goes on until the program stops. A turn that fails is logged; the next one comes anyway.
pub fn start(house: House) {
    again(house.clone(), SEALING, "sealing", |house| operate::seal(house, house.now()).map(|_| ()));
    again(house.clone(), TURN, "watch over charts", |house| operate::watch_charts(house, house.now()).map(|_| ()));
    again(house.clone(), LETTING_GO, "letting go", |house| {
        let now = house.now();
        for (kind, count) in operate::purge(house, now)? {
            tracing::info!(kind, count, "what its time is up was deleted");
        }
        operate::let_go(house, now).map(|_| ())
    });
    tokio::spawn(async move {
        let own = house.clone();
        if let Ok(Err(why)) = tokio::task::spawn_blocking(move || service::directory::prepare(&own)).await {
            tracing::warn!(%why, "the meetings could not be made ready");
        }
        loop {
            tokio::time::sleep(TURN).await;
            let house = house.clone();
            // Beside the threads that answer: it waits for other servers and for the database.
            match tokio::task::spawn_blocking(move || service::directory::tick(&house)).await {
                Ok(Ok(0)) => {}
                Ok(Ok(read)) => tracing::info!(read, "sources of meetings were read"),
                Ok(Err(why)) => tracing::warn!(%why, "the turn for the directory failed"),
                Err(why) => tracing::error!(%why, "the turn for the directory stopped"),
            }
        }
    });
}

/// Does one thing again and again, beside the threads that answer.
fn again(house: House, pause: Duration, kind: &'static str, turn: fn(&House) -> Result<(), Fault>) {
    tokio::spawn(async move {
        loop {
            let house = house.clone();
            match tokio::task::spawn_blocking(move || turn(&house)).await {
                // Another process was faster, or much waits: the next turn comes.
                Ok(Ok(()) | Err(Fault::Busy)) => {}
                Ok(Err(why)) => tracing::warn!(kind, %why, "a turn failed"),
                Err(why) => tracing::error!(kind, %why, "a turn stopped"),
            }
            tokio::time::sleep(pause).await;
        }
    });
}
