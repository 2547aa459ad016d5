//! Everything that an agency keeps about a member, gathered by the rules of this very moment.

use crate::consent::{
    NoticeLine, OpenedForYou, RequestLine, RestrictionLine, StartLine, consent_page, openings_of, requests_of,
};
use crate::people::{Beside, Coverage, Enrolment, Looked, Reach, barred, beside, enrolment, enrolments, looked, reach};
use crate::plan::open::{PlanView, open};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::consent::{ConsentDocument, ConsentKind};
use domain::id::{AgencyId, AttachmentId, MemberId, VersionId};
use domain::people::{AttachmentKind, Media};
use domain::plan::GoalStatus;
use domain::time::{Date, Moment, TimeZone};

statements! {
    AGENCY_OF_EXPORT = "SELECT name FROM agency WHERE id = $1";

    VERSIONS_TO_EXPORT = "
        SELECT id, number, document, hash, made_on, signed_on FROM plan_version
        WHERE agency_id = $1 AND member_id = $2 ORDER BY number";

    REVIEWS_TO_EXPORT = "
        SELECT r.reviewed_on, r.words, g.goal_words, g.words, g.status
        FROM plan_review r
        LEFT JOIN plan_review_goal g ON g.agency_id = r.agency_id AND g.review_id = r.id
        WHERE r.agency_id = $1 AND r.member_id = $2 ORDER BY r.reviewed_on, r.id";

    FILES_TO_EXPORT = "
        SELECT id, media_type, kind FROM attachment WHERE agency_id = $1 AND member_id = $2 ORDER BY at, id";

    CONSENTS_TO_EXPORT = "
        SELECT kind, document, hash, made_on, declined_at, revoked_at FROM consent
        WHERE agency_id = $1 AND member_id = $2 ORDER BY made_at, id";

    DISCLOSURES_TO_EXPORT = "
        SELECT at, recipient, recipient_kind, what, purpose, basis, emergency FROM disclosure
        WHERE agency_id = $1 AND member_id = $2 ORDER BY at, id";
}

/// A program with why it pays.
#[derive(Debug, Clone)]
pub struct ProgramKept {
    /// The enrollment.
    pub enrolment: Enrolment,
    /// What stands on its card.
    pub card: Coverage,
}

/// A frozen version.
#[derive(Debug, Clone)]
pub struct VersionKept {
    /// Which.
    pub id: VersionId,
    /// Its number.
    pub number: i64,
    /// The day it was frozen.
    pub made_on: Date,
    /// The day it was complete.
    pub signed_on: Option<Date>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its bytes.
    pub document: Vec<u8>,
}

/// What a review said, of the whole or of one goal.
#[derive(Debug, Clone)]
pub struct ReviewKept {
    /// Its day.
    pub on: Date,
    /// What was said of the whole.
    pub words: String,
    /// A goal as it was called, what was said of it, and where it stood.
    pub goal: Option<(String, String, GoalStatus)>,
}

/// A consent as it was shown.
#[derive(Debug, Clone)]
pub struct ConsentKept {
    /// What it is.
    pub kind: ConsentKind,
    /// The day it was made.
    pub made_on: Date,
    /// When it was declined.
    pub declined_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its words.
    pub document: ConsentDocument,
}

/// Something that went out. All of them, and not only those of the last three years.
#[derive(Debug, Clone)]
pub struct GivenKept {
    /// When.
    pub at: Moment,
    /// To whom.
    pub to: String,
    /// The code of what they are.
    pub to_kind: String,
    /// What, as it is written down.
    pub what: String,
    /// For what.
    pub purpose: String,
    /// The code of what it rests on.
    pub basis: String,
    /// What was written down of an emergency, as JSON.
    pub emergency: Option<String>,
}

/// Everything that an agency keeps about a member.
#[derive(Debug, Clone)]
pub struct Whole {
    /// When it was gathered.
    pub made_at: Moment,
    /// The day of that, in the agency's zone.
    pub made_on: Date,
    /// The agency's zone.
    pub zone: TimeZone,
    /// The agency's name.
    pub agency: String,
    /// Who they are, how to reach them, who stands by them.
    pub about: Reach,
    /// Programs, with why each pays.
    pub programs: Vec<ProgramKept>,
    /// Who works with them.
    pub beside: Vec<Beside>,
    /// Names of staff whom they keep out.
    pub kept_out: Vec<String>,
    /// The plan as it stands.
    pub plan: PlanView,
    /// Versions, oldest first.
    pub versions: Vec<VersionKept>,
    /// Reviews, oldest first: one for each goal that was looked at.
    pub reviews: Vec<ReviewKept>,
    /// The yes to peer support.
    pub start: Option<StartLine>,
    /// The notice of rights.
    pub notice: Option<NoticeLine>,
    /// Consents, oldest first.
    pub consents: Vec<ConsentKept>,
    /// What is to stay in.
    pub restrictions: Vec<RestrictionLine>,
    /// What went out, oldest first.
    pub given: Vec<GivenKept>,
    /// What they asked of the agency.
    pub requests: Vec<RequestLine>,
    /// Who opened their chart in an emergency.
    pub openings: Vec<OpenedForYou>,
    /// Who looked.
    pub looks: Vec<Looked>,
    /// Files that are kept beside the chart.
    pub(super) files: Vec<(AttachmentId, Media, AttachmentKind)>,
}

