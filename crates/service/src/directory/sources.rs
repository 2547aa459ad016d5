//! Sources of meetings and services: which there are, adding one, changing how it is read, and leaving one out.

use super::runs::{RunLine, runs_of};
use super::tell::STIR_FEED;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params};
use domain::directory::{FeedState, Pathway, WebAddress};
use domain::id::{AgencyId, CommandId, FeedId};
use domain::notice::{FieldError, Notice};
use domain::text::Line;
use domain::time::{Moment, zone};
use standards::table::Mapping;

access::statements! {
    SOURCES = "
        SELECT f.id, f.name, f.zone, f.format, f.address, f.licence, f.credit, f.columns, f.every_hours, f.state,
          f.seen_at, f.failures, f.next_at, f.problem,
          (SELECT count(*) FROM meeting m WHERE m.feed_id = f.id AND m.gone_at IS NULL)
            + (SELECT count(*) FROM offering o WHERE o.feed_id = f.id AND o.gone_at IS NULL), f.pathway
        FROM feed f WHERE f.steward_id = $1 ORDER BY f.name, f.id";

    ONE_SOURCE = "
        SELECT f.id, f.name, f.zone, f.format, f.address, f.licence, f.credit, f.columns, f.every_hours, f.state,
          f.seen_at, f.failures, f.next_at, f.problem,
          (SELECT count(*) FROM meeting m WHERE m.feed_id = f.id AND m.gone_at IS NULL)
            + (SELECT count(*) FROM offering o WHERE o.feed_id = f.id AND o.gone_at IS NULL), f.pathway
        FROM feed f WHERE f.steward_id = $1 AND f.id = $2";

    /// A source that reads the other kind of entries now.
    OTHER_KIND = "
        SELECT 1 FROM feed
        WHERE steward_id = $1 AND id = $2 AND (format = 'hsds') <> (CAST($3 AS TEXT) = 'hsds')";

    /// A source that nothing is read into.
    IS_BY_HAND = "SELECT 1 FROM feed WHERE steward_id = $1 AND id = $2 AND format = 'by-hand'";

    NAME_TAKEN = "SELECT id FROM feed WHERE steward_id = $1 AND name = $2";

    ADD_SOURCE = "
        INSERT INTO feed (id, steward_id, name, zone, format, address, licence, credit, every_hours, state, changed_at,
          failures, next_at, columns, pathway)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10, 0, $11, $12, $13)";

    /// What is read otherwise is read anew: without the marks of the last time.
    FORGET_MARKS = "
        UPDATE feed SET etag = NULL, last_modified = NULL
        WHERE steward_id = $1 AND id = $2
          AND (address IS DISTINCT FROM CAST($3 AS TEXT) OR zone <> $4 OR format <> $5
            OR columns IS DISTINCT FROM CAST($6 AS TEXT))";

    CHANGE_SOURCE = "
        UPDATE feed SET name = $3, zone = $4, format = $5, licence = $7, credit = $8, every_hours = $9, next_at = $10,
          address = CAST($6 AS TEXT), columns = $11, pathway = $12, failures = 0, problem = NULL
        WHERE steward_id = $1 AND id = $2";

    SET_STATE = "
        UPDATE feed SET state = $3, next_at = CASE WHEN $3 = 'active' AND every_hours IS NOT NULL AND address IS NOT NULL
          THEN CAST($4 AS BIGINT) ELSE NULL END
        WHERE steward_id = $1 AND id = $2 AND state <> $3";
}

/// A source, as its desk sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnSource {
    /// The source.
    pub id: FeedId,
    /// What it is called.
    pub name: String,
    /// The zone of rows that name none.
    pub zone: String,
    /// The code of its format.
    pub format: String,
    /// Where it is read from.
    pub address: Option<String>,
    /// Its licence, in its own words.
    pub licence: Option<String>,
    /// The page of whoever publishes it.
    pub credit: Option<String>,
    /// How a table's columns are named.
    pub columns: Option<String>,
    /// The pathway of meetings that speak of none.
    pub pathway: Option<String>,
    /// After how many hours it is read again.
    pub every_hours: Option<i64>,
    /// How it stands.
    pub state: FeedState,
    /// When it was last read to its end.
    pub seen_at: Option<Moment>,
    /// How often in a row it could not be read.
    pub failures: i64,
    /// When it is read next.
    pub next_at: Option<Moment>,
    /// Why it could not be read.
    pub problem: Option<Notice>,
    /// How many entries it names now.
    pub entries: i64,
}

/// What is said of a source.
#[derive(Debug, Clone, Default)]
pub struct SourceForm {
    /// What it is called.
    pub name: String,
    /// The zone of rows that name none; the agency's own where it is empty.
    pub zone: String,
    /// The code of its format.
    pub format: String,
    /// Where it is read from; empty for a list that comes as a file.
    pub address: String,
    /// Its licence.
    pub licence: String,
    /// The page of whoever publishes it.
    pub credit: String,
    /// After how many hours it is read again; empty for by hand alone.
    pub every: String,
    /// Which column of a table is what, as `name=Group, day=Weekday`; empty where the names of the columns say it.
    pub columns: String,
    /// The code of the pathway that its meetings are of where they speak of none; empty for none.
    pub pathway: String,
}

