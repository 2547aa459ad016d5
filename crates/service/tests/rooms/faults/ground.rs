//! The ground that use cases are tried on: the demonstration, with failures to order.

use super::Row;
use access::Store;
use domain::id::{CommandId, MemberId};
use domain::lang::Lang;
use service::people::keys::Device;
use service::people::{
    Joined, Joining, NewSecret, Standing, confirm_join, invitation, invite, join, offer_name, register,
};
use service::{Fault, House, Session};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use testkit::{Db, Failure, Faults, everything};

/// How tables of the directory begin: they are large, and charts do not touch them.
const DIRECTORY: [&str; 5] = ["meeting", "offering", "provider", "feed", "help_line"];

/// The PIN of every member who joins here.
pub const PIN: &str = "407193";

/// What is looked at: everything but the audit record, in which what was refused stays.
pub type State = BTreeMap<String, Vec<String>>;

/// One use case on ground that was made ready for it.
pub type Case = Box<dyn Fn(CommandId) -> Result<(), Fault>>;

/// A house whose database fails where it is told to.
pub struct Ground {
    pub house: House,
    db: Db,
    pub faults: Arc<Faults>,
    sessions: Mutex<BTreeMap<String, Session>>,
}

/// A member of Dana's who joined on a phone.
pub struct Linked {
    pub dana: Session,
    pub joined: Joined,
    pub phone: Session,
    pub member: MemberId,
}

/// The house with the demonstration on each engine.
pub fn grounds() -> Vec<Ground> {
    let ground = |(db, faults): (Db, Arc<Faults>)| {
        let house = House::new(Store::new(db.clone()), [7; 32]);
        service::demo::seed(&house).expect("the demonstration");
        Ground { house, db, faults, sessions: Mutex::default() }
    };
    testkit::failing_engines().into_iter().map(ground).collect()
}

/// How many rows each table has more than before.
pub fn more(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let grown = after.iter().map(|(table, rows)| (table.clone(), rows - before.get(table).copied().unwrap_or(0)));
    grown.filter(|(_, rows)| *rows != 0).collect()
}

impl Ground {
    /// Everything that a use case may touch: without the audit record and the tables in which tries stay, and without
    /// the directory where it is not about that.
    pub fn state(&self, row: &Row) -> State {
        self.faults.arm(None);
        let directory = row.of.starts_with("directory/");
        everything(&self.db, |table| {
            let listed = DIRECTORY.iter().any(|stem| table.starts_with(stem));
            !table.starts_with("audit_") && !row.leaves.contains(&table) && (directory || !listed)
        })
    }

    /// How many rows each table has.
    pub fn counts(&self, row: &Row) -> BTreeMap<String, i64> {
        let count = |rows: Vec<String>| i64::try_from(rows.len()).expect("a number");
        self.state(row).into_iter().map(|(table, rows)| (table, count(rows))).collect()
    }

    /// Carries a use case out while something is to fail; whether it failed, and how it went.
    pub fn run(&self, case: &Case, command: CommandId, failure: Failure) -> (bool, Result<(), Fault>) {
        self.faults.arm(Some(failure));
        let outcome = case(command);
        let failed = !self.faults.is_armed();
        self.faults.arm(None);
        (failed, outcome)
    }

    /// Carries it out once with nothing to fail; how many statements and commits it has.
    pub fn count(&self, case: &Case, name: &str) -> (u64, u64) {
        self.faults.arm(None);
        let outcome = case(self.house.new_command());
        let counted = self.faults.counted();
        assert_eq!(outcome, Ok(()), "{name}: nothing fails");
        assert!(counted.1 > 0, "{name} commits");
        counted
    }

    /// The house, and somebody of the demonstration who is signed in.
    pub fn by(&self, username: &str) -> (House, Session) {
        let mut known = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let session =
            known.entry(username.to_owned()).or_insert_with(|| crate::house::session(&self.house, username)).clone();
        (self.house.clone(), session)
    }

    /// A new chart of Dana's.
    pub fn chart(&self) -> MemberId {
        let (house, dana) = self.by("dana");
        register(&house, &dana, house.new_command(), "Ash", Lang::En).expect("a chart")
    }

    /// A code for a chart.
    pub fn code(&self, member: MemberId) -> String {
        let (house, dana) = self.by("dana");
        invite(&house, &dana, house.new_command(), member).expect("a code").code
    }

    /// What somebody types to join with a code.
    pub fn joining(&self, code: &str) -> Joining {
        let name = offer_name(&self.house, Lang::En).expect("a name");
        Joining {
            code: code.to_owned(),
            name: (name.name, name.seal),
            secret: NewSecret::Pin(PIN.into(), PIN.into()),
            lang: Lang::En,
            device: Device::new(&self.house, "Android"),
            from: "phone".into(),
        }
    }

    /// A member who used a code, and waits for the yes.
    pub fn waiting(&self) -> (MemberId, Joined) {
        let member = self.chart();
        let form = self.joining(&self.code(member));
        (member, join(&self.house, self.house.new_command(), &form).expect("joined"))
    }

    /// A member who joined.
    pub fn linked(&self) -> Linked {
        let (house, dana) = self.by("dana");
        let (member, joined) = self.waiting();
        let Standing::Waiting(claimed) = invitation(&house, &dana, member).expect("an invitation").standing else {
            panic!("nobody waits")
        };
        confirm_join(&house, &dana, house.new_command(), member, claimed.code, true).expect("a yes");
        Linked { dana, phone: joined.signed_in.session.clone(), joined, member }
    }
}
