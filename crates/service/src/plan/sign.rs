//! Signing a frozen version.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, Identity, MemberId, PersonId, SignatureId, VersionId};
use domain::notice::Notice;
use domain::people::Role;
use domain::plan::{HowSigned, SignerKind, complete};
use domain::text::Line;
use domain::time::Date;

statements! {
    VERSION_TO_SIGN = "
        SELECT v.number, v.signed_on, v.document, v.hash, m.lang,
          (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id)
        FROM plan_version v
        JOIN member m ON m.agency_id = v.agency_id AND m.id = v.member_id
        WHERE v.agency_id = $1 AND v.id = $2 AND v.member_id = $3";
    SIGNERS_SO_FAR = "SELECT signer FROM plan_signature WHERE agency_id = $1 AND version_id = $2";
    INSERT_SIGNATURE = "
        INSERT INTO plan_signature (agency_id, id, version_id, signer, name, staff_id, how, witness_id, lang,
          read_aloud, interpreter, signed_on, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    VERSION_COMPLETE = "UPDATE plan_version SET signed_on = $3, state = 'signed' WHERE agency_id = $1 AND id = $2";
    OWN_COPY = "
        INSERT INTO own_plan_version (person_id, id, from_agency_id, number, document, hash, copied_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
}

/// A signature as it is given.
#[derive(Debug, Clone)]
pub struct Signing {
    /// In which part.
    pub signer: SignerKind,
    /// The signer's name, as they write it.
    pub name: String,
    /// How.
    pub how: HowSigned,
    /// Whether the plan was read aloud first.
    pub read_aloud: bool,
    /// Who interpreted.
    pub interpreter: Option<String>,
}

/// Signs a version. With the member's (or guardian's) signature and one of the staff's it is complete,
/// and the member's own space gets its copy when the member signs there.
pub fn sign(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    version: VersionId,
    signing: Signing,
) -> Result<(), Fault> {
    let name = Line::parse(&signing.name).map_err(|notice| Fault::invalid("name", notice))?;
    let interpreter = signing.interpreter.as_deref().map(Line::optional).transpose();
    let interpreter = interpreter.map_err(|notice| Fault::invalid("interpreter", notice))?.flatten();
    let own: Option<PersonId> = house.call_as(session).member().map(|hat| hat.person);
    may_sign_as(session, own.is_some(), &signing)?;
    let operation = match signing.signer {
        SignerKind::Supervisor | SignerKind::Clinician => Operation::CosignPlan,
        _ => Operation::SignPlan,
    };
    house.store().command(&house.call_as(session), command, operation, move |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &VERSION_TO_SIGN, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        let number: i64 = row.take()?;
        let complete_on: Option<Date> = row.take()?;
        let document: Vec<u8> = row.take()?;
        let hash: String = row.take()?;
        let lang: String = row.take()?;
        let newest: i64 = row.take()?;
        if newest != number && complete_on.is_none() {
            return Err(Fault::refused(Notice::new("sign-version-old")));
        }
        let so_far = work.rows(&permit, &SIGNERS_SO_FAR, &params![agency, version])?;
        let mut signers: Vec<SignerKind> =
            so_far.into_iter().map(|mut row| Ok(row.parse()?)).collect::<Result<_, Fault>>()?;
        if signers.contains(&signing.signer) {
            return Err(Fault::invalid("signer", Notice::new("sign-already")));
        }
        let (today, now) = (work.today(agency)?, work.now());
        let id: SignatureId = work.ids().next();
        let actor = work.call().staff().map(|hat| hat.staff);
        let by_staff = signing.signer.speaks_for_agency();
        let (staff, witness) = if by_staff { (actor, None) } else { (None, actor) };
        let (signer, how) = (signing.signer.code(), signing.how.code());
        let interpreter = interpreter.as_ref().map(Line::as_str);
        let values = params![
            agency,
            id,
            version,
            signer,
            name.as_str(),
            staff,
            how,
            witness,
            lang.as_str(),
            signing.read_aloud,
            interpreter,
            today,
            now
        ];
        work.run(&permit, &INSERT_SIGNATURE, &values)?;
        signers.push(signing.signer);
        if complete_on.is_none() && complete(&signers) {
            work.run(&permit, &VERSION_COMPLETE, &params![agency, version, today])?;
        }
        if let Some(person) = own {
            let copy = params![person, version, agency, number, document, hash, now];
            work.run(&permit, &OWN_COPY, &copy)?;
        }
        work.detail(&format!("version {} as {signer}", hex_short(version)));
        Ok(())
    })
}

/// Nobody signs in somebody else's part: a member's own session only as the member; staff for themselves in
/// a role they hold, or as witness of a member, guardian or caregiver who signs beside them.
fn may_sign_as(session: &Session, own: bool, signing: &Signing) -> Result<(), Fault> {
    let holds = |roles: &[Role]| session.roles.iter().any(|role| roles.contains(role));
    let fits = match signing.signer {
        SignerKind::Member => own || signing.how != HowSigned::OwnPin,
        SignerKind::Guardian | SignerKind::Caregiver => !own && signing.how != HowSigned::OwnPin,
        SignerKind::Peer => holds(&[Role::PeerSpecialist, Role::FamilyPartner]),
        SignerKind::Supervisor => holds(&[Role::Supervisor]),
        SignerKind::Clinician => holds(&[Role::Clinician]),
    };
    if fits { Ok(()) } else { Err(Fault::invalid("signer", Notice::new("sign-not-yours"))) }
}

fn hex_short(version: VersionId) -> String {
    crate::house::hex(&version.bytes()[8..])
}
