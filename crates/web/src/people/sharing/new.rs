//! `GET` and `POST /me/sharing/new`: somebody new to share with.

use super::form::{self, PartsForm, parts};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::people::join::qr::{Qr, qr};
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::notice::Arg;
use service::people::{Colleague, NewCode, NewShare, OwnChart, ShareWith};
use words::words;

#[derive(Template)]
#[template(path = "sharing/new.html")]
struct NewPage {
    page: Page,
    staff: bool,
    /// Charts to choose among, where there are several and none is chosen.
    charts: Vec<(String, String)>,
    chosen: Option<PartsForm>,
    typed_name: String,
    shown_as: String,
    picked: String,
    colleagues: Vec<Colleague>,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "sharing/code.html")]
struct CodePage {
    page: Page,
    back: String,
    code: String,
    message: String,
    qr: Option<Qr>,
}

/// The form: for a supporter, or with `?with=staff` for somebody at the agency.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let staff = visit.asked("with") == "staff";
    let chart = visit.asked("chart").to_owned();
    show(&app, &visit, staff, &chart, &Fields::default(), Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, staff: bool, chart: &str, fields: &Fields, wrong: Wrong) -> Reply {
    let session = visit.member()?;
    let (house, asked) = (app.house.clone(), chart.to_owned());
    let (charts, chosen, colleagues) = ask(move || {
        let charts = service::people::own_charts(&house, &session)?;
        let chosen: Option<OwnChart> = match charts.as_slice() {
            [one] => Some(one.clone()),
            several => several.iter().find(|one| one.member.to_string() == asked).cloned(),
        };
        let colleagues = match &chosen {
            Some(one) if staff => service::people::colleagues(&house, &session, one.member)?,
            _ => Vec::new(),
        };
        Ok::<_, service::Fault>((charts, chosen, colleagues))
    })
    .await?;
    let with = if staff { "staff" } else { "supporter" };
    let link = |one: &OwnChart| (one.agency_name.clone(), format!("/me/sharing/new?with={with}&chart={}", one.member));
    let typed = wrong.any();
    let blank = |one: &OwnChart| PartsForm {
        member: one.member.to_string(),
        agency: one.agency_name.clone(),
        parts: parts(visit.lang, |_| false),
        on_a_day: false,
        until_on: String::new(),
        standing: String::new(),
    };
    let again = |one: &OwnChart| PartsForm::typed(visit.lang, fields, one.agency_name.clone());
    let form = chosen.as_ref().map(|one| if typed { again(one) } else { blank(one) });
    let called = chosen.as_ref().map(|one| one.called.clone()).unwrap_or_default();
    let page = NewPage {
        page: Page::titled(app, visit, Face::Member, "share-new-title"),
        staff,
        charts: if chosen.is_none() { charts.iter().map(link).collect() } else { Vec::new() },
        chosen: form,
        typed_name: fields.text("name").to_owned(),
        shown_as: if typed { fields.text("shown_as").to_owned() } else { called },
        picked: fields.text("staff").to_owned(),
        colleagues,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn entry(fields: &Fields) -> Result<NewShare, Trouble> {
    let with = match fields.text("with") {
        "staff" => ShareWith::Staff(fields.code("staff")?.ok_or(Trouble::Unreadable)?),
        _ => ShareWith::Supporter(fields.text("name").to_owned()),
    };
    Ok(NewShare { with, shown_as: fields.text("shown_as").to_owned(), of: form::of(fields)? })
}

/// Shares. For a supporter there is a code to pass on, in words that name neither agency nor purpose.
pub async fn make(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let command = fields.command()?;
    let staff = fields.text("with") == "staff";
    let made = match entry(&fields) {
        Ok(new) => {
            let house = app.house.clone();
            ask(move || service::people::share(&house, &session, command, new)).await
        }
        Err(trouble) => Err(trouble),
    };
    match made {
        Ok(made) => match made.code {
            Some(code) => show_code(&app, &visit, &format!("/me/sharing/{}", made.share), &code),
            None => Ok(see_saying("/me/sharing", "shared")),
        },
        Err(Trouble::Invalid(errors)) => {
            let chart = fields.text("member").to_owned();
            show(&app, &visit, staff, &chart, &fields, Wrong::of(&visit, &errors)).await
        }
        Err(other) => Err(other),
    }
}

/// The code, shown once, with words to send and a picture to hold out.
pub fn show_code(app: &App, visit: &Visit, back: &str, code: &NewCode) -> Reply {
    let address = app.public_url.split_once("://").map_or(app.public_url.as_str(), |(_, rest)| rest);
    let args = [
        ("address", Arg::from(format!("{address}{}/join", visit.lang.prefix()))),
        ("code", Arg::from(code.code.clone())),
        ("date", Arg::from(visit.day(code.until))),
    ];
    html(&CodePage {
        page: Page::titled(app, visit, Face::Member, "share-code-title"),
        back: back.to_owned(),
        message: words().say_with(visit.lang, "share-message", &args),
        // The code stands behind the `#`, which no browser sends and no server writes down.
        qr: qr(&format!("{}/join#{}", app.public_url, code.code)),
        code: code.code.clone(),
    })
}
