//! A meeting that no list names, added by hand: a group without a website has no other door.
//!
//! It stands in a source of its agency's own that is kept by hand: nothing reads that, and nothing but its age takes an
//! entry of it away.

use super::carry_out::Entry;
use super::edit::{SAY_RIGHT, stir};
use super::entry_form::EntryForm;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::directory::{Meeting, Schedule, Slug};
use domain::id::{AgencyId, CommandId, FeedId, MeetingId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::TimeZone;

/// The format of a source that is kept by hand. None that a list could have.
pub const BY_HAND: &str = "by-hand";

access::statements! {
    KEPT_BY_HAND = "SELECT id FROM feed WHERE steward_id = $1 AND format = 'by-hand'";

    NAME_OF_AGENCY = "
        SELECT a.name, (SELECT count(*) FROM feed f WHERE f.steward_id = a.id AND f.name = a.name)
        FROM agency a WHERE a.id = $1";

    ADD_BY_HAND = "
        INSERT INTO feed (id, steward_id, name, zone, format, state, changed_at, failures)
        VALUES ($1, $2, $3, $4, 'by-hand', 'active', $5, 0)";

    USED_AGAIN = "UPDATE feed SET state = 'active' WHERE id = $1 AND state <> 'active'";

    INSERT_BY_HAND = "
        INSERT INTO meeting (id, feed_id, slug, name, entry, clashes, alike, kin, apart)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $7, FALSE)";

    /// The same name, time and place stands there already.
    HAS_ALIKE = "
        SELECT id FROM meeting WHERE feed_id = $1 AND gone_at IS NULL AND alike = $2 AND hidden IS NULL ORDER BY id LIMIT 1";
}

/// The source that the agency keeps by hand, made when it is needed first and called as the agency is.
pub(super) fn by_hand<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<FeedId, Fault> {
    if let Some(mut row) = work.row(permit, &KEPT_BY_HAND, &params![agency])? {
        let feed = row.take()?;
        // Who adds to it uses it again.
        work.run(permit, &USED_AGAIN, &params![feed])?;
        return Ok(feed);
    }
    let mut row = work.row(permit, &NAME_OF_AGENCY, &params![agency])?.ok_or(Fault::Absent)?;
    let (name, taken): (String, i64) = (row.take()?, row.take()?);
    let (id, now): (FeedId, _) = (work.ids().next(), work.now());
    // A list of that name may be there already.
    let name = if taken == 0 { name } else { format!("{name} · {}", id.to_string().get(..6).unwrap_or_default()) };
    let zone = work.zone(agency)?.iana_name().unwrap_or("UTC").to_owned();
    work.run(permit, &ADD_BY_HAND, &params![id, agency, name.as_str(), zone, now.micros()])?;
    Ok(id)
}

/// The meeting that a form would be; `end` makes its slug its own.
pub(super) fn meeting_of_form(form: &EntryForm, zone: &TimeZone, end: &str) -> Result<Meeting, Fault> {
    // A name is told with whatever else is wrong; until then any will do.
    let name = Line::parse(&form.name).or_else(|_| Line::parse("-")).map_err(|why| Fault::invalid("name", why))?;
    let empty = Meeting::new(name, Slug::make(&format!("{} {end}", form.name)), Schedule::ByAppointment);
    form.put_into(empty, zone)
}

/// Puts a meeting into a source that is kept by hand.
pub(super) fn add_meeting<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (feed, agency): (FeedId, AgencyId),
    form: &EntryForm,
) -> Result<MeetingId, Fault> {
    let zone = work.zone(agency)?;
    let id: MeetingId = work.ids().next();
    let meeting = meeting_of_form(form, &zone, &id.to_string())?;
    let Entry { slug, name, json, alike, kin } = Entry::of(&meeting)?;
    if work.row(permit, &HAS_ALIKE, &params![feed, alike.as_str()])?.is_some() {
        return Err(Fault::invalid("name", Notice::new("entry-there-already")));
    }
    work.run(permit, &INSERT_BY_HAND, &params![id, feed, slug, name, json, alike, kin])?;
    Ok(id)
}

/// Adds a meeting. Who adds it says that it is right.
pub fn add_entry(house: &House, session: &Session, command: CommandId, form: &EntryForm) -> Result<MeetingId, Fault> {
    let form = form.clone();
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let hat = work.staff_hat()?;
        // What is wrong is told before a source is made for it.
        meeting_of_form(&form, &work.zone(hat.agency)?, "new")?;
        let feed = by_hand(work, &permit, hat.agency)?;
        let id = add_meeting(work, &permit, (feed, hat.agency), &form)?;
        let now = work.now();
        work.run(&permit, &SAY_RIGHT, &params![id, now, "editor", hat.staff])?;
        stir(work, &permit, feed)?;
        work.detail(&format!("meeting {id} added by hand"));
        Ok(id)
    })
}
