//! Who may read what of whom, worked out from relations alone: a short list of roles for each section, and the rows that
//! say who stands to whom today. It asks nothing of the program under test.

use super::plant::{Of, Planted};
use std::collections::BTreeSet;
use testkit::{Db, rows_of};

/// A part of what is kept about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What they are called.
    Name,
    /// How to reach them, and who stands by them.
    Reach,
    /// How they came to a program and left it.
    Programs,
    /// Why a program pays.
    Coverage,
    Plan,
    /// Consents, restrictions, what went out.
    Consents,
    /// What they asked of the privacy desk.
    Requests,
    /// Legal holds.
    Holds,
}

const P: &str = "peer-specialist";
const F: &str = "family-partner";
const T: &str = "trainee";
const S: &str = "supervisor";
const D: &str = "front-desk";
const C: &str = "clinician";
const B: &str = "biller";
const A: &str = "agency-admin";
const O: &str = "compliance-officer";
const V: &str = "privacy-officer";

impl Section {
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Reach,
        Self::Programs,
        Self::Coverage,
        Self::Plan,
        Self::Consents,
        Self::Requests,
        Self::Holds,
    ];

    pub const fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Reach => 'r',
            Self::Programs => 'e',
            Self::Coverage => 'c',
            Self::Plan => 'p',
            Self::Consents => 'y',
            Self::Requests => 'q',
            Self::Holds => 'h',
        }
    }

    /// Roles that read it of those they walk beside, cover or supervise; roles that read it of everybody in their
    /// program; and whether the member reads it.
    fn readers(self) -> (&'static [&'static str], &'static [&'static str], bool) {
        match self {
            // Whoever may find somebody by a search, or gives them a peer.
            Self::Name => (&[P, F, T, S], &[P, F, T, S, D, C, B, A, O, V], true),
            Self::Reach => (&[P, F, T, S], &[S, C, O, V], true),
            Self::Programs => (&[P, F, T, S], &[S, C, B, O, V], true),
            Self::Coverage => (&[P, F, S], &[C, B, O], false),
            Self::Plan => (&[P, F, T, S], &[S, C, O], true),
            Self::Consents => (&[P, F, T, S], &[S, C, O, V], true),
            Self::Requests => (&[], &[O, V], true),
            Self::Holds => (&[], &[O, V], false),
        }
    }
}

/// The rows that say who stands to whom, as they are now.
pub struct Judge {
    charts: Vec<(String, String, Option<String>)>,
    staff: Vec<(String, String, String)>,
    complaints: BTreeSet<String>,
    /// Staff, role, and the program of the role, if it is of one.
    roles: BTreeSet<(String, String, String)>,
    /// Member and staff.
    walks: BTreeSet<(String, String)>,
    /// Supervisor and staff.
    supervises: BTreeSet<(String, String)>,
    /// Member and program.
    enrolled: BTreeSet<(String, String)>,
    barred: BTreeSet<(String, String)>,
    own: BTreeSet<(String, String)>,
    restricted: BTreeSet<String>,
    planted: BTreeSet<(String, char)>,
}

fn pairs(db: &Db, sql: &str) -> BTreeSet<(String, String)> {
    let rows = rows_of(db, sql).into_iter();
    rows.filter_map(|row| row.split_once('|').map(|(one, other)| (one.to_owned(), other.to_owned()))).collect()
}

