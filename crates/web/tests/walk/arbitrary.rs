//! Requests on whatever anybody may send: the target of `fuzz/`, as a property.

use crate::world::World;
use axum::body::Body;
use mutate::mutated;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tower::ServiceExt;

#[path = "../../../../fuzz/parsers/mutate.rs"]
mod mutate;
#[path = "../../../../fuzz/parsers/requests.rs"]
mod requests;

/// No answer is a fault of ours.
#[test]
fn whatever_is_asked_is_answered() {
    let world = World::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let router = web::router(world.app());
    let config = Config { cases: 1_000, failure_persistence: None, ..Config::default() };
    let noise = prop::collection::vec(any::<u8>(), 2..500);
    let changes = prop::collection::vec(any::<(u16, u8, u8)>(), 1..8);
    let outcome =
        TestRunner::new(config).run(&(noise, changes, any::<(u8, u8)>()), |(noise, changes, (place, kind))| {
            let mut spoiled = mutated(&requests::example(), &changes);
            if let [first, second, ..] = spoiled.as_mut_slice() {
                (*first, *second) = (place, kind);
            }
            for data in [noise, spoiled] {
                let Some(request) = requests::request(&data) else { continue };
                let (said, request) = (format!("{} {}", request.method(), request.uri()), request.map(Body::from));
                let answer = runtime.block_on(router.clone().oneshot(request)).expect("an answer");
                prop_assert!(!answer.status().is_server_error(), "{said}: {}", answer.status());
            }
            Ok(())
        });
    outcome.expect("every request is answered");
}
