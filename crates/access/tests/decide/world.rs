//! Small worlds: an agency, a few staff and members, and every relation that a rule asks for. Many of them lie in one
//! database, each behind its own wall.

use access::rules::RULES;
use access::{Actor, Call, Loader, MemberHat, StaffHat, StoreError, params, statements};
use db::Db;
use domain::id::{AccountId, AgencyId, AssignmentId, Identity, Ids, MemberId, PersonId, ProgramId, RowId, StaffId};
use domain::people::Role;
use domain::time::Moment;

statements! {
    /// Every chart that a permit for a list shows.
    pub LIST = "SELECT m.agency_id, m.id FROM member m WHERE m.agency_id = $1 AND {filter m.agency_id m.id}";
}

/// The day of the tests, and noon of it where the agencies are.
pub const TODAY: &str = "2026-06-15";
pub const NOON: i64 = 1_781_539_200_000_000;
const HOUR: i64 = 3_600_000_000;

/// Days around it: three that hold, one that is over, one that is to come.
pub const HOLDS: [Span; 3] = [
    Span { from: "2026-01-01", until: None },
    Span { from: "2026-06-15", until: Some("2026-06-15") },
    Span { from: "2026-01-01", until: Some("2026-12-31") },
];
pub const OVER: Span = Span { from: "2026-01-01", until: Some("2026-06-14") };
pub const COMING: Span = Span { from: "2026-06-16", until: None };

/// Numbers from a seed: a linear congruential generator, so that a failure names its world.
pub struct Dice(pub u64);

impl Dice {
    pub fn up_to(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % most
    }

    pub fn one_in(&mut self, many: usize) -> bool {
        self.up_to(many) == 0
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.up_to(of.len())]
    }

    fn span(&mut self) -> Span {
        self.pick(&[HOLDS[0], HOLDS[1], OVER, COMING, HOLDS[2]])
    }
}

/// From a day to a day, both within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: &'static str,
    pub until: Option<&'static str>,
}

impl Span {
    pub fn holds(self) -> bool {
        self.from <= TODAY && self.until.is_none_or(|until| until >= TODAY)
    }
}

/// An hour for which a chart stands open in an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hour {
    Now,
    Past,
    /// A clock was set back since.
    ToCome,
}

/// A staff member: whether they still work here, and which charts here are their own.
#[derive(Debug)]
pub struct Worker {
    pub id: StaffId,
    pub active: bool,
    pub own_charts: Vec<usize>,
    pub person: Option<PersonId>,
}

/// A role that somebody holds: in one program, or in the whole agency.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    pub worker: usize,
    pub role: Role,
    pub program: Option<usize>,
    pub span: Span,
}

/// Somebody walks beside a member, or covers for who does.
#[derive(Debug, Clone, Copy)]
pub struct Assignment {
    pub member: usize,
    pub worker: usize,
    pub span: Span,
    pub cover: bool,
}

/// What the rows say, kept beside them for evaluators that read no rows.
#[derive(Debug, Default)]
pub struct World {
    pub number: u16,
    pub workers: Vec<Worker>,
    pub members: Vec<(MemberId, bool)>,
    pub grants: Vec<Grant>,
    pub supervisions: Vec<(usize, usize, Span)>,
    pub enrolments: Vec<(usize, usize, Span)>,
    pub assignments: Vec<Assignment>,
    pub barred: Vec<(usize, usize)>,
    pub openings: Vec<(usize, usize, Hour)>,
}

/// Programs of each agency.
pub const PROGRAMS: usize = 3;

/// An identity from an agency, a kind and a number.
pub fn id<T: Identity>(agency: u16, kind: u8, number: usize) -> T {
    let mut bytes = [0; 16];
    bytes[0] = kind;
    bytes[2..4].copy_from_slice(&agency.to_be_bytes());
    bytes[12..].copy_from_slice(&u32::try_from(number).expect("a small number").to_be_bytes());
    T::from_bytes(bytes)
}

impl World {
    /// A world with nobody in it.
    pub fn empty(number: u16) -> Self {
        Self { number, ..Self::default() }
    }

