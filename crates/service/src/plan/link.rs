//! A one-time link to one version, for a clinician outside: made and withdrawn by staff, with the member's yes.

use super::sign::VERSION_IS_OF_MEMBER;
use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, RowId, VersionId};
use domain::notice::Notice;
use domain::plan::SignerKind;
use domain::text::Line;
use domain::time::Moment;

/// How long a link is open, in seconds: fourteen days.
const OPEN_FOR: i64 = 14 * 86_400;

statements! {
    INSERT_LINK = "
        INSERT INTO sign_link (agency_id, id, version_id, token_hash, signer, name, made_by, made_at, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    WITHDRAW_LINK = "
        UPDATE sign_link SET withdrawn_at = $4
        WHERE agency_id = $1 AND id = $2 AND version_id = $3 AND withdrawn_at IS NULL AND used_at IS NULL";
    LINKS_OF_VERSION = "
        SELECT l.id, l.name, l.until, l.used_at, l.agreed, l.answer, l.withdrawn_at,
          EXISTS (SELECT 1 FROM plan_version n
                  WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id AND n.number > v.number),
          EXISTS (SELECT 1 FROM enrolment e WHERE e.agency_id = v.agency_id AND e.member_id = v.member_id)
            AND NOT EXISTS (SELECT 1 FROM enrolment e
                  WHERE e.agency_id = v.agency_id AND e.member_id = v.member_id
                    AND (e.ends_on IS NULL OR e.ends_on >= $3)),
          NOT EXISTS (SELECT 1 FROM staff s
                  WHERE s.agency_id = l.agency_id AND s.id = l.made_by AND s.state = 'active')
        FROM sign_link l
        JOIN plan_version v ON v.agency_id = l.agency_id AND v.id = l.version_id
        WHERE l.agency_id = $1 AND l.version_id = $2 ORDER BY l.made_at, l.id";
}

/// How a link stands.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkState {
    /// It waits for an answer until then.
    Open(Moment),
    /// The clinician signed.
    Signed,
    /// The clinician does not agree, in their words.
    Disagrees(String),
    /// Staff took it back.
    Withdrawn,
    /// Its time ran out.
    RunOut,
    /// It ended before its time: a newer version is there, or no program any more, or who made it has left.
    Overtaken,
}

/// A link in the list of a version.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkLine {
    /// The link.
    pub id: RowId,
    /// For whom it was made.
    pub name: String,
    /// How it stands.
    pub state: LinkState,
}

/// Makes a link and gives its secret, which is stored nowhere. The same command gives the same link, without its
/// secret: [`None`] says that it was made before.
pub fn make_link(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    name: &str,
    member_agrees: bool,
) -> Result<Option<String>, Fault> {
    let name = Line::parse(name).map_err(|notice| Fault::invalid("link_name", notice))?;
    if !member_agrees {
        return Err(Fault::invalid("link_agreed", Notice::new("sign-link-agree-first")));
    }
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    let token = house.random_token();
    let hash = token_hash(&token);
    let kept = hash.clone();
    let made = house.store().command(&house.call_as(session), command, Operation::SignPlan, move |work| {
        let permit = work.permit_member(Operation::SignPlan, member)?;
        let hat = work.staff_hat()?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.row(&permit, &VERSION_IS_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        let id: RowId = work.ids().next();
        let now = work.now();
        let (signer, until) = (SignerKind::Clinician.code(), now.plus_seconds(OPEN_FOR));
        let values = params![agency, id, version, kept.clone(), signer, name.as_str(), hat.staff, now, until];
        work.run(&permit, &INSERT_LINK, &values)?;
        work.detail(&format!("link {id}; the member agreed"));
        Ok(kept.clone())
    })?;
    Ok((made == hash).then_some(token))
}

/// Takes a link back. What was answered stays.
pub fn withdraw_link(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    link: RowId,
) -> Result<(), Fault> {
    // Links are between staff and the clinician: nothing of them is there while the member holds the device.
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    house.store().command(&house.call_as(session), command, Operation::SignPlan, move |work| {
        let permit = work.permit_member(Operation::SignPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.row(&permit, &VERSION_IS_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &WITHDRAW_LINK, &params![agency, link, version, now])?;
        work.detail(&format!("link {link} withdrawn"));
        Ok(())
    })
}

/// The links of a version, oldest first.
pub(super) fn links<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    version: VersionId,
) -> Result<Vec<LinkLine>, Fault> {
    let now = work.now();
    let today = work.today(agency)?;
    let rows = work.rows(permit, &LINKS_OF_VERSION, &params![agency, version, today])?;
    rows.into_iter()
        .map(|mut row| {
            let (id, name) = (row.take()?, row.take()?);
            let until: Moment = row.take()?;
            let used: Option<Moment> = row.take()?;
            let agreed: Option<bool> = row.take()?;
            let answer: Option<String> = row.take()?;
            let withdrawn: Option<Moment> = row.take()?;
            let overtaken = row.take::<bool>()? | row.take::<bool>()? | row.take::<bool>()?;
            let state = match (used, agreed, withdrawn) {
                (Some(_), Some(false), _) => LinkState::Disagrees(answer.unwrap_or_default()),
                (Some(_), _, _) => LinkState::Signed,
                (None, _, Some(_)) => LinkState::Withdrawn,
                (None, _, None) if until <= now => LinkState::RunOut,
                (None, _, None) if overtaken => LinkState::Overtaken,
                _ => LinkState::Open(until),
            };
            Ok(LinkLine { id, name, state })
        })
        .collect()
}
