//! The link for the contact of a service: given by hand, good once, as that of a meeting. With it they say that the
//! service is right, put it right, or ask that it be left out. They sign in nowhere and give no name.

use super::edit::{HIDE_SERVICE, SERVICE_IS_RIGHT, own, put_right};
use super::form::{Ground, ServiceForm};
use super::write::keep_before;
use crate::directory::edit::stir;
use crate::directory::{OwnerWord, desk};
use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Work, params};
use domain::directory::offering::{Offering, Provider};
use domain::directory::{Freshness, Hidden, Verifier};
use domain::id::{CommandId, FeedId, OfferingId, RowId, StaffId};
use domain::notice::Notice;
use domain::time::{Moment, zone};

access::statements! {
    INSERT_SERVICE_LINK = "
        INSERT INTO offering_link (id, offering_id, token_hash, made_by, made_at, until)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// A new one ends those before it.
    END_SERVICE_LINKS = "
        UPDATE offering_link SET withdrawn_at = $2
        WHERE offering_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND until > $2";

    SERVICE_LINK = "
        SELECT l.id, l.offering_id, l.used_at, l.withdrawn_at, l.until, o.feed_id, p.entry, o.entry,
          f.name, a.name, f.seen_at, o.verified_at, f.zone
        FROM offering_link l
        JOIN offering o ON o.id = l.offering_id
        JOIN provider p ON p.id = o.provider_id
        JOIN feed f ON f.id = o.feed_id
        JOIN agency a ON a.id = f.steward_id
        WHERE l.token_hash = $1";

    /// What people said is wrong, and what its contact says now. A report of danger is for an editor.
    ANSWER_ALL_OF_SERVICE = "
        UPDATE offering_report SET answer = $2, answered_at = $3
        WHERE offering_id = $1 AND kind <> 'unsafe' AND answered_at IS NULL";

    USE_SERVICE_LINK = "UPDATE offering_link SET used_at = $2, used_for = $3 WHERE id = $1 AND used_at IS NULL";
}

/// A service, as its contact sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceListing {
    /// Who offers it.
    pub provider: Provider,
    /// The service.
    pub offering: Offering,
    /// The list that it comes from.
    pub source: String,
    /// The agency that looks after it here.
    pub steward: String,
    /// How sure it is today.
    pub freshness: Freshness,
    /// Whether the link was used.
    pub used: bool,
}

/// Makes a link for the contact of a service; its secret is shown once. Links before it end.
pub fn make_service_link(
    house: &House,
    session: &Session,
    command: CommandId,
    offering: OfferingId,
) -> Result<String, Fault> {
    // The secret belongs to the command of this editor: sent twice, it is the same.
    let token = house.seal_mac(&format!("service link {} {offering} {command}", session.account));
    let hash = token_hash(&token);
    let days = i64::from(desk()?.link_days.value);
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        own(work, &permit, offering)?;
        let (id, now, staff): (RowId, _, _) = (work.ids().next(), work.now(), work.staff_hat()?.staff);
        work.run(&permit, &END_SERVICE_LINKS, &params![offering, now])?;
        let until = now.plus_seconds(days * 86_400);
        work.run(&permit, &INSERT_SERVICE_LINK, &params![id, offering, hash.clone(), staff, now, until])?;
        work.detail(&format!("service {offering} link {id}"));
        Ok(())
    })?;
    Ok(token)
}

struct Opened {
    link: RowId,
    service: OfferingId,
    feed: FeedId,
    listing: ServiceListing,
    /// The zone of its list.
    zone: String,
}

/// Unknown, withdrawn and run out are one and the same answer.
fn open<'w>(work: &mut Work<'w>, permit: &Permit<'w>, token: &str) -> Result<Opened, Fault> {
    let mut row = work.row(permit, &SERVICE_LINK, &params![token_hash(token)])?.ok_or(Fault::Absent)?;
    let (link, service) = (row.take()?, row.take()?);
    let (used, withdrawn): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let until: Moment = row.take()?;
    if withdrawn.is_some() || until <= work.now() {
        return Err(Fault::Absent);
    }
    let feed = row.take()?;
    let (provider, offering) = super::both(&mut row)?;
    let (source, steward) = (row.take()?, row.take()?);
    let (read_at, verified_at): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let freshness = desk()?.terms().freshness(verified_at.max(read_at), work.now());
    let listing = ServiceListing { provider, offering, source, steward, freshness, used: used.is_some() };
    Ok(Opened { link, service, feed, listing, zone: row.take()? })
}

/// The service behind a link.
pub fn service_listing(house: &House, token: &str) -> Result<ServiceListing, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::AnswerListing)?;
        Ok(open(work, &permit, token)?.listing)
    })
}

/// Says it, once.
pub fn answer_service_listing(
    house: &House,
    command: CommandId,
    token: &str,
    word: &OwnerWord<ServiceForm>,
) -> Result<(), Fault> {
    let (token, word) = (token.to_owned(), word.clone());
    house.store().command(&house.call(Actor::Public), command, Operation::AnswerListing, move |work| {
        let permit = work.permit_open(Operation::AnswerListing)?;
        let Opened { link, service, feed, listing, zone: of_list } = open(work, &permit, &token)?;
        let (kind, used_for, answer) = word.means();
        let right = match &word {
            OwnerWord::PutRight(form) => {
                let zone = zone(&of_list).map_err(|why| Fault::Broken(format!("zone of feed {feed}: {why}")))?;
                let today = work.now().date(&zone);
                Some(form.put_into(listing.offering, &Ground { zone, today })?)
            }
            OwnerWord::Right | OwnerWord::LeaveOut => None,
        };
        let now = work.now();
        if work.run(&permit, &USE_SERVICE_LINK, &params![link, now, used_for])? == 0 {
            return Err(Fault::refused(Notice::new("listing-link-used")));
        }
        keep_before(work, &permit, (service, None, kind), ("owner", None))?;
        if let Some(right) = right {
            put_right(work, &permit, service, &right)?;
        }
        work.run(&permit, &ANSWER_ALL_OF_SERVICE, &params![service, answer.code(), now])?;
        if word == OwnerWord::LeaveOut {
            work.run(&permit, &HIDE_SERVICE, &params![service, Hidden::OptedOut.code()])?;
        } else {
            // Who offers it knows whether it is there: what visitors said takes it off no longer.
            let nobody: Option<StaffId> = None;
            work.run(&permit, &SERVICE_IS_RIGHT, &params![service, now, Verifier::Owner.code(), nobody])?;
        }
        work.leave_event(&permit, &format!("service {service} link {link} {used_for}"));
        stir(work, &permit, feed)
    })
}
