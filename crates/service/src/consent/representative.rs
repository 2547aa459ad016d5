//! Who may sign for a member: the papers, who saw them, who was turned down and why, and the look at that.
//!
//! Whether a paper counts is decided by its dates, the member's birthday and the state's rule each time it is asked
//! (`domain::consent::may_sign`): nothing has to run on the day that a right ends.

use crate::{Fault, House, Refusal, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::consent::{DeclineVerdict, Paper, RepresentativeKind, Signs, WhyNot, may_sign};
use domain::directory::fold;
use domain::id::{AgencyId, CommandId, MemberId, RowId, StaffId};
use domain::notice::{FieldError, Notice};
use domain::text::Line;
use domain::time::{Date, Moment};

statements! {
    REPRESENTATIVES_OF_MEMBER = "
        SELECT r.id, r.kind, r.name, r.paper, r.from_on, r.until_on, s.name, r.seen_on, r.ended_at, r.declined_at,
          r.declined_by, d.name, r.decline_reason, r.verdict, v.name, r.verdict_words
        FROM representative r
        JOIN staff s ON s.agency_id = r.agency_id AND s.id = r.seen_by
        LEFT JOIN staff d ON d.agency_id = r.agency_id AND d.id = r.declined_by
        LEFT JOIN staff v ON v.agency_id = r.agency_id AND v.id = r.reviewed_by
        WHERE r.agency_id = $1 AND r.member_id = $2 ORDER BY r.at DESC, r.id DESC LIMIT 100";

    BIRTHDAY_AND_STATE = "
        SELECT m.called, m.born_on, a.state FROM member m JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";

    INSERT_REPRESENTATIVE = "
        INSERT INTO representative (agency_id, id, member_id, kind, name, paper, from_on, until_on, seen_by, seen_on, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    END_REPRESENTATIVE = "
        UPDATE representative SET ended_at = $4, ended_by = $5
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND ended_at IS NULL";

    DECLINE_REPRESENTATIVE = "
        UPDATE representative
        SET declined_at = $4, declined_by = $5, decline_reason = $6,
          reviewed_at = NULL, reviewed_by = NULL, verdict = NULL, verdict_words = NULL
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND ended_at IS NULL
          AND (declined_at IS NULL OR verdict = 'reversed')";

    REVIEW_DECLINE = "
        UPDATE representative SET reviewed_at = $4, reviewed_by = $5, verdict = $6, verdict_words = $7
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND declined_at IS NOT NULL AND reviewed_at IS NULL
          AND declined_by <> $5";

    DECLINES_TO_REVIEW = "
        SELECT r.member_id, m.called, r.name, r.declined_at, d.name FROM representative r
        JOIN member m ON m.agency_id = r.agency_id AND m.id = r.member_id
        JOIN staff d ON d.agency_id = r.agency_id AND d.id = r.declined_by
        WHERE r.agency_id = $1 AND r.declined_at IS NOT NULL AND r.reviewed_at IS NULL AND r.ended_at IS NULL
          AND {filter m.agency_id m.id}
        ORDER BY r.declined_at, r.id LIMIT 100";
}

/// Somebody who may sign for a member, or may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentativeLine {
    /// Which.
    pub id: RowId,
    /// In which right.
    pub kind: RepresentativeKind,
    /// Their name.
    pub name: String,
    /// The paper that shows it.
    pub paper: String,
    /// From which day.
    pub from_on: Date,
    /// Until which day, where the paper says one.
    pub until_on: Option<Date>,
    /// Who saw the paper, and when.
    pub seen: (String, Date),
    /// Whether it was ended.
    pub ended: bool,
    /// Who turned them down and why, where somebody did.
    pub declined: Option<(StaffId, String, String)>,
    /// What came of looking at that: the verdict, who looked, and their words.
    pub verdict: Option<(DeclineVerdict, String, String)>,
    /// Whether they may sign today.
    pub today: Result<Signs, WhyNot>,
}

impl RepresentativeLine {
    /// What counts of it.
    fn facts(&self) -> Paper {
        let reversed = matches!(self.verdict, Some((DeclineVerdict::Reversed, ..)));
        let declined = self.declined.is_some() && !reversed;
        Paper { kind: self.kind, from_on: self.from_on, until_on: self.until_on, declined }
    }
}

/// The page of a member's representatives.
#[derive(Debug, Clone)]
pub struct RepresentativePage {
    /// What the member likes to be called.
    pub called: String,
    /// Everybody, newest first.
    pub lines: Vec<RepresentativeLine>,
    /// Whether the reader may write papers down, end them, and turn somebody down.
    pub may_keep: bool,
    /// Whether the reader may look at who was turned down.
    pub may_review: bool,
    /// The reader, where they work here: who turned somebody down does not look at it.
    pub reader: Option<StaffId>,
}

/// A paper, as typed.
#[derive(Debug, Clone)]
pub struct NewRepresentative {
    /// In which right.
    pub kind: RepresentativeKind,
    /// Their name.
    pub name: String,
    /// The paper that shows it.
    pub paper: String,
    /// From which day.
    pub from_on: Option<Date>,
    /// Until which day.
    pub until_on: Option<Date>,
}

/// Somebody who was turned down, and waits for a look.
#[derive(Debug, Clone)]
pub struct DeclinedLine {
    /// For whom they would sign.
    pub member: MemberId,
    /// What that member likes to be called.
    pub called: String,
    /// Their name.
    pub name: String,
    /// The day.
    pub on: Date,
    /// Who turned them down.
    pub by: String,
}

/// Everybody who may sign for a member, or may not, as it stands on a day.
pub(super) struct Representatives {
    lines: Vec<RepresentativeLine>,
    born_on: Option<Date>,
    state: String,
}

impl Representatives {
    fn on(&self, line: &RepresentativeLine, day: Date) -> Result<Signs, WhyNot> {
        let rules = words::content::consents();
        let rule = rules.and_then(|rules| rules.representative_rule(&self.state, line.kind));
        if line.ended { Err(WhyNot::Over) } else { may_sign(line.facts(), self.born_on, rule, day) }
    }

    /// Whether somebody may sign in the member's place on a day.
    pub(super) fn in_place(&self, day: Date) -> bool {
        self.lines.iter().any(|line| self.on(line, day) == Ok(Signs::Instead))
    }

    /// Whether somebody of this name may sign for the member on a day.
    pub(super) fn may_sign(&self, name: &str, day: Date) -> bool {
        let name = fold(name);
        self.lines.iter().any(|line| fold(&line.name) == name && self.on(line, day).is_ok())
    }

    /// Whether whoever signed under this name was turned down since, and nobody of the name was not.
    pub(super) fn turned_down(&self, name: &str) -> bool {
        let name = fold(name);
        let mut same = self.lines.iter().filter(|line| fold(&line.name) == name).peekable();
        same.peek().is_some() && same.all(|line| line.facts().declined)
    }
}

/// The papers of a chart, whose birthday and state are known.
pub(super) fn papers<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    (born_on, state): (Option<Date>, &str),
) -> Result<Representatives, Fault> {
    let today = work.today(agency)?;
    let rows = work.rows(permit, &REPRESENTATIVES_OF_MEMBER, &params![agency, member])?;
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let mut found = Representatives { lines, born_on, state: state.to_owned() };
    let standing: Vec<Result<Signs, WhyNot>> = found.lines.iter().map(|line| found.on(line, today)).collect();
    for (line, today) in found.lines.iter_mut().zip(standing) {
        line.today = today;
    }
    Ok(found)
}

