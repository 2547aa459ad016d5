//! Help lines that are not as the content says, or that two people called and found right. A change counts once a second
//! person agreed, and names where it stands; to take back what two people agreed on is a change like any other.
//! 911 and 988 are part of the program: nobody can ask for a change of them.

use super::line_now::help_line_changes;
use super::new_line::{NewLine, is_own_number, known_lines, number, told};
use crate::{Fault, House, Session};
use access::{Operation, Permit, StaffHat, Work, params};
use domain::directory::LinePart;
use domain::id::{AccountId, AgencyId, CommandId, RowId, StaffId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::Moment;
use words::crisis::WayKind;

/// How old the sign-in of whoever agrees must be, in seconds. House rule: seven days, as for a new start.
const OLD_ENOUGH: i64 = 7 * 86_400;

access::statements! {
    LINE_CHANGES = "
        SELECT c.id, c.line, c.way, c.part, c.says, c.source, c.asked_agency, c.asked_account, c.asked_at, c.agreed_at,
          s.name, t.name
        FROM help_line_change c
        LEFT JOIN staff s ON s.agency_id = $1 AND s.id = c.asked_by
        LEFT JOIN staff t ON t.agency_id = $1 AND t.id = c.agreed_by
        WHERE c.ended_at IS NULL ORDER BY c.line, c.id";

    ASK_CHANGE = "
        INSERT INTO help_line_change
          (id, line, way, part, says, source, asked_agency, asked_by, asked_account, asked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// What counts now of a way of a line.
    COUNTS = "
        SELECT id FROM help_line_change
        WHERE line = $1 AND way = $2 AND ended_at IS NULL AND agreed_at IS NOT NULL";

    /// What counts now and says something else than the content, of a way or of the whole line.
    SAYS_OTHERWISE = "
        SELECT id FROM help_line_change
        WHERE line = $1 AND way IN ($2, '') AND part NOT IN ('right', 'new') AND ended_at IS NULL AND agreed_at IS NOT NULL";

    WAITING = "
        SELECT asked_by, asked_account, line, way, part FROM help_line_change
        WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL";

    WHOSE = "SELECT asked_agency FROM help_line_change WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL";

    /// How whoever agrees came here.
    HOW_THEY_CAME = "
        SELECT s.added_by, a.started_at FROM staff s JOIN account a ON a.id = $3
        WHERE s.agency_id = $1 AND s.id = $2";

    /// What was agreed before gives way. That there is such a line stays.
    END_EARLIER = "
        UPDATE help_line_change SET ended_at = $4
        WHERE line = $1 AND way = $2 AND id <> $3 AND part <> 'new' AND ended_at IS NULL AND agreed_at IS NOT NULL";

    /// The line that two people agreed on is none any more.
    END_LINE = "
        UPDATE help_line_change SET ended_at = $2
        WHERE line = $1 AND way = '' AND part = 'new' AND ended_at IS NULL AND agreed_at IS NOT NULL";

    AGREE_CHANGE = "
        UPDATE help_line_change SET agreed_agency = $2, agreed_by = $3, agreed_at = $4
        WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL AND asked_account <> $5";

    END_CHANGE = "UPDATE help_line_change SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAsk {
    /// The key of the line in the content.
    pub line: String,
    /// Which way to reach it, by [`words::crisis::Way::key`]; empty for all of them.
    pub way: String,
    /// What of it.
    pub part: LinePart,
    /// The new number, where that is what is asked for.
    pub says: String,
    /// Where that stands.
    pub source: String,
}

/// A change at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAsked {
    /// The change.
    pub id: RowId,
    /// The key of the line.
    pub line: String,
    /// Which way to reach it; empty for all of them.
    pub way: String,
    /// What of it.
    pub part: LinePart,
    /// What it says instead.
    pub says: String,
    /// Where that stands.
    pub source: String,
    /// Whether the reader asked for it, in whichever hat: then somebody else agrees.
    pub own: bool,
    /// Whether the reader's agency asked for it: then the reader may drop it while it waits.
    pub ours: bool,
    /// When it was asked for.
    pub asked_at: Moment,
    /// The whole line, where it is a new one.
    pub new: Option<NewLine>,
    /// When somebody agreed.
    pub agreed_at: Option<Moment>,
    /// Who asked and who agreed, where they are of the reader's agency.
    pub names: (Option<String>, Option<String>),
}

/// The changes at the desk, those that wait and those that count.
pub fn lines_asked(house: &House, session: &Session) -> Result<Vec<LineAsked>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let mut found = Vec::new();
        for mut row in work.rows(&permit, &LINE_CHANGES, &params![hat.agency])? {
            let (id, line, way, part) = (row.take()?, row.take()?, row.take()?, row.parse()?);
            let (says, source): (String, String) = (row.take()?, row.take()?);
            let new = if part == LinePart::New { Some(told(&says)?) } else { None };
            let ours = row.take::<AgencyId>()? == hat.agency;
            let own = row.take::<AccountId>()? == hat.account;
            let (asked_at, agreed_at) = (row.take()?, row.take()?);
            let names = (row.take()?, row.take()?);
            found.push(LineAsked { id, line, way, part, says, source, own, ours, asked_at, new, agreed_at, names });
        }
        Ok(found)
    })
}

