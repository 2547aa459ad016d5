//! A real agency begins: itself, its first administrator, and the code for their first sign-in.

use super::joining::code_hash;
use super::staff::{INSERT_STAFF, INSERT_STAFF_SIGN_IN, LINK_STAFF, USERNAME_TAKEN};
use super::staff_code::keep_first_code;
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::{AccountId, AgencyId, RoleGrantId, StaffId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::people::{AgencySlug, JoinCode, Role, StateCode, Username};
use domain::text::Line;

statements! {
    SLUG_TAKEN = "SELECT id FROM agency WHERE slug = $1";
    ANY_INVENTED = "SELECT 1 FROM agency WHERE demo LIMIT 1";
    INSERT_AGENCY = "
        INSERT INTO agency (id, slug, name, zone, state, phone, demo, created_at)
        VALUES ($1, $2, $3, $4, $5, NULL, $6, $7)";
    GRANT_FIRST = "
        INSERT INTO role_grant (agency_id, id, staff_id, role, from_on) VALUES ($1, $2, $3, $4, $5)";
}

/// An agency as it is written down, with who looks after it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgency {
    /// Its part of addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The IANA name of its time zone.
    pub zone: String,
    /// The two letters of its state.
    pub state: String,
    /// The name of its first administrator.
    pub admin: String,
    /// What the administrator signs in with.
    pub username: String,
}

/// An agency that has begun. The code is shown once and kept as a hash alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyAdded {
    /// The agency.
    pub agency: AgencyId,
    /// What its administrator signs in with.
    pub username: String,
    /// The code for their first sign-in.
    pub code: String,
}

/// Adds an agency with its first administrator, for whoever runs the machine.
///
/// Refused beside invented agencies, whose passphrases are public.
pub fn add_agency(house: &House, new: &NewAgency) -> Result<AgencyAdded, Fault> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, notice: Notice| errors.push(FieldError::new(field, notice));
    let slug = AgencySlug::parse(&new.slug).map_err(|notice| wrong("slug", notice));
    let name = Line::parse(&new.name).map_err(|notice| wrong("name", notice));
    let state = StateCode::parse(&new.state).map_err(|notice| wrong("state", notice));
    let zone = domain::time::zone(&new.zone)
        .map_err(|why| wrong("zone", Notice::new("agency-zone-unknown").with("zone", why.0.as_str())));
    let admin = Line::parse(&new.admin).map_err(|notice| wrong("admin", notice));
    let username = Username::parse(&new.username).map_err(|notice| wrong("username", notice));
    let (Ok(slug), Ok(name), Ok(state), Ok(zone), Ok(admin), Ok(username)) = (slug, name, state, zone, admin, username)
    else {
        return Err(Fault::Invalid(errors));
    };
    let code = JoinCode::from_chance(house.chance());
    let hashed = code_hash(house, &code);
    let signs_in_as = username.as_str().to_owned();
    let zone_name = new.zone.clone();
    let agency = house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::Operate)?;
        if work.row(&permit, &ANY_INVENTED, &params![])?.is_some() {
            return Err(Fault::refused(Notice::new("agency-beside-invented")));
        }
        if work.row(&permit, &SLUG_TAKEN, &params![slug.as_str()])?.is_some() {
            return Err(Fault::invalid("slug", Notice::new("agency-slug-taken")));
        }
        if work.row(&permit, &USERNAME_TAKEN, &params![username.folded()])?.is_some() {
            return Err(Fault::invalid("username", Notice::new("staff-username-taken")));
        }
        let now = work.now();
        let (agency, staff): (AgencyId, StaffId) = (work.ids().next(), work.ids().next());
        let (account, grant): (AccountId, RoleGrantId) = (work.ids().next(), work.ids().next());
        let row = params![agency, slug.as_str(), name.as_str(), zone_name.as_str(), state.as_str(), false, now];
        work.run(&permit, &INSERT_AGENCY, &row)?;
        let title = words::words().say(Lang::En, "role-agency-admin").into_owned();
        work.run(
            &permit,
            &INSERT_STAFF,
            &params![agency, staff, admin.as_str(), title.as_str(), None::<StaffId>, now],
        )?;
        let row = params![account, username.as_str(), username.folded(), Lang::En, now];
        work.run(&permit, &INSERT_STAFF_SIGN_IN, &row)?;
        work.run(&permit, &LINK_STAFF, &params![account, agency, staff])?;
        let role = Role::AgencyAdmin.code();
        work.run(&permit, &GRANT_FIRST, &params![agency, grant, staff, role, now.date(&zone)])?;
        keep_first_code(work, &permit, agency, staff, &hashed)?;
        work.detail(&format!("agency {agency} added"));
        Ok(agency)
    })?;
    Ok(AgencyAdded { agency, username: signs_in_as, code: code.to_string() })
}
