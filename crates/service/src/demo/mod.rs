//! The demonstration: two invented agencies, their people, and months of plans, told through the same use cases
//! that people use.

mod agency;
mod story;

use crate::{Fault, House};
use serde::{Deserialize, Serialize};

/// What the demonstration is made of.
const AGENCIES: &str = include_str!("../../../../content/demo/agencies.toml");

/// The passphrase of every invented account. It protects nothing but the demonstration.
const PASSPHRASE: &str = "walk-beside-me-24";

/// A sign-in of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// The role, by its code.
    pub role: String,
    /// The agency's slug; empty for a member.
    pub agency: String,
    /// The username.
    pub username: String,
    /// The passphrase.
    pub passphrase: String,
}

#[derive(Deserialize)]
struct Script {
    agency: Vec<AgencyScript>,
    member: Vec<MemberScript>,
    story: Vec<Story>,
}

#[derive(Deserialize)]
struct AgencyScript {
    slug: String,
    name: String,
    zone: String,
    state: String,
    members: usize,
    programs: Vec<ProgramScript>,
    staff: Vec<StaffScript>,
}

#[derive(Deserialize)]
struct ProgramScript {
    name: String,
    rule_pack: String,
}

#[derive(Deserialize)]
struct StaffScript {
    name: String,
    title: String,
    username: String,
    roles: Vec<String>,
}

#[derive(Deserialize)]
struct MemberScript {
    called: String,
    #[serde(default)]
    lang: domain::lang::Lang,
}

#[derive(Deserialize)]
struct Story {
    lang: domain::lang::Lang,
    good_life: String,
    strengths: String,
    home: String,
    goal: String,
    why: String,
    life_areas: Vec<String>,
    importance: u8,
    confidence: u8,
    strategy: String,
    strength: String,
    barrier: String,
    support: String,
    actions: Vec<(String, String, String)>,
}

/// Fills an empty database with the demonstration. Gives the sign-ins.
pub fn seed(house: &House) -> Result<Vec<DemoAccount>, Fault> {
    let script: Script = toml::from_str(AGENCIES).map_err(|why| Fault::Broken(format!("content/demo: {why}")))?;
    let hash = house.hashing().hash(PASSPHRASE)?;
    let mut accounts = Vec::new();
    let mut names = script.member.iter().cycle();
    for agency in &script.agency {
        let team = agency::found(&house.days_ago(200), agency, &hash)?;
        for staff in &agency.staff {
            accounts.push(DemoAccount {
                role: staff.roles.first().cloned().unwrap_or_default(),
                agency: agency.slug.clone(),
                username: staff.username.clone(),
                passphrase: PASSPHRASE.to_owned(),
            });
        }
        for place in 0..agency.members {
            let Some(member) = names.next() else { break };
            let username = story::live(house, &script, &team, member, place, &hash)?;
            if let Some(username) = username {
                let passphrase = PASSPHRASE.to_owned();
                accounts.push(DemoAccount { role: "member".into(), agency: agency.slug.clone(), username, passphrase });
            }
        }
    }
    Ok(accounts)
}
