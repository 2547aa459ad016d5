//! What the running program does by itself: making the meetings ready, reading sources that are due.

use service::House;
use std::time::Duration;

/// How long to wait between two turns.
const TURN: Duration = Duration::from_secs(60);

/// Goes on until the program stops. A turn that fails is logged; the next one comes anyway.
pub fn start(house: House) {
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