/// The same, looked at.
#[derive(Clone)]
struct Said {
    name: Line,
    zone: Option<String>,
    format: String,
    address: Option<String>,
    licence: Option<String>,
    credit: Option<String>,
    every: Option<i64>,
    columns: Option<String>,
    pathway: Option<&'static str>,
}

/// The address at which a BMLT root server gives its meetings together with its formats: every server answers there
/// (BMLT semantic interface, `switcher=GetSearchResults`). What asks for something already is left as it is.
fn bmlt_address(typed: &str) -> String {
    if typed.contains("switcher=") {
        let whole = typed.contains("switcher=GetSearchResults") && !typed.contains("get_used_formats");
        return if whole { format!("{typed}&get_used_formats=1") } else { typed.to_owned() };
    }
    let plain = typed.split(['?', '#']).next().unwrap_or(typed).trim_end_matches('/');
    let root = ["/index.php", "/client_interface/json", "/semantic"].iter().find_map(|end| plain.strip_suffix(end));
    let root = root.unwrap_or(plain).trim_end_matches('/');
    format!("{root}/client_interface/json/?switcher=GetSearchResults&get_used_formats=1")
}

impl SourceForm {
    fn parse(&self) -> Result<Said, Fault> {
        let mut wrong = Vec::new();
        let mut fault = |field: &str, notice: Notice| wrong.push(FieldError::new(field, notice));
        let name = Line::parse(&self.name).map_err(|why| fault("name", why)).ok();
        let web = |text: &str| match text.trim() {
            "" => Ok(None),
            text => WebAddress::parse(text).map(|found| Some(found.to_string())).ok_or(()),
        };
        let address = web(&self.address).map_err(|()| fault("address", Notice::new("source-address"))).ok().flatten();
        let of_bmlt = self.format == "bmlt";
        let address = address.map(|typed| if of_bmlt { bmlt_address(&typed) } else { typed });
        let credit = web(&self.credit).map_err(|()| fault("credit", Notice::new("source-address"))).ok().flatten();
        let licence = Line::optional(&self.licence).map_err(|why| fault("licence", why)).ok().flatten();
        let own_zone = Some(self.zone.trim().to_owned()).filter(|name| !name.is_empty());
        if let Some(name) = own_zone.as_ref().filter(|name| zone(name).is_err()) {
            fault("zone", Notice::new("source-zone-unknown").with("zone", name.as_str()));
        }
        if !super::FORMATS.contains(&self.format.as_str()) {
            fault("format", Notice::new("choice-unknown"));
        }
        let every = match self.every.trim() {
            "" => None,
            text => text.parse().ok().filter(|hours| (1..=24 * 31).contains(hours)).or_else(|| {
                fault("every", Notice::new("source-every"));
                None
            }),
        };
        let columns = match self.columns.trim() {
            "" => None,
            text => match text.parse::<Mapping>() {
                Ok(mapping) => Some(mapping.to_string()).filter(|text| !text.is_empty()),
                Err(_) => {
                    fault("columns", Notice::new("meeting-feed-mapping"));
                    None
                }
            },
        };
        let pathway = match self.pathway.as_str() {
            // BMLT is NA's own: a meeting there is of the twelve steps unless it says otherwise.
            "" => of_bmlt.then(|| Pathway::TwelveStep.code()),
            code => match code.parse::<Pathway>() {
                Ok(pathway) => Some(pathway.code()),
                Err(_) => {
                    fault("pathway", Notice::new("choice-unknown"));
                    None
                }
            },
        };
        match name {
            Some(name) if wrong.is_empty() => Ok(Said {
                name,
                zone: own_zone,
                format: self.format.clone(),
                address,
                licence: licence.map(|line| line.to_string()),
                credit,
                every,
                columns,
                pathway,
            }),
            _ => Err(Fault::Invalid(wrong)),
        }
    }
}

fn source(mut row: Row) -> Result<OwnSource, Fault> {
    Ok(OwnSource {
        id: row.take()?,
        name: row.take()?,
        zone: row.take()?,
        format: row.take()?,
        address: row.take()?,
        licence: row.take()?,
        credit: row.take()?,
        columns: row.take()?,
        every_hours: row.take()?,
        state: row.parse()?,
        seen_at: row.take()?,
        failures: row.take()?,
        next_at: row.take()?,
        problem: row.take::<Option<String>>()?.and_then(|text| serde_json::from_str(&text).ok()),
        entries: row.take()?,
        pathway: row.take()?,
    })
}

