//! Small random worlds: one agency, a few staff and members, and every relation that a rule asks for.

use access::{Scope, StoreError, params, statements};
use db::Db;
use domain::id::{AccountId, AgencyId, Identity, MemberId, PersonId, ProgramId, RowId, StaffId};
use domain::people::Role;

statements! {
    AGENCY = "INSERT INTO agency (id, slug, name, zone, state, demo, created_at)
        VALUES ($1, $2, 'An agency', 'America/New_York', 'VA', $3, 0)";
    PROGRAM = "INSERT INTO program (agency_id, id, name, rule_pack, regime, starts_on)
        VALUES ($1, $2, 'A program', 'plain-grant', 'part-2', '2020-01-01')";
    STAFF = "INSERT INTO staff (agency_id, id, name, title, state, created_at)
        VALUES ($1, $2, 'Somebody', 'Staff', $3, 0)";
    GRANT = "INSERT INTO role_grant (agency_id, id, staff_id, role, program_id, from_on, until_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SUPERVISION = "INSERT INTO supervision (agency_id, id, supervisor_id, staff_id, from_on, until_on)
        VALUES ($1, $2, $3, $4, $5, $6)";
    MEMBER = "INSERT INTO member (agency_id, id, called, lang, state, state_since, joined, restricted, revision, created_at)
        VALUES ($1, $2, 'Somebody', 'en', 'active', '2026-01-01', $4, $3, 1, 0)";
    ENROLMENT = "INSERT INTO enrolment (agency_id, id, member_id, program_id, beneficiary_id, regime, starts_on, ends_on, revision)
        VALUES ($1, $2, $3, $4, $3, 'part-2', $5, $6, 1)";
    ASSIGNMENT = "INSERT INTO assignment (agency_id, id, member_id, staff_id, kind, from_on, until_on)
        VALUES ($1, $2, $3, $4, 'primary', $5, $6)";
    BARRED = "INSERT INTO barred (agency_id, member_id, staff_id, since) VALUES ($1, $2, $3, 0)";
    ACCOUNT = "INSERT INTO account (id, username, username_folded, lang, state, created_at)
        VALUES ($1, $2, $2, 'en', 'active', 0)";
    PERSON = "INSERT INTO person (id, account_id, created_at) VALUES ($1, $2, 0)";
    OWN = "INSERT INTO person_member (person_id, chart_agency_id, member_id, since) VALUES ($1, $2, $3, 0)";
    /// Every chart that a permit for a list shows.
    pub LIST = "SELECT m.agency_id, m.id FROM member m WHERE m.agency_id = $1 AND {filter m.agency_id m.id}";
}

/// The day of the tests, and the days around it.
pub const TODAY: &str = "2026-06-15";
const SPANS: [(&str, Option<&str>); 5] = [
    ("2026-01-01", None),
    ("2026-06-15", Some("2026-06-15")),
    ("2026-01-01", Some("2026-06-14")),
    ("2026-06-16", None),
    ("2026-01-01", Some("2026-12-31")),
];

/// Numbers from a seed: a linear congruential generator, so that a failure names its world.
pub struct Dice(pub u64);

impl Dice {
    pub fn up_to(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % most
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.up_to(many) == 0
    }

    fn span(&mut self) -> Span {
        let (from, until) = SPANS[self.up_to(SPANS.len())];
        Span { from, until }
    }
}

/// From a day to a day, both within.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub from: &'static str,
    pub until: Option<&'static str>,
}

impl Span {
    pub fn holds(self) -> bool {
        self.from <= TODAY && self.until.is_none_or(|until| until >= TODAY)
    }
}

/// A staff member: index, whether they still work here, whose own chart is in the agency.
#[derive(Debug)]
pub struct Worker {
    pub id: StaffId,
    pub active: bool,
    pub own_chart: Option<usize>,
    pub person: Option<PersonId>,
}

/// What the rows say, kept beside them for an oracle that reads no rows.
#[derive(Debug, Default)]
pub struct World {
    pub workers: Vec<Worker>,
    pub members: Vec<(MemberId, bool)>,
    pub grants: Vec<(usize, Role, Option<usize>, Span)>,
    pub supervisions: Vec<(usize, usize, Span)>,
    pub enrolments: Vec<(usize, usize, Span)>,
    pub assignments: Vec<(usize, usize, Span)>,
    pub barred: Vec<(usize, usize)>,
}

const ROLES: [Role; 8] = [
    Role::PeerSpecialist,
    Role::Supervisor,
    Role::Trainee,
    Role::Clinician,
    Role::Biller,
    Role::ComplianceOfficer,
    Role::AgencyAdmin,
    Role::FrontDesk,
];

