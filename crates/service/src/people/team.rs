//! A supervisor's day: who walks with whom, who stands in for whom, and who walks alone.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{MemberId, StaffId};
use domain::people::AssignmentKind;
use domain::time::Date;

/// How many rows a list shows; how many more there are is said beside it.
const MOST: i64 = 1_000;

statements! {
    WALKS_TODAY = "
        SELECT a.staff_id, s.name, s.title, m.id, m.called, m.state, a.kind, a.until_on, a.covers_id, c.name,
          count(*) OVER ()
        FROM assignment a
        JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
        JOIN member m ON m.agency_id = a.agency_id AND m.id = a.member_id
        LEFT JOIN staff c ON c.agency_id = a.agency_id AND c.id = a.covers_id
        WHERE a.agency_id = $1 AND a.from_on <= $2 AND (a.until_on IS NULL OR a.until_on >= $2)
          AND m.state NOT IN ('moved', 'finished', 'died') AND {filter m.agency_id m.id}
        ORDER BY s.name, s.id, m.called, m.id
        LIMIT $3";

    /// Nobody walks beside them. Who barred their peer is one of them; why they are is told to nobody.
    ALONE_TODAY = "
        SELECT m.id, m.called, m.state, m.state_until, count(*) OVER ()
        FROM member m
        WHERE m.agency_id = $1 AND m.state NOT IN ('moved', 'finished', 'died')
          AND NOT EXISTS (SELECT 1 FROM assignment a
                          WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.kind = 'primary'
                            AND a.from_on <= $2 AND (a.until_on IS NULL OR a.until_on >= $2)
                            AND NOT EXISTS (SELECT 1 FROM barred b
                                            WHERE b.agency_id = a.agency_id AND b.member_id = a.member_id
                                              AND b.staff_id = a.staff_id))
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id
        LIMIT $3";

    /// Here, and in no program now.
    IN_NO_PROGRAM = "
        SELECT m.id, m.called, m.state, m.state_until, count(*) OVER ()
        FROM member m
        WHERE m.agency_id = $1 AND m.state NOT IN ('moved', 'finished', 'died')
          AND NOT EXISTS (SELECT 1 FROM enrolment e
                          WHERE e.agency_id = m.agency_id AND e.member_id = m.id
                            AND (e.ends_on IS NULL OR e.ends_on >= $2))
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id
        LIMIT $3";

    /// Away or on a break, and the day on which they were expected back has come.
    BACK_BY_NOW = "
        SELECT m.id, m.called, m.state, m.state_until, count(*) OVER ()
        FROM member m
        WHERE m.agency_id = $1 AND m.state IN ('away', 'paused') AND m.state_until <= $2
          AND {filter m.agency_id m.id}
        ORDER BY m.state_until, m.called, m.id
        LIMIT $3";

    AWAY_TODAY = "
        SELECT m.id, m.called, m.state, m.state_until, count(*) OVER ()
        FROM member m
        WHERE m.agency_id = $1 AND m.state IN ('away', 'paused') AND (m.state_until IS NULL OR m.state_until > $2)
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id
        LIMIT $3";
}

statements! {
    STAND_INS = "
        SELECT s.id, s.name
        FROM staff s
        WHERE s.agency_id = $1 AND s.state = 'active'
          AND EXISTS (SELECT 1 FROM role_grant g
                      WHERE g.agency_id = s.agency_id AND g.staff_id = s.id
                        AND g.role IN ('peer-specialist', 'family-partner', 'supervisor')
                        AND g.from_on <= $2 AND (g.until_on IS NULL OR g.until_on >= $2))
        ORDER BY s.name, s.id";
}

/// Staff who may stand in for a peer. Whether they may for each member is looked at when they do.
pub fn stand_ins(house: &House, session: &Session) -> Result<Vec<(StaffId, String)>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let rows = work.rows(&permit, &STAND_INS, &params![agency, today])?;
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
    })
}

/// A member in a supervisor's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    /// The chart.
    pub id: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Their state, by its code.
    pub state: String,
    /// Until when it is expected to last.
    pub until: Option<Date>,
}

/// Members in a supervisor's list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeamList {
    /// The first of them, by name.
    pub lines: Vec<TeamMember>,
    /// How many more there are.
    pub more: usize,
}