/// The sources that an agency looks after.
pub fn own_sources(house: &House, session: &Session) -> Result<Vec<OwnSource>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.rows(&permit, &SOURCES, &params![agency])?.into_iter().map(source).collect()
    })
}

/// One source with its latest readings.
pub fn source_page(house: &House, session: &Session, feed: FeedId) -> Result<(OwnSource, Vec<RunLine>), Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let row = work.row(&permit, &ONE_SOURCE, &params![agency, feed])?.ok_or(Fault::Absent)?;
        Ok((source(row)?, runs_of(work, &permit, feed)?))
    })
}

fn free_name<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    name: &Line,
    own: Option<FeedId>,
) -> Result<(), Fault> {
    let Some(mut row) = work.row(permit, &NAME_TAKEN, &params![agency, name.as_str()])? else { return Ok(()) };
    if Some(row.take::<FeedId>()?) == own {
        Ok(())
    } else {
        Err(Fault::invalid("name", Notice::new("source-name-taken")))
    }
}

/// Adds a source. One with an address and hours is read by the next turn of the job.
pub fn add_source(house: &House, session: &Session, command: CommandId, form: &SourceForm) -> Result<FeedId, Fault> {
    let said = form.parse()?;
    house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        free_name(work, &permit, agency, &said.name, None)?;
        let own = work.zone(agency)?.iana_name().unwrap_or("UTC").to_owned();
        let Said { name, zone, format, address, licence, credit, every, columns, pathway } = said.clone();
        let (id, now): (FeedId, _) = (work.ids().next(), work.now());
        let next = every.filter(|_| address.is_some()).map(|_| now);
        let zone = zone.unwrap_or(own);
        let name = name.as_str();
        let values =
            params![id, agency, name, zone, format, address, licence, credit, every, now, next, columns, pathway];
        work.run(&permit, &ADD_SOURCE, &values)?;
        work.detail(&format!("source {id} added"));
        Ok(id)
    })
}

/// Changes how a source is called, credited and read.
pub fn change_source(
    house: &House,
    session: &Session,
    command: CommandId,
    feed: FeedId,
    form: &SourceForm,
) -> Result<(), Fault> {
    let said = form.parse()?;
    house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        free_name(work, &permit, agency, &said.name, Some(feed))?;
        if work.row(&permit, &IS_BY_HAND, &params![agency, feed])?.is_some() {
            return Err(Fault::refused(Notice::new("source-by-hand")));
        }
        // Meetings and services are kept apart: what one kind left behind, the other could not clear.
        if work.row(&permit, &OTHER_KIND, &params![agency, feed, said.format.as_str()])?.is_some() {
            return Err(Fault::invalid("format", Notice::new("source-stays-kind")));
        }
        let own = work.zone(agency)?.iana_name().unwrap_or("UTC").to_owned();
        let Said { name, zone, format, address, licence, credit, every, columns, pathway } = said.clone();
        let next = every.filter(|_| address.is_some()).map(|_| work.now());
        let zone = zone.unwrap_or(own);
        work.run(&permit, &FORGET_MARKS, &params![agency, feed, address, zone, format, columns])?;
        let name = name.as_str();
        let values = params![agency, feed, name, zone, format, address, licence, credit, every, next, columns, pathway];
        if work.run(&permit, &CHANGE_SOURCE, &values)? == 0 {
            return Err(Fault::Absent);
        }
        // Name, licence and pathway stand with each of its meetings.
        super::edit::stir(work, &permit, feed)?;
        work.detail(&format!("source {feed} changed"));
        Ok(())
    })
}

/// Reads on, rests, or leaves a source out with all its entries. What is left out is not read again until somebody
/// takes it back here.
pub fn set_source(
    house: &House,
    session: &Session,
    command: CommandId,
    feed: FeedId,
    state: FeedState,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.row(&permit, &ONE_SOURCE, &params![agency, feed])?.ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &SET_STATE, &params![agency, feed, state.code(), now])?;
        work.run(&permit, &STIR_FEED, &params![feed, now.micros()])?;
        work.detail(&format!("source {feed} {}", state.code()));
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_way_to_a_root_server_leads_to_its_meetings() {
        let whole =
            "https://b.example.org/main_server/client_interface/json/?switcher=GetSearchResults&get_used_formats=1";
        for typed in [
            "https://b.example.org/main_server",
            "https://b.example.org/main_server/",
            "https://b.example.org/main_server/index.php",
            "https://b.example.org/main_server/semantic/",
            "https://b.example.org/main_server/client_interface/json/",
            "https://b.example.org/main_server/client_interface/json/?switcher=GetSearchResults",
        ] {
            assert_eq!(bmlt_address(typed), whole, "{typed}");
        }
        let own =
            "https://b.example.org/client_interface/json/?switcher=GetSearchResults&services=3&get_used_formats=1";
        assert_eq!(bmlt_address(own), own, "what somebody asks for stays");
    }
}