/// An identity from a kind and a number.
pub fn id<T: Identity>(kind: u8, number: usize) -> T {
    let mut bytes = [0; 16];
    bytes[0] = kind;
    bytes[15] = u8::try_from(number).expect("a small number");
    T::from_bytes(bytes)
}

pub fn agency() -> AgencyId {
    id(1, 1)
}

impl World {
    /// A world from a seed.
    pub fn throw(dice: &mut Dice) -> Self {
        let mut world = Self::default();
        for number in 0..5 {
            let own = dice.one_in(4);
            world.workers.push(Worker {
                id: id(2, number),
                active: !dice.one_in(8),
                own_chart: own.then(|| dice.up_to(6)),
                person: own.then(|| id(3, number)),
            });
        }
        world.members = (0..6).map(|number| (id(4, number), dice.one_in(6))).collect();
        for _ in 0..8 {
            let program = dice.one_in(2).then(|| dice.up_to(2));
            world.grants.push((dice.up_to(5), ROLES[dice.up_to(ROLES.len())], program, dice.span()));
        }
        world.supervisions = (0..3).map(|_| (dice.up_to(5), dice.up_to(5), dice.span())).collect();
        world.enrolments = (0..7).map(|_| (dice.up_to(6), dice.up_to(2), dice.span())).collect();
        world.assignments = (0..8).map(|_| (dice.up_to(6), dice.up_to(5), dice.span())).collect();
        for member in 0..6 {
            if dice.one_in(5) {
                world.barred.push((member, dice.up_to(5)));
            }
        }
        world
    }

    /// Writes it down.
    pub fn keep(&self, db: &Db) {
        let agency = agency();
        let statements = self.rows();
        db.write(Scope::system(), move |tx| {
            tx.run(&AGENCY, &params![agency, "an-agency", false])?;
            for (statement, values) in &statements {
                tx.run(statement, values)?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("a world");
    }

    fn rows(&self) -> Vec<(&'static access::Statement, Vec<access::Value>)> {
        let agency = agency();
        let mut rows: Vec<(&'static access::Statement, Vec<access::Value>)> = Vec::new();
        for number in 0..2 {
            rows.push((&PROGRAM, params![agency, id::<ProgramId>(5, number)].to_vec()));
        }
        for worker in &self.workers {
            let state = if worker.active { "active" } else { "left" };
            rows.push((&STAFF, params![agency, worker.id, state].to_vec()));
        }
        for (member, restricted) in &self.members {
            rows.push((&MEMBER, params![agency, *member, *restricted, false].to_vec()));
        }
        for (number, (worker, role, program, span)) in self.grants.iter().enumerate() {
            let program: Option<ProgramId> = program.map(|program| id(5, program));
            let staff = self.workers[*worker].id;
            let row: RowId = id(6, number);
            rows.push((&GRANT, params![agency, row, staff, role.code(), program, span.from, span.until].to_vec()));
        }
        for (number, (over, under, span)) in self.supervisions.iter().enumerate() {
            let (over, under) = (self.workers[*over].id, self.workers[*under].id);
            let row: RowId = id(7, number);
            rows.push((&SUPERVISION, params![agency, row, over, under, span.from, span.until].to_vec()));
        }
        for (number, (member, program, span)) in self.enrolments.iter().enumerate() {
            let (member, program): (MemberId, ProgramId) = (self.members[*member].0, id(5, *program));
            let row: RowId = id(8, number);
            rows.push((&ENROLMENT, params![agency, row, member, program, span.from, span.until].to_vec()));
        }
        for (number, (member, worker, span)) in self.assignments.iter().enumerate() {
            let (member, staff) = (self.members[*member].0, self.workers[*worker].id);
            let row: RowId = id(9, number);
            rows.push((&ASSIGNMENT, params![agency, row, member, staff, span.from, span.until].to_vec()));
        }
        for (member, worker) in &self.barred {
            rows.push((&BARRED, params![agency, self.members[*member].0, self.workers[*worker].id].to_vec()));
        }
        for (number, worker) in self.workers.iter().enumerate() {
            let (Some(person), Some(own)) = (worker.person, worker.own_chart) else { continue };
            let account: AccountId = id(10, number);
            rows.push((&ACCOUNT, params![account, format!("somebody-{number}")].to_vec()));
            rows.push((&PERSON, params![person, account].to_vec()));
            rows.push((&OWN, params![person, agency, self.members[own].0].to_vec()));
        }
        rows
    }
}