    /// A world from a seed.
    pub fn throw(number: u16, dice: &mut Dice) -> Self {
        let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.is_staff()).collect();
        let mut world = Self::empty(number);
        for _ in 0..6 {
            world.member(dice.one_in(6));
        }
        for _ in 0..5 {
            let worker = world.worker(!dice.one_in(8));
            if dice.one_in(4) {
                world.own(worker, dice.up_to(6));
            }
        }
        for _ in 0..9 {
            // Half of them of those who walk with members, or there would be few relations to look at.
            let role = if dice.one_in(2) {
                dice.pick(&[Role::PeerSpecialist, Role::Supervisor, Role::Trainee, Role::Clinician])
            } else {
                dice.pick(&roles)
            };
            let program = (!dice.one_in(3)).then(|| dice.up_to(PROGRAMS));
            world.grants.push(Grant { worker: dice.up_to(5), role, program, span: dice.span() });
        }
        world.supervisions = (0..3).map(|_| (dice.up_to(5), dice.up_to(5), dice.span())).collect();
        world.enrolments = (0..8).map(|_| (dice.up_to(6), dice.up_to(PROGRAMS), dice.span())).collect();
        world.assignments = (0..8)
            .map(|_| Assignment {
                member: dice.up_to(6),
                worker: dice.up_to(5),
                span: dice.span(),
                cover: dice.one_in(4),
            })
            .collect();
        for member in 0..6 {
            if dice.one_in(5) {
                world.barred.push((member, dice.up_to(5)));
            }
            if dice.one_in(2) {
                world.openings.push((
                    member,
                    dice.up_to(5),
                    dice.pick(&[Hour::Now, Hour::Now, Hour::Past, Hour::ToCome]),
                ));
            }
        }
        world
    }

    pub fn agency(&self) -> AgencyId {
        id(self.number, 1, 0)
    }

    /// Somebody who works here, or did.
    pub fn worker(&mut self, active: bool) -> usize {
        let at = self.workers.len();
        self.workers.push(Worker { id: id(self.number, 2, at), active, own_charts: Vec::new(), person: None });
        at
    }

    /// A chart.
    pub fn member(&mut self, restricted: bool) -> usize {
        let at = self.members.len();
        self.members.push((id(self.number, 4, at), restricted));
        at
    }

    /// A chart is this worker's own.
    pub fn own(&mut self, worker: usize, chart: usize) {
        let person = id(self.number, 3, worker);
        let one = &mut self.workers[worker];
        one.person = Some(person);
        if !one.own_charts.contains(&chart) {
            one.own_charts.push(chart);
        }
    }

    /// Somebody here in their staff hat.
    pub fn call(&self, worker: usize) -> Call {
        let me = &self.workers[worker];
        let account = id(self.number, 10, worker);
        self.calls(Actor::Staff(StaffHat { account, agency: self.agency(), staff: me.id, person: me.person }), worker)
    }

    /// The same human in their own space.
    pub fn own_call(&self, worker: usize) -> Option<Call> {
        let person = self.workers[worker].person?;
        let account = id(self.number, 10, worker);
        Some(self.calls(Actor::Member(MemberHat { account, person }), worker))
    }

    fn calls(&self, actor: Actor, worker: usize) -> Call {
        let noon = Moment::from_micros(NOON);
        let mut seed = [0; 16];
        seed[..2].copy_from_slice(&self.number.to_be_bytes());
        seed[12..].copy_from_slice(&u32::try_from(worker).expect("a small number").to_be_bytes());
        Call::new(actor, noon, Ids::new(noon, seed))
    }

    /// Writes it down.
    fn load(&self, loader: &mut Loader) -> Result<(), StoreError> {
        let agency = self.agency();
        let number = self.number;
        loader.table("agency", &["id", "slug", "name", "zone", "state", "demo", "created_at"]);
        let slug = format!("agency-{number}");
        loader.push(&params![agency, slug, "An agency", "America/New_York", "VA", false, 0_i64])?;
        loader.table("program", &["agency_id", "id", "name", "rule_pack", "regime", "starts_on"]);
        for at in 0..PROGRAMS {
            let program: ProgramId = id(number, 5, at);
            loader.push(&params![agency, program, "A program", "plain-grant", "part-2", "2020-01-01"])?;
        }
        loader.table("staff", &["agency_id", "id", "name", "title", "state", "created_at"]);
        for one in &self.workers {
            let state = if one.active { "active" } else { "left" };
            loader.push(&params![agency, one.id, "Somebody", "Staff", state, 0_i64])?;
        }
        let columns = [
            "agency_id",
            "id",
            "called",
            "lang",
            "state",
            "state_since",
            "joined",
            "restricted",
            "revision",
            "created_at",
        ];
        loader.table("member", &columns);
        for (member, restricted) in &self.members {
            let since = "2026-01-01";
            let row = params![agency, *member, "Somebody", "en", "active", since, false, *restricted, 1_i64, 0_i64];
            loader.push(&row)?;
        }
        self.load_staff(loader)?;
        self.load_relations(loader)?;
        self.load_own(loader)
    }

    fn load_staff(&self, loader: &mut Loader) -> Result<(), StoreError> {
        let (agency, number) = (self.agency(), self.number);
        loader.table("role_grant", &["agency_id", "id", "staff_id", "role", "program_id", "from_on", "until_on"]);
        for (at, grant) in self.grants.iter().enumerate() {
            let program: Option<ProgramId> = grant.program.map(|program| id(number, 5, program));
            let (row, staff): (RowId, StaffId) = (id(number, 6, at), self.workers[grant.worker].id);
            let span = grant.span;
            loader.push(&params![agency, row, staff, grant.role.code(), program, span.from, span.until])?;
        }
        loader.table("supervision", &["agency_id", "id", "supervisor_id", "staff_id", "from_on", "until_on"]);
        for (at, (over, under, span)) in self.supervisions.iter().enumerate() {
            let (over, under) = (self.workers[*over].id, self.workers[*under].id);
            loader.push(&params![agency, id::<RowId>(number, 7, at), over, under, span.from, span.until])?;
        }
        Ok(())
    }

    fn load_relations(&self, loader: &mut Loader) -> Result<(), StoreError> {
        let (agency, number) = (self.agency(), self.number);
        let columns = [
            "agency_id",
            "id",
            "member_id",
            "program_id",
            "beneficiary_id",
            "regime",
            "starts_on",
            "ends_on",
            "revision",
        ];
        loader.table("enrolment", &columns);
        for (at, (member, program, span)) in self.enrolments.iter().enumerate() {
            let (member, program): (MemberId, ProgramId) = (self.members[*member].0, id(number, 5, *program));
            let row: RowId = id(number, 8, at);
            loader.push(&params![agency, row, member, program, member, "part-2", span.from, span.until, 1_i64])?;
        }
        let columns = ["agency_id", "id", "member_id", "staff_id", "kind", "covers_id", "from_on", "until_on"];
        loader.table("assignment", &columns);
        for (at, one) in self.assignments.iter().enumerate() {
            let (member, staff) = (self.members[one.member].0, self.workers[one.worker].id);
            let kind = if one.cover { "cover" } else { "primary" };
            let covers = one.cover.then(|| id::<AssignmentId>(number, 9, at.saturating_sub(1)));
            let row: RowId = id(number, 9, at);
            loader.push(&params![agency, row, member, staff, kind, covers, one.span.from, one.span.until])?;
        }
        loader.table("barred", &["agency_id", "member_id", "staff_id", "since"]);
        for (member, worker) in &self.barred {
            loader.push(&params![agency, self.members[*member].0, self.workers[*worker].id, 0_i64])?;
        }
        let columns = ["agency_id", "id", "member_id", "staff_id", "reason", "words", "at", "until", "review_by"];
        loader.table("break_glass", &columns);
        for (at, (member, worker, hour)) in self.openings.iter().enumerate() {
            let (member, staff) = (self.members[*member].0, self.workers[*worker].id);
            // An opening holds from its first moment on, and no longer at its last.
            let from = match hour {
                Hour::Now => NOON,
                Hour::Past => NOON - HOUR,
                Hour::ToCome => NOON + 1,
            };
            let row: RowId = id(number, 11, at);
            loader.push(&params![
                agency,
                row,
                member,
                staff,
                "danger",
                "Words",
                from,
                from + HOUR,
                from + 72 * HOUR
            ])?;
        }
        Ok(())
    }

    fn load_own(&self, loader: &mut Loader) -> Result<(), StoreError> {
        for (at, one) in self.workers.iter().enumerate() {
            let Some(person) = one.person else { continue };
            let account: AccountId = id(self.number, 10, at);
            let name = format!("somebody-{}-{at}", self.number);
            loader.table("account", &["id", "username", "username_folded", "lang", "state", "created_at"]);
            loader.push(&params![account, name.clone(), name, "en", "active", 0_i64])?;
            loader.table("person", &["id", "account_id", "created_at"]);
            loader.push(&params![person, account, 0_i64])?;
            loader.table("person_member", &["person_id", "chart_agency_id", "member_id", "since"]);
            for chart in &one.own_charts {
                loader.push(&params![person, self.agency(), self.members[*chart].0, 0_i64])?;
            }
        }
        Ok(())
    }
}