impl Judge {
    pub fn read(db: &Db, planted: &Planted) -> Self {
        let today = rows_of(db, "SELECT date('now', '-5 hours')").remove(0);
        let holds =
            |from: &str, until: &str| format!("{from} <= '{today}' AND ({until} IS NULL OR {until} >= '{today}')");
        let span = holds("from_on", "until_on");
        let roles = rows_of(
            db,
            &format!(
                "SELECT lower(hex(g.staff_id)) || '|' || g.role || '|' || coalesce(lower(hex(g.program_id)), '')
                 FROM role_grant g JOIN staff s ON s.id = g.staff_id WHERE s.state = 'active' AND {span}"
            ),
        );
        let roles = roles.into_iter().filter_map(|row| {
            let mut parts = row.split('|').map(str::to_owned);
            Some((parts.next()?, parts.next()?, parts.next()?))
        });
        let two = |one: &str, other: &str, from: &str| {
            pairs(db, &format!("SELECT lower(hex({one})) || '|' || lower(hex({other})) FROM {from}"))
        };
        let mut there = BTreeSet::new();
        let mut have = |section: Section, sql: &str| {
            there.extend(rows_of(db, sql).into_iter().map(|member| (member, section.letter())));
        };
        have(Section::Name, "SELECT lower(hex(id)) FROM member");
        have(Section::Reach, "SELECT lower(hex(id)) FROM member");
        have(Section::Programs, "SELECT lower(hex(member_id)) FROM enrolment");
        have(Section::Coverage, "SELECT lower(hex(member_id)) FROM enrolment");
        have(Section::Plan, "SELECT lower(hex(member_id)) FROM plan");
        have(Section::Consents, "SELECT lower(hex(member_id)) FROM consent");
        have(Section::Requests, "SELECT lower(hex(member_id)) FROM privacy_request");
        have(Section::Holds, "SELECT lower(hex(member_id)) FROM legal_hold WHERE member_id IS NOT NULL");
        Self {
            charts: planted.charts.iter().map(|one| (one.id.clone(), one.agency.clone(), one.owner.clone())).collect(),
            staff: planted.staff.clone(),
            complaints: planted.agencies().into_iter().collect(),
            roles: roles.collect(),
            walks: two("member_id", "staff_id", &format!("assignment WHERE {span}")),
            supervises: two("supervisor_id", "staff_id", &format!("supervision WHERE {span}")),
            enrolled: two("member_id", "program_id", &format!("enrolment WHERE {}", holds("starts_on", "ends_on"))),
            barred: two("member_id", "staff_id", "barred"),
            own: two(
                "pm.member_id",
                "sa.staff_id",
                "person_member pm JOIN person p ON p.id = pm.person_id
                 JOIN staff_account sa ON sa.account_id = p.account_id",
            ),
            restricted: rows_of(db, "SELECT lower(hex(id)) FROM member WHERE restricted").into_iter().collect(),
            planted: there,
        }
    }

    /// Whether a word may be read by who signs in with this name.
    pub fn may(&self, who: &str, whose: &Of) -> bool {
        match whose {
            Of::Chart(chart, section) => self.may_read(who, *chart, *section),
            // Who works at an agency is known to who works there, and to its members.
            Of::Staff(at) => self.staff.get(*at).is_some_and(|(_, _, slug)| self.is_at(who, slug)),
            Of::Complaint(slug) => {
                let here = self.complaints.contains(slug)
                    && self.staff.iter().any(|(name, _, own)| name == who && own == slug);
                here && self.roles_of(who).iter().any(|(role, _)| [O, V].contains(&role.as_str()))
            }
        }
    }

    fn is_at(&self, who: &str, slug: &str) -> bool {
        let works = self.staff.iter().any(|(name, _, own)| name == who && own == slug);
        works || self.charts.iter().any(|(_, agency, owner)| agency == slug && owner.as_deref() == Some(who))
    }

    fn roles_of(&self, who: &str) -> Vec<(String, String)> {
        let Some((_, id, _)) = self.staff.iter().find(|(name, _, _)| name == who) else { return Vec::new() };
        let own = self.roles.iter().filter(|(staff, _, _)| staff == id);
        own.map(|(_, role, program)| (role.clone(), program.clone())).collect()
    }

    /// Whether a section of a chart may be read by who signs in with this name.
    pub fn may_read(&self, who: &str, chart: usize, section: Section) -> bool {
        let (member, agency, owner) = &self.charts[chart];
        let (beside, within, own) = section.readers();
        let Some((_, staff, here)) = self.staff.iter().find(|(name, _, _)| name == who) else {
            return own && owner.as_deref() == Some(who);
        };
        let pair = (member.clone(), staff.clone());
        if here != agency || self.barred.contains(&pair) || self.own.contains(&pair) {
            return false;
        }
        let supervised = |(of, walker): &(String, String)| {
            of == member && self.supervises.contains(&(staff.clone(), walker.clone()))
        };
        let is_beside = self.walks.contains(&pair) || self.walks.iter().any(supervised);
        let roles = self.roles_of(who);
        let by_walking = is_beside && roles.iter().any(|(role, _)| beside.contains(&role.as_str()));
        let by_program = roles.iter().any(|(role, program)| {
            within.contains(&role.as_str())
                && (program.is_empty() || self.enrolled.contains(&(member.clone(), program.clone())))
        });
        by_walking || by_program && !self.restricted.contains(member)
    }

    /// Whether there is something to read.
    pub fn is_planted(&self, chart: usize, section: Section) -> bool {
        self.planted.contains(&(self.charts[chart].0.clone(), section.letter()))
    }

    /// Whether some page shows a section to this reader at all. A member's own pages name their programs and not how
    /// they came to them, and an agency's director gives people a peer by lists.
    pub fn has_a_page(&self, who: &str, section: Section) -> bool {
        let staff = self.staff.iter().any(|(name, _, _)| name == who);
        match section {
            Section::Programs => staff,
            _ => true,
        }
    }
}
