//! The same tests on both engines. PostgreSQL is the server that `ALONGSIDE_TEST_PG` names.

mod bulk;
mod files;
mod ground;
mod same;
mod schema;
mod units;
mod walls;
