//! What a search of services finds, as a table for a spreadsheet: a line for each place of each service.

use super::find::{ServiceQuery, finder};
use super::give_out::{ServiceSource, sources};
use super::ready::{Ready, ready};
use crate::House;
use crate::directory::give_out::{GivenOut, Has, given};
use crate::directory::shelf::fingerprint;
use access::Fault;
use domain::directory::offering::{Answer, Hours, Listing, Site};
use domain::directory::{Days, Point};
use domain::id::{FeedId, OfferingId};
use domain::text::Line;
use standards::sheet;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Columns of the table.
const COLUMNS: [&str; 24] = [
    "id",
    "name",
    "provider",
    "kinds",
    "status",
    "alert",
    "phone",
    "website",
    "location",
    "address",
    "city",
    "state",
    "postal_code",
    "latitude",
    "longitude",
    "hours",
    "hours_note",
    "languages",
    "says_yes",
    "verified_on",
    "miles",
    "page",
    "source",
    "licence",
];

/// What a search finds, as a table; by identity, whatever page of it was looked at. Near a place that nobody knows there
/// is nothing: a file cannot say that it holds every place instead. `base` is where this house is found.
pub fn services_table(house: &House, query: &ServiceQuery, base: &str, has: &Has) -> Result<GivenOut, Fault> {
    let ready = ready(house)?;
    let (finder, place_known) = finder(house, query)?;
    let sources = sources(house)?;
    let now = house.now();
    // What is open now is another answer each minute.
    let minute = if finder.open_now { now.micros() / 60_000_000 } else { 0 };
    let terms: BTreeMap<FeedId, (&str, &Option<String>)> =
        sources.iter().map(|(feed, source)| (*feed, (source.name.as_str(), &source.licence))).collect();
    let told = format!("{} {:?} {terms:?} {finder:?} {place_known} {minute}", env!("CARGO_PKG_VERSION"), ready.feeds());
    let write = || {
        let mut found: Vec<(usize, Option<f64>)> = match place_known {
            true => {
                let found = ready.search(&finder, now, 0..usize::MAX).found;
                found.iter().map(|one| (one.index, one.miles)).collect()
            }
            false => Vec::new(),
        };
        found.sort_unstable_by_key(|(at, _)| *at);
        let rows = found.iter().flat_map(|(at, miles)| rows(&ready, &sources, *at, *miles, base));
        Arc::from(sheet::write(&COLUMNS, rows).into_bytes())
    };
    Ok(given(has, fingerprint(&told), write))
}

fn rows(
    ready: &Ready,
    sources: &HashMap<FeedId, ServiceSource>,
    at: usize,
    miles: Option<f64>,
    base: &str,
) -> Vec<Vec<Cow<'static, str>>> {
    let known = || {
        let (feed, also) = ready.of_feed.get(at)?;
        let from = std::iter::once(feed).chain(also).filter_map(|feed| sources.get(feed));
        Some((*ready.ids.get(at)?, ready.listing(at)?, from.collect::<Vec<_>>()))
    };
    let Some((id, listing, from)) = known() else { return Vec::new() };
    let sites: Vec<Option<&Site>> = match listing.offering.sites.as_slice() {
        [] => vec![None],
        sites => sites.iter().map(Some).collect(),
    };
    sites.into_iter().map(|site| row((id, listing, &from), site, miles, base)).collect()
}

fn row(
    (id, listing, from): (OfferingId, &Listing, &[&ServiceSource]),
    site: Option<&Site>,
    miles: Option<f64>,
    base: &str,
) -> Vec<Cow<'static, str>> {
    let Listing { provider, offering } = listing;
    let of_place = |field: fn(&Site) -> &Option<Line>| {
        site.and_then(|site| field(site).as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    let point = site.and_then(|site| site.place.point);
    let degrees = |of: fn(Point) -> f64| point.map(|at| of(at).to_string()).unwrap_or_default();
    let hours = site.and_then(|site| offering.hours_at(site).or(site.hours.as_ref())).or(offering.hours.as_ref());
    let phone = site.and_then(|site| site.phones.first()).or(offering.phones.first()).or(provider.phones.first());
    let website = offering.website.as_ref().or(provider.website.as_ref());
    let yes = offering.fit.iter().filter(|fact| fact.answer == Answer::Yes).map(|fact| fact.fit.code());
    let cells: [String; COLUMNS.len()] = [
        id.to_string(),
        offering.name.to_string(),
        provider.name.to_string(),
        offering.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(","),
        offering.standing.code().to_owned(),
        offering.alert.to_string(),
        phone.map(|phone| phone.shown.to_string()).unwrap_or_default(),
        website.map(ToString::to_string).unwrap_or_default(),
        of_place(|site| &site.place.name),
        of_place(|site| &site.place.address),
        of_place(|site| &site.place.city),
        of_place(|site| &site.place.state),
        of_place(|site| &site.place.postal_code),
        degrees(Point::latitude),
        degrees(Point::longitude),
        hours.map(week).unwrap_or_default(),
        hours.map(|hours| hours.note.to_string()).unwrap_or_default(),
        offering.languages.iter().map(Line::as_str).collect::<Vec<_>>().join(", "),
        yes.collect::<Vec<_>>().join(","),
        offering.verified_on.map(|on| on.to_string()).unwrap_or_default(),
        miles.map(|miles| format!("{miles:.1}")).unwrap_or_default(),
        format!("{base}/services/{id}"),
        from.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join("; "),
        from.iter().filter_map(|source| source.licence.as_deref()).collect::<Vec<_>>().join("; "),
    ];
    cells.map(Cow::Owned).into()
}

/// The hours of each week: `mon 09:00-17:00; tue 09:00-12:00, 13:00-17:00`. What comes in another rhythm is on the page.
fn week(hours: &Hours) -> String {
    let open = hours.week().into_iter().filter(|(_, times)| !times.is_empty());
    let day = |(day, times): (domain::time::Weekday, Vec<(domain::time::Time, domain::time::Time)>)| {
        let clock = |time: domain::time::Time| time.strftime("%H:%M").to_string();
        let times: Vec<String> =
            times.into_iter().map(|(opens, closes)| format!("{}-{}", clock(opens), clock(closes))).collect();
        format!("{} {}", Days::english(day).get(..3).unwrap_or_default(), times.join(", "))
    };
    open.map(day).collect::<Vec<_>>().join("; ")
}
