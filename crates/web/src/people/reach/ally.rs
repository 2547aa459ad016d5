//! `…/allies`: somebody who stands by a member, on the member's word.

use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::AllyId;
use domain::people::{AllyBasis, Relation};
use service::people::AllyEntry;

#[derive(Template)]
#[template(path = "reach/ally.html")]
struct AllyPage {
    page: Page,
    base: String,
    own: bool,
    instead_of: String,
    who: String,
    words: String,
    reach: String,
    relations: Vec<Choice>,
    bases: Vec<Choice>,
    in_plan: bool,
    invited: bool,
    wrong: Wrong,
}

struct Known {
    instead_of: String,
    name: String,
    words: String,
    reach: String,
    relation: String,
    basis: String,
    in_plan: bool,
    invited: bool,
}

/// The form: empty, or with the ally of the address.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let found = ask(move || service::people::reach(&house, &one.session, one.member)).await?;
    if !found.may_change {
        return Err(Trouble::Absent);
    }
    let known = if at.text("ally").is_empty() {
        Known {
            instead_of: String::new(),
            name: String::new(),
            words: String::new(),
            reach: String::new(),
            relation: Relation::Supporter.code().to_owned(),
            basis: AllyBasis::NamedOnly.code().to_owned(),
            in_plan: false,
            invited: false,
        }
    } else {
        let id: AllyId = at.id("ally")?;
        let line = found.allies.into_iter().find(|line| line.id == id).ok_or(Trouble::Absent)?;
        Known {
            instead_of: id.to_string(),
            name: line.name,
            words: line.words.unwrap_or_default(),
            reach: line.reach.unwrap_or_default(),
            relation: line.relation.code().to_owned(),
            basis: line.basis.code().to_owned(),
            in_plan: line.in_plan,
            invited: line.invited,
        }
    };
    show(&app, &visit, &place, known, Wrong::default())
}

fn show(app: &App, visit: &Visit, place: &Place, known: Known, wrong: Wrong) -> Reply {
    // What the law says of a guardian is not for the form to claim on somebody's word; staff see the papers.
    let bases = AllyBasis::ALL.iter().filter(|one| !place.own() || **one != AllyBasis::Law);
    let basis = |code: &str| code == known.basis;
    let relations =
        choices(visit.lang, "ally-relation", Relation::ALL.iter().map(|one| one.code()), |code| code == known.relation);
    let kind = if place.own() { "ally-own-basis" } else { "ally-basis" };
    let form = AllyPage {
        page: Page::titled(app, visit, place.face, "ally-title"),
        base: place.base.clone(),
        own: place.own(),
        instead_of: known.instead_of,
        who: known.name,
        words: known.words,
        reach: known.reach,
        relations,
        bases: choices(visit.lang, kind, bases.map(|one| one.code()), basis),
        in_plan: known.in_plan,
        invited: known.invited,
        wrong,
    };
    html_with(form.wrong.status(), &form)
}

fn entry(fields: &Fields) -> Result<AllyEntry, Trouble> {
    let text = |name: &str| fields.text(name).to_owned();
    Ok(AllyEntry {
        relation: fields.code("relation")?.ok_or(Trouble::Unreadable)?,
        name: text("name"),
        words: text("words"),
        reach: text("reach"),
        basis: fields.code("basis")?.ok_or(Trouble::Unreadable)?,
        in_plan: !fields.text("in_plan").is_empty(),
        invited: !fields.text("invited").is_empty(),
    })
}

/// Saves it.
pub async fn save(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_reach(&visit, &at)?;
    let command = fields.command()?;
    let entry = entry(&fields)?;
    if place.own() && entry.basis == AllyBasis::Law {
        return Err(Trouble::Unreadable);
    }
    let instead: Option<AllyId> = fields.code("instead_of")?;
    let (house, one, typed) = (app.house.clone(), place.clone(), entry.clone());
    let saved =
        ask(move || service::people::save_ally(&house, &one.session, command, one.member, instead, &entry)).await;
    match saved {
        Ok(()) => Ok(see_saying(&place.base, "saved")),
        Err(Trouble::Invalid(errors)) => {
            let known = Known {
                instead_of: fields.text("instead_of").to_owned(),
                name: typed.name,
                words: typed.words,
                reach: typed.reach,
                relation: typed.relation.code().to_owned(),
                basis: typed.basis.code().to_owned(),
                in_plan: typed.in_plan,
                invited: typed.invited,
            };
            show(&app, &visit, &place, known, Wrong::of(&visit, &errors))
        }
        Err(other) => Err(other),
    }
}

/// Ends it.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_reach(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let ally: AllyId = at.id("ally")?;
    let base = place.base.clone();
    ask(move || service::people::end_ally(&app.house, &place.session, command, place.member, ally)).await?;
    Ok(see_saying(&base, "saved"))
}