/// A peer with those they walk beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerLoad {
    /// The peer.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Through which day others stand in for them, if they are away.
    pub away_until: Option<Date>,
    /// Those they walk beside.
    pub members: Vec<TeamMember>,
}

/// Somebody who stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverLine {
    /// With whom.
    pub member: TeamMember,
    /// Who stands in.
    pub by: String,
    /// For whom.
    pub away: Option<String>,
    /// Through which day.
    pub until: Option<Date>,
}

/// A supervisor's day.
#[derive(Debug, Clone, Default)]
pub struct TeamDay {
    /// Everyone who walks beside somebody.
    pub peers: Vec<PeerLoad>,
    /// How many more there are of those whom somebody walks beside.
    pub more_walks: usize,
    /// Cover that holds today.
    pub covers: Vec<CoverLine>,
    /// Members without a peer.
    pub alone: TeamList,
    /// Members who are in no program.
    pub in_no_program: TeamList,
    /// Members who are away or take a break, and are expected back by now.
    pub back: TeamList,
    /// Members who are away or take a break, and not expected back yet.
    pub away: TeamList,
}

/// Members without a peer, for whoever may give them one. Empty for everybody else.
pub fn without_a_peer(house: &House, session: &Session) -> Result<TeamList, Fault> {
    let found = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::AssignPeer)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        team_list(work.rows(&permit, &ALONE_TODAY, &params![agency, today, MOST])?)
    });
    match found {
        Err(Fault::Absent) => Ok(TeamList::default()),
        other => other,
    }
}

/// Those on one's own caseload who are expected back by now: nobody else would notice.
pub fn expected_back(house: &House, session: &Session) -> Result<TeamList, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::ReadMember)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        team_list(work.rows(&permit, &BACK_BY_NOW, &params![agency, today, MOST])?)
    })
}

fn team_list(rows: Vec<access::Row>) -> Result<TeamList, Fault> {
    let mut list = TeamList::default();
    let shown = rows.len();
    for mut row in rows {
        list.lines.push(TeamMember { id: row.take()?, called: row.take()?, state: row.take()?, until: row.take()? });
        list.more = beyond(&mut row, shown)?;
    }
    Ok(list)
}

/// How many rows there are beyond those that are shown: the last column counts them all.
fn beyond(row: &mut access::Row, shown: usize) -> Result<usize, Fault> {
    Ok(usize::try_from(row.take::<i64>()?).unwrap_or(shown).saturating_sub(shown))
}

/// The day of a supervisor.
pub fn team_day(house: &House, session: &Session) -> Result<TeamDay, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut day = TeamDay::default();
        let mut away: Vec<(StaffId, Option<Date>)> = Vec::new();
        let walks = work.rows(&permit, &WALKS_TODAY, &params![agency, today, MOST])?;
        let shown = walks.len();
        for mut row in walks {
            let (staff, name, title): (StaffId, String, String) = (row.take()?, row.take()?, row.take()?);
            let member = TeamMember { id: row.take()?, called: row.take()?, state: row.take()?, until: None };
            let kind: AssignmentKind = row.parse()?;
            let until: Option<Date> = row.take()?;
            let covers: Option<StaffId> = row.take()?;
            let for_whom = row.take()?;
            day.more_walks = beyond(&mut row, shown)?;
            if kind == AssignmentKind::Cover {
                away.extend(covers.map(|covers| (covers, until)));
                day.covers.push(CoverLine { member, by: name, away: for_whom, until });
                continue;
            }
            if day.peers.last().is_none_or(|last| last.staff != staff) {
                day.peers.push(PeerLoad { staff, name, title, away_until: None, members: Vec::new() });
            }
            if let Some(peer) = day.peers.last_mut() {
                peer.members.push(member);
            }
        }
        for peer in &mut day.peers {
            let days = away.iter().filter(|(staff, _)| *staff == peer.staff).filter_map(|(_, until)| *until);
            peer.away_until = days.max();
        }
        day.alone = team_list(work.rows(&permit, &ALONE_TODAY, &params![agency, today, MOST])?)?;
        day.back = team_list(work.rows(&permit, &BACK_BY_NOW, &params![agency, today, MOST])?)?;
        day.away = team_list(work.rows(&permit, &AWAY_TODAY, &params![agency, today, MOST])?)?;
        day.in_no_program = team_list(work.rows(&permit, &IN_NO_PROGRAM, &params![agency, today, MOST])?)?;
        Ok(day)
    })
}
