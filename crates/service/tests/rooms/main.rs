//! The use cases of every room on both engines, through the doors that the faces use.

#![expect(clippy::expect_used, clippy::panic, reason = "this is how a test ends")]

mod along;
mod chart;
mod clauses;
mod consent;
mod demo;
mod directory;
mod due;
mod faults;
mod house;
mod join;
mod keys;
mod lists;
mod lock;
mod lock_all;
mod model;
mod operate;
mod plan;
mod privacy;
mod reach;
mod record;
mod refusals;
mod restart;
mod savers;
mod services;
mod sharing;
mod signing;
mod slips;
mod together;
mod translation;
mod versions;
mod walls;