fn line(mut row: Row) -> Result<RepresentativeLine, Fault> {
    let (id, kind) = (row.take()?, row.parse()?);
    let (name, paper) = (row.take()?, row.take()?);
    let (from_on, until_on) = (row.take()?, row.take()?);
    let seen = (row.take()?, row.take()?);
    let ended = row.take::<Option<Moment>>()?.is_some();
    let declined_at: Option<Moment> = row.take()?;
    let (by, by_name): (Option<StaffId>, Option<String>) = (row.take()?, row.take()?);
    let reason: Option<String> = row.take()?;
    let verdict: Option<DeclineVerdict> = row.parse_option()?;
    let (reviewer, words): (Option<String>, Option<String>) = (row.take()?, row.take()?);
    let declined = declined_at.and(by).zip(by_name).map(|(by, name)| (by, name, reason.unwrap_or_default()));
    let verdict = verdict.zip(reviewer).map(|(verdict, name)| (verdict, name, words.unwrap_or_default()));
    let today = Err(WhyNot::Unchecked);
    Ok(RepresentativeLine { id, kind, name, paper, from_on, until_on, seen, ended, declined, verdict, today })
}

/// Who may sign for a member.
pub fn representatives(house: &House, session: &Session, member: MemberId) -> Result<RepresentativePage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadConsents, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &BIRTHDAY_AND_STATE, &params![agency, member])?.ok_or(Fault::Absent)?;
        let (called, born_on, state): (String, Option<Date>, String) = (row.take()?, row.take()?, row.take()?);
        let found = papers(work, &permit, (agency, member), (born_on, &state))?;
        Ok(RepresentativePage {
            called,
            lines: found.lines,
            may_keep: work.could(Operation::KeepRepresentative, member)?,
            may_review: work.could(Operation::ReviewRepresentative, member)?,
            reader: work.call().staff().map(|hat| hat.staff),
        })
    })
}

