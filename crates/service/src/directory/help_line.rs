//! Help lines that are not as the content says. A change counts once a second person agreed, and names where it stands.
//! 911 and 988 are part of the program: nobody can ask for a change of them.

use crate::{Fault, House, Session};
use access::{Actor, Operation, Row, params};
use domain::directory::LinePart;
use domain::id::{CommandId, RowId, StaffId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::Moment;

access::statements! {
    LINE_CHANGES = "
        SELECT c.id, c.line, c.part, c.says, c.source, c.asked_by, c.asked_at, c.agreed_at, s.name, t.name
        FROM help_line_change c
        LEFT JOIN staff s ON s.agency_id = $1 AND s.id = c.asked_by
        LEFT JOIN staff t ON t.agency_id = $1 AND t.id = c.agreed_by
        WHERE c.ended_at IS NULL ORDER BY c.line, c.id";

    IN_FORCE = "
        SELECT line, part, says, source, agreed_at FROM help_line_change
        WHERE ended_at IS NULL AND agreed_at IS NOT NULL ORDER BY line, id";

    ASK_CHANGE = "
        INSERT INTO help_line_change (id, line, part, says, source, asked_agency, asked_by, asked_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    WHO_ASKED = "SELECT asked_by, line, part FROM help_line_change WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL";

    /// What was agreed before gives way.
    END_EARLIER = "
        UPDATE help_line_change SET ended_at = $4
        WHERE line = $1 AND part = $2 AND id <> $3 AND ended_at IS NULL AND agreed_at IS NOT NULL";

    AGREE_CHANGE = "
        UPDATE help_line_change SET agreed_agency = $2, agreed_by = $3, agreed_at = $4
        WHERE id = $1 AND agreed_at IS NULL AND ended_at IS NULL AND asked_by <> $3";

    END_CHANGE = "UPDATE help_line_change SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// A change of a help line that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// The key of the line in the content.
    pub line: String,
    /// What of it.
    pub part: LinePart,
    /// What it says instead.
    pub says: String,
    /// Where that stands.
    pub source: String,
    /// When the second person agreed.
    pub at: Moment,
}

/// A change at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAsked {
    /// The change.
    pub id: RowId,
    /// The key of the line.
    pub line: String,
    /// What of it.
    pub part: LinePart,
    /// What it says instead.
    pub says: String,
    /// Where that stands.
    pub source: String,
    /// Whether the reader asked for it: then somebody else agrees.
    pub own: bool,
    /// When it was asked for.
    pub asked_at: Moment,
    /// When somebody agreed.
    pub agreed_at: Option<Moment>,
    /// Who asked and who agreed, where they are of the reader's agency.
    pub names: (Option<String>, Option<String>),
}

/// The changes that count now, for whoever shows help lines. Never one of a built-in line.
pub fn help_line_changes(house: &House) -> Result<Vec<LineChange>, Fault> {
    let found: Vec<LineChange> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &IN_FORCE, &params![])?;
        let change = |mut row: Row| {
            let (line, part) = (row.take()?, row.parse()?);
            Ok(LineChange { line, part, says: row.take()?, source: row.take()?, at: row.take()? })
        };
        rows.into_iter().map(change).collect::<Result<_, Fault>>()
    })?;
    Ok(found.into_iter().filter(|change| !built_in(&change.line)).collect())
}

/// The changes at the desk, those that wait and those that count.
pub fn lines_asked(house: &House, session: &Session) -> Result<Vec<LineAsked>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let mut found = Vec::new();
        for mut row in work.rows(&permit, &LINE_CHANGES, &params![hat.agency])? {
            let (id, line, part) = (row.take()?, row.take()?, row.parse()?);
            let (says, source) = (row.take()?, row.take()?);
            let own = row.take::<StaffId>()? == hat.staff;
            let (asked_at, agreed_at) = (row.take()?, row.take()?);
            let names = (row.take()?, row.take()?);
            found.push(LineAsked { id, line, part, says, source, own, asked_at, agreed_at, names });
        }
        Ok(found)
    })
}

fn built_in(line: &str) -> bool {
    words::crisis::BUILT_IN.iter().any(|own| own.key == line)
}

/// Asks for a change of a line.
pub fn ask_line_change(
    house: &House,
    session: &Session,
    command: CommandId,
    line: &str,
    part: LinePart,
    (says, source): (&str, &str),
) -> Result<RowId, Fault> {
    if built_in(line) {
        return Err(Fault::invalid("line", Notice::new("help-line-built-in")));
    }
    let known = words::content::crisis_lines().iter().any(|known| known.key == line)
        || words::content::help_lines().iter().any(|known| known.key == line);
    if !known {
        return Err(Fault::invalid("line", Notice::new("choice-unknown")));
    }
    let source = Line::parse(source).map_err(|why| Fault::invalid("source", why))?;
    let says = match part {
        LinePart::Off => "off".to_owned(),
        LinePart::Number => number(says).ok_or_else(|| Fault::invalid("says", Notice::new("help-line-number")))?,
    };
    let line = line.to_owned();
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let (line, says) = (line.as_str(), says.as_str());
        let values = params![id, line, part.code(), says, source.as_str(), hat.agency, hat.staff, now];
        work.run(&permit, &ASK_CHANGE, &values)?;
        work.detail(&format!("help line {line} {} asked", part.code()));
        Ok(id)
    })
}

/// Digits as one dials them, three to fifteen (ITU-T E.164).
fn number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_signs = text.chars().all(|sign| sign.is_ascii_digit() || " +-().".contains(sign));
    (only_signs && (3..=15).contains(&digits.len())).then_some(digits)
}

/// Agrees to a change that somebody else asked for. From now on it counts.
pub fn agree_line_change(house: &House, session: &Session, command: CommandId, change: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let row = work.row(&permit, &WHO_ASKED, &params![change])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("help-line-settled")))?;
        if row.take::<StaffId>()? == hat.staff {
            return Err(Fault::refused(Notice::new("help-line-two-people")));
        }
        let (line, part): (String, String) = (row.take()?, row.take()?);
        let now = work.now();
        work.run(&permit, &AGREE_CHANGE, &params![change, hat.agency, hat.staff, now])?;
        work.run(&permit, &END_EARLIER, &params![line.as_str(), part.as_str(), change, now])?;
        work.detail(&format!("help line {line} {part} agreed"));
        Ok(())
    })
}

/// Takes a change back: the line is again as the content says. One person is enough for that.
pub fn end_line_change(house: &House, session: &Session, command: CommandId, change: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let now = work.now();
        if work.run(&permit, &END_CHANGE, &params![change, now])? == 0 {
            return Err(Fault::refused(Notice::new("help-line-settled")));
        }
        work.detail(&format!("help line change {change} ended"));
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_digits_and_the_signs_people_write_between() {
        assert_eq!(number("+1 (866) 555-0100").as_deref(), Some("18665550100"));
        assert_eq!(number("211").as_deref(), Some("211"));
        for wrong in ["", "12", "call Ann", "https://example.org", "1234567890123456"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
