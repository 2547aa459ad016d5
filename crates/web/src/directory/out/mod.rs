//! What leaves the directory: feeds, calendars and tables, JSON for programs, and pieces for other sites.

mod api;
mod asked;
mod charts;
mod feeds;
mod given;
mod numbers;
mod problem;
mod sitemap;
mod widget;

use crate::app::App;
use crate::page::Face;
use crate::routes::{Route, read};
use axum::routing::{MethodRouter, get};

/// The doors.
pub(crate) fn routes() -> Vec<Route> {
    let open = |path, sample, door: MethodRouter<App>| {
        read(Face::Public, path, "read-public", sample, door.options(given::asked_first))
    };
    let mut routes = vec![
        open("/feeds/meetings.json", "/feeds/meetings.json", get(feeds::guide)),
        open("/feeds/meetings.csv", "/feeds/meetings.csv", get(feeds::table)),
        open("/feeds/services.csv", "/feeds/services.csv", get(feeds::services)),
        open("/feeds/meetings.ics", "/feeds/meetings.ics", get(feeds::search)),
        open(
            "/meetings/{meeting}/calendar.ics",
            "/meetings/00000000000070008000000000000000/calendar.ics",
            get(feeds::meeting),
        ),
        open(
            "/meetings/{meeting}/group.ics",
            "/meetings/00000000000070008000000000000000/group.ics",
            get(feeds::group),
        ),
    ];
    let event = "/services/01890000-0000-7000-8000-000000000000/calendar.ics";
    routes.push(open("/feeds/events.ics", "/feeds/events.ics", get(feeds::events)));
    routes.push(open("/services/{service}/calendar.ics", event, get(feeds::event)));
    routes.push(open("/widget/meetings.js", "/widget/meetings.js", get(widget::script)));
    routes.push(open("/meetings/statistics.csv", "/meetings/statistics.csv", get(numbers::file)));
    for path in ["/meetings/statistics", "/es/meetings/statistics"] {
        routes.push(read(Face::Public, path, "read-public", path, get(numbers::page)));
    }
    for path in ["/embed", "/es/embed"] {
        routes.push(read(Face::Public, path, "read-public", path, get(widget::explain)));
    }
    for path in ["/embed/meetings", "/es/embed/meetings"] {
        routes.push(read(Face::Public, path, "read-public", path, get(widget::frame)));
    }
    let plain = |path, sample, door: MethodRouter<App>| read(Face::Public, path, "read-public", sample, door);
    routes.push(plain("/robots.txt", "/robots.txt", get(sitemap::robots)));
    routes.push(plain("/sitemap.xml", "/sitemap.xml", get(sitemap::index)));
    routes.push(plain("/sitemap/{file}", "/sitemap/pages.xml", get(sitemap::file)));
    routes.extend(api::routes());
    routes
}