/// Writes down a paper that the reader saw.
pub fn add_representative(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new: NewRepresentative,
) -> Result<(), Fault> {
    let mut wrong = Vec::new();
    let mut line =
        |field: &str, text: &str| Line::parse(text).map_err(|notice| wrong.push(FieldError::new(field, notice))).ok();
    let (name, paper) = (line("name", &new.name), line("paper", &new.paper));
    let from_on = new.from_on;
    if from_on.is_none() {
        wrong.push(FieldError::new("from_on", Notice::new("representative-from-missing")));
    }
    if new.until_on.zip(from_on).is_some_and(|(until, from)| until < from) {
        wrong.push(FieldError::new("until_on", Notice::new("representative-until-before")));
    }
    let (Some(name), Some(paper), Some(from_on)) = (name, paper, from_on) else { return Err(Fault::Invalid(wrong)) };
    if !wrong.is_empty() {
        return Err(Fault::Invalid(wrong));
    }
    house.store().command(&house.call_as(session), command, Operation::KeepRepresentative, move |work| {
        let permit = work.permit_member(Operation::KeepRepresentative, member)?;
        let hat = work.staff_hat()?;
        let id: RowId = work.ids().next();
        let (now, today) = (work.now(), work.today(hat.agency)?);
        let values = params![
            hat.agency,
            id,
            member,
            new.kind.code(),
            name.as_str(),
            paper.as_str(),
            from_on,
            new.until_on,
            hat.staff,
            today,
            now
        ];
        work.run(&permit, &INSERT_REPRESENTATIVE, &values)?;
        work.detail(&format!("representative {id}, {}", new.kind.code()));
        Ok(())
    })
}

/// Ends a paper: it was taken back, or there is a newer one.
pub fn end_representative(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, RowId),
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::KeepRepresentative, move |work| {
        let permit = work.permit_member(Operation::KeepRepresentative, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        if work.run(&permit, &END_REPRESENTATIVE, &params![hat.agency, id, member, now, hat.staff])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("representative {id} ended"));
        Ok(())
    })
}

/// Turns somebody down, with a reason: they sign nothing from this moment, whatever their paper says.
///
/// Rule: 45 CFR 164.502(g)(5) lets a provider not treat somebody as a representative who may harm (unverified here).
pub fn decline_representative(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, RowId),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Line::parse(reason).map_err(|notice| Fault::invalid("reason", notice))?;
    house.store().command(&house.call_as(session), command, Operation::KeepRepresentative, move |work| {
        let permit = work.permit_member(Operation::KeepRepresentative, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let values = params![hat.agency, id, member, now, hat.staff, reason.as_str()];
        if work.run(&permit, &DECLINE_REPRESENTATIVE, &values)? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("representative {id} declined"));
        Ok(())
    })
}

/// Looks at it: somebody else than who turned them down.
pub fn review_decline(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, RowId),
    (verdict, words): (DeclineVerdict, &str),
) -> Result<(), Fault> {
    let words = Line::parse(words).map_err(|notice| Fault::invalid("words", notice))?;
    house.store().command(&house.call_as(session), command, Operation::ReviewRepresentative, move |work| {
        let permit = work.permit_member(Operation::ReviewRepresentative, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let values = params![hat.agency, id, member, now, hat.staff, verdict.code(), words.as_str()];
        if work.run(&permit, &REVIEW_DECLINE, &values)? == 0 {
            let remedy = Some(Notice::new("representative-review-other-remedy"));
            return Err(Fault::Refused(Refusal { why: Notice::new("representative-review-other"), remedy }));
        }
        work.detail(&format!("representative {id} reviewed, {}", verdict.code()));
        Ok(())
    })
}

/// Those who were turned down and wait for a look, in the reader's reach. Empty for who may not look.
pub fn declined_representatives(house: &House, session: &Session) -> Result<Vec<DeclinedLine>, Fault> {
    let found = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReviewRepresentative)?;
        let hat = work.staff_hat()?;
        let zone = work.zone(hat.agency)?;
        let rows = work.rows(&permit, &DECLINES_TO_REVIEW, &params![hat.agency])?;
        rows.into_iter()
            .map(|mut row| {
                let (member, called, name) = (row.take()?, row.take()?, row.take()?);
                let on = row.take::<Moment>()?.date(&zone);
                Ok(DeclinedLine { member, called, name, on, by: row.take()? })
            })
            .collect()
    });
    match found {
        Err(Fault::Absent) => Ok(Vec::new()),
        other => other,
    }
}
