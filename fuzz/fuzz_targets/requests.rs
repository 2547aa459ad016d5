#![no_main]
#[path = "../parsers/requests.rs"]
#[allow(dead_code, reason = "each target takes one of them")]
mod requests;

use axum::body::Body;
use service::House;
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

static HOUSE: LazyLock<(Runtime, web::App)> = LazyLock::new(|| {
    let house = House::new(testkit::store(), [7; 32]);
    service::demo::seed(&house).expect("the demonstration");
    let app = web::App {
        house,
        public_url: "http://localhost:8080".to_owned(),
        demo: true,
        https: false,
        trusted_proxies: Vec::new(),
    };
    (Builder::new_current_thread().enable_all().build().expect("a runtime"), app)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(request) = requests::request(data) else { return };
    let (runtime, app) = &*HOUSE;
    let answer = runtime.block_on(web::router(app.clone()).oneshot(request.map(Body::from))).expect("an answer");
    assert!(!answer.status().is_server_error(), "{}", answer.status());
});
