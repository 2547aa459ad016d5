//! `/agency/{agency}/directory`: what waits, and finding an entry.

use super::{coded, look_again};
use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::notice::Arg;
use service::directory::services::ServiceFound;
use service::directory::{EntryLine, Hidden, Queue, ReportKind, Waits};
use words::words;

pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) told: String,
    pub(super) urgent: bool,
}

pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
    pub(super) more: bool,
}

/// Parts that are no alarm: they are there on every day.
const CALM: [&str; 7] = ["unverified", "off", "services-unverified", "services-off", "lines", "texts", "own-proposals"];

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    page: Page,
    base: String,
    shown: i64,
    spoken_for: i64,
    parts: Vec<Part>,
    calm: bool,
}

/// What waits for an editor.
pub async fn queue(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let house = app.house.clone();
    let look = move || {
        let services = service::directory::services::service_queue(&house, &session)?;
        let (lines, texts) = (service::directory::lines_to_check(&house)?, service::directory::texts_to_check(&house)?);
        let known = service::directory::known_lines(&service::directory::help_line_changes(&house)?);
        let missing = service::directory::missing_entries(&house, &session)?;
        let proposed = service::directory::own_proposals(&house, &session)?;
        let found = service::directory::queue(&house, &session)?;
        Ok::<_, service::Fault>((found, services, (lines, known, texts), (proposed, missing)))
    };
    let (found, services, (lines, known, texts), (proposed, missing)) = ask(look).await?;
    let base = format!("/agency/{}/directory", at.text("agency"));
    let mut parts = parts(&visit, &base, &found, super::services::danger(&visit, &base, &services));
    // What people say of services goes right after what they say of meetings.
    let of_services = super::services::parts(&visit, &base, &services);
    let (said, rest): (Vec<Part>, Vec<Part>) = of_services.into_iter().partition(|part| part.id == "services-reported");
    let after = parts.iter().take_while(|part| matches!(part.id, "danger" | "reported")).count();
    parts.splice(after..after, said);
    parts.extend(super::missing::part(&visit, &base, &missing));
    parts.extend(rest);
    parts.extend(look_again::parts(&visit, &base, (&lines, &known), &texts));
    parts.extend(look_again::own_part(&visit, &base, &proposed));
    // That nobody here has checked an entry yet is no alarm: every list begins so.
    let calm = parts.iter().all(|part| CALM.contains(&part.id));
    let (shown, spoken_for) = found.shown;
    html(&QueuePage {
        page: Page::titled(&app, &visit, Face::Agency, "desk-title"),
        base,
        shown,
        spoken_for,
        parts,
        calm,
    })
}

