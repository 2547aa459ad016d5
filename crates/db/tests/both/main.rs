//! The same tests on both engines. PostgreSQL is the server that `ALONGSIDE_TEST_PG` names.

#![expect(clippy::expect_used, clippy::panic, reason = "this is how a test ends")]

mod aside;
mod bulk;
mod faults;
mod files;
mod ground;
mod same;
mod schema;
mod units;
mod walls;
