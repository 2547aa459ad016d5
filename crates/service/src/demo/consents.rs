//! What invented people allowed, what they kept in, and what they asked of the desk.

use super::agency::{Colleague, Team};
use super::ledger::{self, Ledger};
use super::life::Who;
use crate::Fault;
use crate::consent::{open_form, worded};
use crate::secret::token_hash;
use access::params;
use domain::consent::{
    Answer, Basis, ConsentDocument, ConsentKind, Expiry, HowRevoked, HowSigned, HowStarted, NoticeGiven, Parts, Piece,
    Recipient, Signer, Terms,
};
use domain::id::{ConsentId, DisclosureId, MemberId, RowId, VersionId};
use domain::people::Regime;
use domain::text::Line;
use domain::time::{Date, Moment, plus_days};
use serde::Deserialize;

/// `consents.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YesAndNo {
    consent: Vec<ConsentScript>,
    restriction: Vec<RestrictionScript>,
    request: Vec<RequestScript>,
    complaint: Vec<ComplaintScript>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentScript {
    member: String,
    pieces: Vec<String>,
    to: Vec<ToScript>,
    purpose: String,
    made: i64,
    lasts: Option<i64>,
    until: Option<String>,
    signed: Option<String>,
    given: Option<i64>,
    back: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToScript {
    name: String,
    kind: String,
    back: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestrictionScript {
    member: String,
    piece: Option<String>,
    from: Option<String>,
    words: String,
    asked: i64,
    agreed: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestScript {
    member: String,
    kind: String,
    words: String,
    asked: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComplaintScript {
    agency: String,
    words: String,
    made: i64,
}

/// Somebody whose story was told.
pub(super) struct Known<'s> {
    pub(super) team: &'s Team,
    pub(super) peer: &'s Colleague,
    pub(super) who: Who,
    pub(super) member: MemberId,
    /// The newest version of their plan.
    pub(super) version: Option<VersionId>,
}

fn broken(what: &str) -> Fault {
    Fault::Broken(format!("content/demo/consents.toml: {what}"))
}

fn line(text: &str) -> Result<Line, Fault> {
    Line::parse(text).map_err(|_| broken(text))
}

fn code<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| broken(text))
}

/// How peer support began: they said yes, and got the notice of their rights on paper.
pub(super) fn begin(ledger: &mut Ledger<'_>, known: &Known<'_>, came: Date) -> Result<(), Fault> {
    let Known { team, peer, who, member, .. } = known;
    let Some(forms) = words::content::consents() else { return Ok(()) };
    let at = team.days.moment(came, 10, 20);
    let id: RowId = ledger.ids.next();
    let nothing: Option<&str> = None;
    let how = HowStarted::Spoken.code();
    ledger.put(ledger::START, params![team.agency, id, *member, how, nothing, came, "staff", peer.id, at])?;
    let id: RowId = ledger.ids.next();
    let (version, how) = (forms.patient_notice().version.as_str(), NoticeGiven::Paper.code());
    let row =
        params![team.agency, id, *member, version, who.lang, how, at, came, "staff", peer.id, Some(at), Some("staff")];
    ledger.put(ledger::NOTICE, row)
}

impl YesAndNo {
    /// Writes down everything of it.
    pub(super) fn play(&self, ledger: &mut Ledger<'_>, teams: &[Team], people: &[Known<'_>]) -> Result<(), Fault> {
        let named = |name: &str| people.iter().find(|one| one.who.called == name).ok_or_else(|| broken(name));
        for one in &self.consent {
            one.make(ledger, named(&one.member)?)?;
        }
        for one in &self.restriction {
            one.ask(ledger, named(&one.member)?)?;
        }
        for one in &self.request {
            one.ask(ledger, named(&one.member)?)?;
        }
        for one in &self.complaint {
            let team = teams.iter().find(|team| team.slug == one.agency).ok_or_else(|| broken(&one.agency))?;
            let id: RowId = ledger.ids.next();
            // Nobody has the code of it.
            let hash = token_hash(&format!("{id}"));
            ledger.put(ledger::COMPLAINT, params![team.agency, id, one.words, team.days.ago(one.made), hash])?;
        }
        Ok(())
    }
}

impl ConsentScript {
    fn terms(&self, made: Date) -> Result<Terms, Fault> {
        let recipient = |to: &ToScript| Ok(Recipient { name: line(&to.name)?, kind: code(&to.kind)? });
        let expiry = match (self.lasts, &self.until) {
            (Some(days), _) => Some(Expiry::On(plus_days(made, days))),
            (None, Some(event)) => Some(Expiry::Event(line(event)?)),
            (None, None) => None,
        };
        let parts = Parts {
            pieces: self.pieces.iter().map(|piece| code(piece)).collect::<Result<_, Fault>>()?,
            words: None,
            recipients: self.to.iter().map(recipient).collect::<Result<_, Fault>>()?,
            participants: None,
            purpose: Some(line(&self.purpose)?),
            expiry,
            irrevocable_until: None,
            no_fundraising: false,
        };
        Terms::new(ConsentKind::Specific, parts, made).map_err(|_| broken(&self.purpose))
    }

