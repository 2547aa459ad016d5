//! The program from outside: commands, what they print, how they end, and what is left when they are ended.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]
#![expect(clippy::disallowed_methods, reason = "measures how long a start takes")]

mod commands;
mod killed;
mod lists;
mod record;
mod running;
mod serving;