/// What is read straight from the tables.
struct Rows {
    today: Date,
    zone: TimeZone,
    agency: String,
    versions: Vec<VersionKept>,
    reviews: Vec<ReviewKept>,
    files: Vec<(AttachmentId, Media, AttachmentKind)>,
    consents: Vec<ConsentKept>,
    given: Vec<GivenKept>,
}

/// Gathers it. Each part is asked for by its own operation, so that one that is not allowed now stops the whole.
pub(super) fn whole(house: &House, session: &Session, member: MemberId) -> Result<Whole, Fault> {
    let rows = house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        work.detail("export");
        let agency = permit.agency().ok_or(Fault::Absent)?;
        rows(work, &permit, (agency, member))
    })?;
    let mut programs = Vec::new();
    for one in enrolments(house, session, member)?.enrolments {
        // The right to a copy reaches what an agency decides payment by, 45 CFR 164.501 (designated record set).
        let card = enrolment(house, session, member, one.id)?.card.map(|card| card.written).unwrap_or_default();
        programs.push(ProgramKept { enrolment: one, card });
    }
    let papers = consent_page(house, session, member)?;
    Ok(Whole {
        made_at: house.now(),
        made_on: rows.today,
        zone: rows.zone,
        agency: rows.agency,
        about: reach(house, session, member)?,
        programs,
        beside: beside(house, session, member)?,
        kept_out: barred(house, session, member)?.into_iter().map(|one| one.name).collect(),
        plan: open(house, session, member)?,
        versions: rows.versions,
        reviews: rows.reviews,
        start: papers.start,
        notice: papers.notice,
        consents: rows.consents,
        restrictions: papers.restrictions,
        given: rows.given,
        requests: requests_of(house, session, member)?,
        openings: openings_of(house, session, member)?,
        looks: looks(house, session, member)?,
        files: rows.files,
    })
}

/// Every look, page by page.
fn looks(house: &House, session: &Session, member: MemberId) -> Result<Vec<Looked>, Fault> {
    let mut lines = Vec::new();
    let mut before = None;
    loop {
        let page = looked(house, session, member, before)?;
        lines.extend(page.lines);
        match page.older {
            // Each page is older than the one before, so this ends.
            Some(older) if before.is_none_or(|last| older < last) => before = Some(older),
            _ => return Ok(lines),
        }
    }
}

fn rows<'w>(work: &mut Work<'w>, permit: &Permit<'w>, at: (AgencyId, MemberId)) -> Result<Rows, Fault> {
    let (agency, member) = at;
    let mut name = work.row(permit, &AGENCY_OF_EXPORT, &params![agency])?.ok_or(Fault::Absent)?;
    let mut versions = Vec::new();
    for mut row in work.rows(permit, &VERSIONS_TO_EXPORT, &params![agency, member])? {
        let (id, number) = (row.take()?, row.take()?);
        let (document, hash) = (row.take()?, row.take()?);
        versions.push(VersionKept { id, number, document, hash, made_on: row.take()?, signed_on: row.take()? });
    }
    let mut files = Vec::new();
    for mut row in work.rows(permit, &FILES_TO_EXPORT, &params![agency, member])? {
        files.push((row.take()?, row.parse()?, row.parse()?));
    }
    Ok(Rows {
        today: work.today(agency)?,
        zone: work.zone(agency)?,
        agency: name.take()?,
        versions,
        reviews: reviews(work, permit, at)?,
        files,
        consents: consents(work, permit, at)?,
        given: given(work, permit, at)?,
    })
}

fn reviews<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Vec<ReviewKept>, Fault> {
    let mut found = Vec::new();
    for mut row in work.rows(permit, &REVIEWS_TO_EXPORT, &params![agency, member])? {
        let (on, words) = (row.take()?, row.take()?);
        let (name, said): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        let stands: Option<GoalStatus> = row.parse_option()?;
        let goal = name.zip(said).zip(stands).map(|((name, said), stands)| (name, said, stands));
        found.push(ReviewKept { on, words, goal });
    }
    Ok(found)
}

fn consents<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Vec<ConsentKept>, Fault> {
    let mut found = Vec::new();
    for mut row in work.rows(permit, &CONSENTS_TO_EXPORT, &params![agency, member])? {
        let kind = row.parse()?;
        let document: Vec<u8> = row.take()?;
        let document = ConsentDocument::from_bytes(&document).map_err(Fault::refused)?;
        let (hash, made_on) = (row.take()?, row.take()?);
        found.push(ConsentKept { kind, made_on, declined_at: row.take()?, revoked_at: row.take()?, hash, document });
    }
    Ok(found)
}

fn given<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Vec<GivenKept>, Fault> {
    let mut found = Vec::new();
    for mut row in work.rows(permit, &DISCLOSURES_TO_EXPORT, &params![agency, member])? {
        let (at, to, to_kind) = (row.take()?, row.take()?, row.take()?);
        let (what, purpose, basis) = (row.take()?, row.take()?, row.take()?);
        found.push(GivenKept { at, to, to_kind, what, purpose, basis, emergency: row.take()? });
    }
    Ok(found)
}