    fn make(&self, ledger: &mut Ledger<'_>, known: &Known<'_>) -> Result<(), Fault> {
        let Known { team, peer, who, member, .. } = known;
        let (agency, made) = (team.agency, team.days.ago(self.made));
        let at = team.days.moment(made, 11, 30);
        let form = open_form(ConsentKind::Specific)?;
        let name = who.full.as_ref().unwrap_or(&who.called);
        let document = worded(form, self.terms(made)?, who.lang, made, (name, &team.name));
        let bytes = document.to_bytes();
        let hash = ConsentDocument::hash(&bytes);
        let terms = serde_json::to_string(&document.terms).map_err(|why| broken(&why.to_string()))?;
        let id: ConsentId = ledger.ids.next();
        let kind = ConsentKind::Specific.code();
        let ended = Ended::of(known, self.back);
        ledger.put(
            ledger::CONSENT,
            params![
                agency, id, *member, kind, who.lang, terms, bytes, hash, made, at, peer.id, ended.at, ended.how,
                ended.kind, ended.by
            ],
        )?;
        let mut first: Option<RowId> = None;
        for (place, to) in self.to.iter().enumerate() {
            let row: RowId = ledger.ids.next();
            first.get_or_insert(row);
            let ended = Ended::of(known, to.back.or(self.back));
            ledger.put(
                ledger::RECIPIENT,
                params![
                    agency,
                    row,
                    id,
                    *member,
                    place as i64,
                    to.name,
                    to.kind,
                    ended.at,
                    ended.how,
                    ended.kind,
                    ended.by
                ],
            )?;
        }
        if let Some(how) = &self.signed {
            let row: RowId = ledger.ids.next();
            let how: HowSigned = code(how)?;
            let witness = (how != HowSigned::OwnSession).then_some(peer.id);
            let signer = Signer::Member.code();
            ledger.put(
                ledger::CONSENT_SIGNATURE,
                params![agency, row, id, *member, signer, name, how.code(), witness, who.lang, made, at],
            )?;
        }
        match (self.given, self.to.first().zip(first)) {
            (Some(days), Some((to, line))) => self.give(ledger, known, (id, line), to, days),
            _ => Ok(()),
        }
    }

    fn give(
        &self,
        ledger: &mut Ledger<'_>,
        known: &Known<'_>,
        (consent, line): (ConsentId, RowId),
        to: &ToScript,
        days: i64,
    ) -> Result<(), Fault> {
        let Known { team, peer, who, member, version } = known;
        let id: DisclosureId = ledger.ids.next();
        let at = team.days.moment(team.days.ago(days), 15, 10);
        let regime = team.programs.get(who.program).and_then(|program| program.regime.parse::<Regime>().ok());
        let text = words::content::consents().map(|forms| forms.redisclosure().version.clone());
        let notice = text.filter(|_| regime.unwrap_or(Regime::Undecided).treated_as() == Regime::Part2);
        let (what, basis) = (Piece::Plan.code(), Basis::Consent.code());
        ledger.put(
            ledger::DISCLOSURE,
            params![
                team.agency,
                id,
                *member,
                at,
                peer.id,
                to.name,
                to.kind,
                what,
                *version,
                self.purpose,
                basis,
                consent,
                line,
                notice
            ],
        )
    }
}

/// How a consent, or one recipient of it, was taken back, if it was: the member said so.
#[derive(Default)]
struct Ended {
    at: Option<Moment>,
    how: Option<&'static str>,
    kind: Option<&'static str>,
    by: Option<domain::id::StaffId>,
}

impl Ended {
    fn of(known: &Known<'_>, back: Option<i64>) -> Self {
        let days = &known.team.days;
        back.map_or_else(Self::default, |back| Self {
            at: Some(days.moment(days.ago(back), 16, 0)),
            how: Some(HowRevoked::Said.code()),
            kind: Some("staff"),
            by: Some(known.peer.id),
        })
    }
}

impl RestrictionScript {
    fn ask(&self, ledger: &mut Ledger<'_>, known: &Known<'_>) -> Result<(), Fault> {
        let Known { team, member, .. } = known;
        let days = &team.days;
        let id: RowId = ledger.ids.next();
        let piece = self.piece.as_deref().map(code::<Piece>).transpose()?.map(Piece::code);
        let answer = if self.agreed.is_some() { Answer::Agreed } else { Answer::Asked };
        let asked = days.moment(days.ago(self.asked), 9, 45);
        let agreed = self.agreed.map(|ago| days.moment(days.ago(ago), 9, 50));
        let officer = team.holding(domain::people::Role::PrivacyOfficer).map(|officer| officer.id);
        let by = agreed.and(officer);
        ledger.put(
            ledger::RESTRICTION,
            params![
                team.agency,
                id,
                *member,
                piece,
                self.from.as_ref(),
                self.words,
                answer.code(),
                asked,
                "member",
                *member,
                agreed,
                by
            ],
        )
    }
}

impl RequestScript {
    fn ask(&self, ledger: &mut Ledger<'_>, known: &Known<'_>) -> Result<(), Fault> {
        let Known { team, member, .. } = known;
        let rules = words::content::privacy_rules().ok_or_else(|| broken("no clocks"))?;
        let kind: domain::consent::RequestKind = code(&self.kind)?;
        let id: RowId = ledger.ids.next();
        let day = team.days.ago(self.asked);
        let at = team.days.moment(day, 12, 15);
        let due = plus_days(day, i64::from(rules.request_days.value));
        ledger.put(ledger::REQUEST, params![team.agency, id, *member, kind.code(), self.words, at, due])
    }
}