/// What is asked for, as it is stored, if it can be asked of that line.
fn checked(house: &House, ask: &LineAsk) -> Result<(String, Line), Fault> {
    let wrong = |field: &str, id: &str| Fault::invalid(field, Notice::new(id));
    if super::line_now::is_built_in(&ask.line) {
        return Err(wrong("line", "help-line-built-in"));
    }
    // What counts can be taken back even when the content holds that line no more.
    if ask.part != LinePart::Restored {
        let known = known_lines(&help_line_changes(house)?);
        let line = known.iter().find(|known| known.key == ask.line);
        let line = line.ok_or_else(|| wrong("line", "choice-unknown"))?;
        let way = line.ways.iter().find(|way| way.key() == ask.way);
        if way.is_none() && !ask.way.is_empty() {
            return Err(wrong("line", "choice-unknown"));
        }
        // A number takes the place of one number.
        if ask.part == LinePart::Number && way.is_none_or(|way| way.kind == WayKind::Chat) {
            return Err(wrong("line", "help-line-which"));
        }
        // Each number is called by itself.
        if ask.part == LinePart::Right && way.is_none() {
            return Err(wrong("line", "help-line-one"));
        }
    }
    let source = Line::parse(&ask.source).map_err(|why| Fault::invalid("source", why))?;
    let says = match ask.part {
        LinePart::Right | LinePart::Off | LinePart::Restored => ask.part.code().to_owned(),
        LinePart::Number => number(&ask.says).ok_or_else(|| wrong("says", "help-line-number"))?,
        // A line that is missing has a form of its own.
        LinePart::New => return Err(wrong("line", "choice-unknown")),
    };
    if is_own_number(&says) {
        return Err(wrong("says", "help-line-built-in"));
    }
    Ok((says, source))
}

/// Asks for a change of a line.
pub fn ask_line_change(house: &House, session: &Session, command: CommandId, ask: &LineAsk) -> Result<RowId, Fault> {
    let (says, source) = checked(house, ask)?;
    let (line, way, part) = (ask.line.clone(), ask.way.clone(), ask.part);
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let (line, way, says) = (line.as_str(), way.as_str(), says.as_str());
        if part == LinePart::Restored && work.row(&permit, &COUNTS, &params![line, way])?.is_none() {
            return Err(Fault::refused(Notice::new("help-line-settled")));
        }
        as_shipped(work, &permit, part, (line, way))?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let (agency, staff, account) = (hat.agency, hat.staff, hat.account);
        let values = params![id, line, way, part.code(), says, source.as_str(), agency, staff, account, now];
        work.run(&permit, &ASK_CHANGE, &values)?;
        work.detail(&format!("help line {line} {} asked", part.code()));
        Ok(id)
    })
}

/// Refuses to call right what does not stand there any more: who found the other number right says so of that one.
fn as_shipped<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    part: LinePart,
    (line, way): (&str, &str),
) -> Result<(), Fault> {
    if part == LinePart::Right && work.row(permit, &SAYS_OTHERWISE, &params![line, way])?.is_some() {
        return Err(Fault::refused(Notice::new("help-line-otherwise")));
    }
    Ok(())
}

/// Refuses the second yes of whoever is no second person: the one who asked, in whichever hat; somebody whom that one
/// added; a sign-in younger than a week, in which a name that nobody knows is noticed.
fn second_person<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    hat: StaffHat,
    (asker, account): (StaffId, AccountId),
) -> Result<(), Fault> {
    let refused = |id: &str| Err(Fault::refused(Notice::new(id)));
    if asker == hat.staff || account == hat.account {
        return refused("help-line-two-people");
    }
    let row = work.row(permit, &HOW_THEY_CAME, &params![hat.agency, hat.staff, hat.account])?;
    let mut row = row.ok_or(Fault::Absent)?;
    let (added_by, started): (Option<StaffId>, Option<Moment>) = (row.take()?, row.take()?);
    if added_by == Some(asker) {
        return refused("second-yes-not-theirs");
    }
    if started.is_some_and(|at| work.now().seconds_since(at) < OLD_ENOUGH) {
        return refused("second-yes-too-new");
    }
    Ok(())
}

/// Agrees to a change that somebody else asked for. From now on it counts; where it takes back what counted, that
/// ends, and the line is again as the content says.
pub fn agree_line_change(house: &House, session: &Session, command: CommandId, change: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let row = work.row(&permit, &WAITING, &params![change])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("help-line-settled")))?;
        second_person(work, &permit, hat, (row.take()?, row.take()?))?;
        let (line, way, part): (String, String, LinePart) = (row.take()?, row.take()?, row.parse()?);
        as_shipped(work, &permit, part, (line.as_str(), way.as_str()))?;
        let now = work.now();
        let agreed = params![change, hat.agency, hat.staff, now, hat.account];
        if work.run(&permit, &AGREE_CHANGE, &agreed)? == 0 {
            return Err(Fault::refused(Notice::new("help-line-settled")));
        }
        let ended = work.run(&permit, &END_EARLIER, &params![line.as_str(), way.as_str(), change, now])?;
        if part == LinePart::Restored {
            if ended == 0 && way.is_empty() {
                work.run(&permit, &END_LINE, &params![line.as_str(), now])?;
            }
            work.run(&permit, &END_CHANGE, &params![change, now])?;
        }
        work.detail(&format!("help line {line} {} agreed", part.code()));
        Ok(())
    })
}

/// Drops a change that still waits: the agency that asked may. What two people agreed on ends by
/// [`LinePart::Restored`], which takes two people as well.
pub fn drop_line_change(house: &House, session: &Session, command: CommandId, change: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let row = work.row(&permit, &WHOSE, &params![change])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("help-line-settled")))?;
        if row.take::<AgencyId>()? != hat.agency {
            return Err(Fault::refused(Notice::new("help-line-not-yours")));
        }
        let now = work.now();
        work.run(&permit, &END_CHANGE, &params![change, now])?;
        work.detail(&format!("help line change {change} dropped"));
        Ok(())
    })
}