/// Writes worlds down, all of them in one database.
pub fn keep<'w>(db: &Db, worlds: impl Iterator<Item = &'w World>) {
    db.bulk_load(|loader| worlds.into_iter().try_for_each(|world| world.load(loader))).expect("worlds");
}

/// What of the world decides about one worker and one chart. Worked out from the world, never from rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facts {
    /// The chart lies in the worker's agency.
    pub here: bool,
    /// Roles held today.
    pub held: Vec<Role>,
    /// Those of them that are held in the whole agency, or in a program that the member is in today.
    pub within: Vec<Role>,
    /// Walks beside them, covers for who does, or supervises who does.
    pub beside: bool,
    pub barred: bool,
    pub own: bool,
    pub restricted: bool,
    /// Opened this chart in an emergency, and the hour is not over.
    pub opened: bool,
}

impl World {
    /// The facts between a worker and a chart of this agency.
    pub fn facts(&self, worker: usize, member: usize) -> Facts {
        let me = &self.workers[worker];
        let held: Vec<&Grant> =
            self.grants.iter().filter(|grant| grant.worker == worker && grant.span.holds() && me.active).collect();
        let walks = |other: usize| {
            self.assignments.iter().any(|one| one.member == member && one.worker == other && one.span.holds())
        };
        let supervises = self.supervisions.iter().any(|(over, under, span)| {
            let theirs = *over == worker && span.holds();
            theirs && walks(*under)
        });
        let enrolled = |program: usize| {
            self.enrolments.iter().any(|(of, into, span)| *of == member && *into == program && span.holds())
        };
        let within = held.iter().filter(|grant| grant.program.is_none_or(enrolled));
        Facts {
            here: true,
            within: roles(within.map(|grant| grant.role)),
            held: roles(held.iter().map(|grant| grant.role)),
            beside: walks(worker) || supervises,
            barred: self.barred.contains(&(member, worker)),
            own: me.own_charts.contains(&member),
            restricted: self.members[member].1,
            opened: self.openings.contains(&(member, worker, Hour::Now)),
        }
    }

    /// The facts between a worker and what is no chart of theirs, or no chart at all.
    pub fn facts_elsewhere(&self, worker: usize) -> Facts {
        let me = &self.workers[worker];
        let held = self.grants.iter().filter(|grant| grant.worker == worker && grant.span.holds() && me.active);
        Facts {
            here: false,
            held: roles(held.map(|grant| grant.role)),
            within: Vec::new(),
            beside: false,
            barred: false,
            own: false,
            restricted: false,
            opened: false,
        }
    }
}

fn roles(found: impl Iterator<Item = Role>) -> Vec<Role> {
    let mut found: Vec<Role> = found.collect();
    found.sort_unstable_by_key(|role| role.code());
    found.dedup();
    found
}

/// The number of the reason beside those of the table: the chart was opened in an emergency.
pub const EMERGENCY: usize = RULES.len();