fn parts(visit: &Visit, base: &str, found: &Queue, of_services: Vec<Row>) -> Vec<Part> {
    let entry = |one: &Waits, told: String| Row {
        href: format!("{base}/entries/{}", one.id),
        name: one.name.clone(),
        told,
        urgent: false,
    };
    let plain = |list: &[Waits]| list.iter().take(25).map(|one| entry(one, String::new())).collect::<Vec<_>>();
    let say = |id: &str, args: &[(&str, Arg)]| words().say_with(visit.lang, id, args);
    let reported = found.reported.iter().map(|one| {
        let people = say("desk-reported-people", &[("count", one.people.into()), ("date", one.since.into())]);
        let kind = coded(visit, "report-kind", one.kind.code());
        Row { urgent: one.kind == ReportKind::Unsafe, ..entry(&one.entry, format!("{kind} · {people}")) }
    });
    let (mut danger, others): (Vec<Row>, Vec<Row>) = reported.partition(|row| row.urgent);
    danger.extend(of_services);
    let (count, more_reported) = (i64::try_from(danger.len()).unwrap_or(i64::MAX), others.len() == 50);
    let runs = found.runs.iter().map(|run| Row {
        href: format!("{base}/readings/{}", run.id),
        name: run.source.clone(),
        told: format!(
            "{} · {}",
            visit.day(run.at),
            say(
                "desk-run-would",
                &[("gone", run.gone.into()), ("added", run.added.into()), ("changed", run.changed.into())],
            )
        ),
        urgent: false,
    });
    let failing = found.failing.iter().map(|source| Row {
        href: format!("{base}/sources/{}", source.id),
        name: source.name.clone(),
        told: format!(
            "{} {}",
            source.why.as_ref().map(|why| words().notice(visit.lang, why)).unwrap_or_default(),
            say("desk-failing-times", &[("count", source.failures.into())])
        ),
        urgent: false,
    });
    let disagreeing = found.disagreeing.iter().map(|one| {
        let told = |(meeting, source): &(domain::directory::Meeting, String)| {
            let when = words().schedule(visit.lang, &meeting.schedule);
            say("desk-disagree-in", &[("source", Arg::from(source.as_str())), ("when", Arg::from(when))])
        };
        let waits = Waits { id: one.id, name: one.one.0.name.to_string() };
        entry(&waits, format!("{} · {}", told(&one.one), told(&one.other)))
    });
    let proposed = found.proposed.iter().map(|(one, agency, at)| entry(one, format!("{agency} · {}", visit.day(*at))));
    let left_out = found.left_out.iter().take(50).map(|(one, by)| entry(one, format!("{} · {}", by.agency, by.source)));
    let off = found.off.iter().take(50).map(|(one, code)| entry(one, coded(visit, "entry-hidden", code)));
    let part = |id: &'static str, text: String, rows: Vec<Row>, more: bool| Part {
        id,
        title: coded(visit, "desk", id),
        text,
        rows,
        more,
    };
    let none = String::new;
    let all = [
        Part {
            id: "danger",
            title: say("desk-danger", &[("count", Arg::Number(count))]),
            text: say("desk-unsafe-first", &[]),
            rows: danger,
            more: false,
        },
        part("reported", none(), others, more_reported),
        part("runs", none(), runs.collect(), false),
        part("failing", none(), failing.collect(), false),
        part("clashing", none(), plain(&found.clashing), found.clashing.len() > 25),
        part("disagreeing", none(), disagreeing.collect(), false),
        part("proposed", none(), proposed.collect(), false),
        part("left-out", say("desk-left-out-text", &[]), left_out.collect(), found.left_out.len() > 50),
        part("stale", none(), plain(&found.stale), found.stale.len() > 25),
        part("unverified", none(), plain(&found.unverified), found.unverified.len() > 25),
        part("off", none(), off.collect(), found.off.len() > 50),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

struct Found {
    href: String,
    name: String,
    told: String,
}

#[derive(Template)]
#[template(path = "desk/found.html")]
struct FoundPage {
    page: Page,
    base: String,
    words: String,
    found: Vec<Found>,
    more: bool,
}

/// Entries by a part of their name.
pub async fn find(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let text = fields.text("q").to_owned();
    let (house, sought) = (app.house.clone(), text.clone());
    let look = move || {
        let services = service::directory::services::find_services(&house, &session, &sought)?;
        Ok::<_, service::Fault>((service::directory::find_entries(&house, &session, &sought)?, services))
    };
    let ((lines, more), (services, more_services)) = ask(look).await?;
    let base = format!("/agency/{}/directory", at.text("agency"));
    let line = |line: EntryLine| {
        let off = line.hidden.map(|hidden: Hidden| coded(&visit, "entry-hidden", hidden.code()));
        let when = words().schedule(visit.lang, &line.schedule);
        let told = [Some(when), Some(line.source), off].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Found { href: format!("{base}/entries/{}", line.id), name: line.name, told }
    };
    let service = |one: ServiceFound| {
        let off = one.hidden.map(|hidden| coded(&visit, "service-hidden", hidden.code()));
        let told = [Some(one.source), off].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Found { href: format!("{base}/services/{}", one.id), name: one.name, told }
    };
    let found = lines.into_iter().map(line).chain(services.into_iter().map(service)).collect();
    html(&FoundPage {
        page: Page::titled(&app, &visit, Face::Agency, "desk-find"),
        base: base.clone(),
        words: text,
        found,
        more: more || more_services,
    })
}
