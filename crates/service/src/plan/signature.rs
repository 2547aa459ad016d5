//! A signature on its way into the database: what every way of signing shares.

use super::asked::expected_signers;
use crate::Fault;
use crate::people::files::{Sealed, keep};
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId, SignatureId, StaffId, VersionId};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::plan::{HowSigned, SignerKind, complete, waited_for};
use domain::time::Date;

statements! {
    VERSION_TO_SIGN = "
        SELECT v.number, v.signed_on,
          (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id),
          (SELECT count(*) FROM plan_clash c
           WHERE c.agency_id = v.agency_id AND c.plan_id = v.plan_id AND c.settled_at IS NULL)
        FROM plan_version v
        WHERE v.agency_id = $1 AND v.id = $2 AND v.member_id = $3";
    SIGNERS_SO_FAR = "SELECT signer FROM plan_signature WHERE agency_id = $1 AND version_id = $2";
    INSERT_SIGNATURE = "
        INSERT INTO plan_signature (agency_id, id, version_id, signer, name, staff_id, how, witness_id, lang,
          read_aloud, interpreter, drawing_id, signed_on, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    VERSION_COMPLETE = "UPDATE plan_version SET signed_on = $3 WHERE agency_id = $1 AND id = $2";
}

/// Everything that a signature says of itself.
#[derive(Clone)]
pub(super) struct NewSignature {
    pub(super) signer: SignerKind,
    pub(super) name: String,
    pub(super) how: HowSigned,
    pub(super) staff: Option<StaffId>,
    pub(super) witness: Option<StaffId>,
    pub(super) lang: Lang,
    pub(super) read_aloud: bool,
    pub(super) interpreter: Option<String>,
    pub(super) file: Option<Sealed>,
}

/// Puts a signature under a version, and completes the version when everyone who must has signed.
pub(super) fn put<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member, version): (AgencyId, MemberId, VersionId),
    new: &NewSignature,
) -> Result<(), Fault> {
    let mut row = work.row(permit, &VERSION_TO_SIGN, &params![agency, version, member])?.ok_or(Fault::Absent)?;
    let number: i64 = row.take()?;
    let complete_on: Option<Date> = row.take()?;
    let newest: i64 = row.take()?;
    let clashes: i64 = row.take()?;
    if complete_on.is_none() && newest != number {
        return Err(Fault::refused(Notice::new("sign-version-old")));
    }
    if complete_on.is_none() && clashes > 0 {
        return Err(Fault::refused(Notice::new("sign-clash-open").with("count", clashes)));
    }
    let so_far = work.rows(permit, &SIGNERS_SO_FAR, &params![agency, version])?;
    let mut signers: Vec<SignerKind> =
        so_far.into_iter().map(|mut row| Ok(row.parse()?)).collect::<Result<_, Fault>>()?;
    if signers.contains(&new.signer) {
        return Err(Fault::invalid("signer", Notice::new("sign-already")));
    }
    let (today, now) = (work.today(agency)?, work.now());
    let id: SignatureId = work.ids().next();
    if let Some(file) = &new.file {
        keep(work, permit, (agency, member), file)?;
    }
    let values = params![
        agency,
        id,
        version,
        new.signer.code(),
        new.name.as_str(),
        new.staff,
        new.how.code(),
        new.witness,
        new.lang,
        new.read_aloud,
        new.interpreter.as_deref(),
        new.file.as_ref().map(|file| file.id),
        today,
        now
    ];
    work.run(permit, &INSERT_SIGNATURE, &values)?;
    signers.push(new.signer);
    let walls = waited_for(&expected_signers(work, permit, (agency, member), true)?, &signers);
    if complete_on.is_none() && complete(&signers) && walls.is_empty() {
        work.run(permit, &VERSION_COMPLETE, &params![agency, version, today])?;
    }
    Ok(())
}
