//! `GET /services/list.pdf`: what a search finds, to fold and put into a pocket. `GET /services/send`: the same search as a
//! picture for a phone.

use super::list::{address_at, asked, say};
use crate::app::App;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::Visit;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::lang::Lang;
use domain::notice::Arg;
use http::header;
use paper::{House, PocketService, ServiceKind, ServiceList, service_list};
use service::directory::services::{ServiceLine, ServiceQuery, services};
use words::words;

/// A list holds this many services: more is no pocket list.
const MOST: usize = 60;

/// The list as a PDF.
pub async fn pocket(State(app): State<App>, visit: Visit) -> Reply {
    let (query, _) = asked(&visit);
    let (house, lang) = (app.house.clone(), visit.lang);
    let bytes = ask_heavy(move || {
        let query = ServiceQuery { skip: 0, most: MOST, ..query };
        let found = services(&house, query.clone()).map_err(Trouble::from)?;
        // Near a place that nobody knows there is nothing: paper cannot say that it lists every place instead.
        let (lines, count) = if found.place_known { (found.lines, found.count) } else { (Vec::new(), 0) };
        let list = ServiceList {
            asked: told(lang, &query),
            left_out: count.saturating_sub(lines.len()),
            kinds: by_kind(lang, lines),
            printed: house.now().date(&service::directory::usual_zone(&house)),
        };
        service_list(&list, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()))
    })
    .await?;
    let kind = (header::CONTENT_TYPE, "application/pdf");
    Ok(([kind, (header::CONTENT_DISPOSITION, "inline; filename=\"list.pdf\"")], bytes).into_response())
}

/// Under the kind that says it best, in the order in which the search found the first of each.
fn by_kind(lang: Lang, lines: Vec<ServiceLine>) -> Vec<ServiceKind> {
    let mut kinds: Vec<ServiceKind> = Vec::new();
    for line in lines {
        let id = line.kinds.first().map_or_else(|| "services-title".to_owned(), |kind| kind.message_id());
        let heading = say(lang, &id);
        let one = entry(lang, line);
        match kinds.iter_mut().find(|kind| kind.heading == heading) {
            Some(kind) => kind.services.push(one),
            None => kinds.push(ServiceKind { heading, services: vec![one] }),
        }
    }
    kinds
}

fn entry(lang: Lang, line: ServiceLine) -> PocketService {
    let paused = line.paused.then(|| say(lang, "service-paused"));
    let on = line.on.map(|(first, last)| super::hours::days(lang, first, last));
    let provider = Some(line.provider).filter(|provider| *provider != line.name);
    let yes = line.says_yes.iter().map(|fit| say(lang, &fit.message_id()));
    let about: Vec<String> = [paused, on, provider].into_iter().flatten().chain(yes).collect();
    PocketService { name: line.name, phone: line.phone, place: line.place, about: about.join(" · ") }
}

/// What was asked for, in words.
fn told(lang: Lang, query: &ServiceQuery) -> Vec<String> {
    let kinds = query.kinds.iter().map(|kind| say(lang, &kind.message_id()));
    let fits = query.fits.iter().map(|fit| say(lang, &fit.message_id()));
    let near = Some(query.near.trim()).filter(|near| !near.is_empty()).map(|near| {
        let miles = query.miles.unwrap_or(service::directory::services::NEAR) as i64;
        let far = words().say_with(lang, "services-miles", &[("miles", Arg::Number(miles))]);
        format!("{}: {near}, {far}", say(lang, "services-near"))
    });
    let open = query.open_now.then(|| say(lang, "services-open-now"));
    let speaks = Some(query.language.as_str()).filter(|code| !code.is_empty());
    let speaks = speaks.map(|code| say(lang, &format!("services-speaks-{code}")));
    let text = Some(query.text.trim().to_owned()).filter(|text| !text.is_empty());
    text.into_iter().chain(kinds).chain(near).chain(open).chain(speaks).chain(fits).collect()
}

/// The search as a picture.
pub async fn send(State(app): State<App>, visit: Visit) -> Reply {
    let back = address_at(&visit, &format!("{}/services", visit.lang.prefix()));
    crate::directory::send_page(&app, &visit, back)
}
