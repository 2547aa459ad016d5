//! Decisions of the one table, asked of a database that is there already: for the bench.

use access::{Actor, Call, Operation, StaffHat, Store};
use db::{Db, Error, Key, Scope, Settings, Statement};
use domain::id::{AccountId, AgencyId, Identity, Ids, MemberId, StaffId};
use domain::time::Moment;
use std::path::Path;

static BESIDE: Statement = Statement {
    name: "testkit::BESIDE",
    sql: "SELECT agency_id, staff_id, member_id FROM assignment ORDER BY agency_id, id LIMIT 500",
};

/// Who asks for what, in a database with people in it.
pub struct Decider {
    store: Store,
    pairs: Vec<(AgencyId, StaffId, MemberId)>,
    now: Moment,
}

impl Decider {
    /// Over an SQLite file.
    pub fn sqlite(path: &Path, key: &str, now_micros: i64) -> Result<Self, String> {
        let key = Key::from_hex(key).map_err(|why| why.to_string())?;
        Self::over(Settings::sqlite(path, Some(key)), now_micros)
    }

    /// Over a PostgreSQL database.
    pub fn postgres(url: &str, now_micros: i64) -> Result<Self, String> {
        Self::over(Settings::postgres(url, None), now_micros)
    }

    fn over(settings: Settings, now_micros: i64) -> Result<Self, String> {
        let told = |why: Error| why.to_string();
        let db = Db::open(settings).map_err(told)?;
        let rows = db.read(&Scope::system(), |tx| {
            let mut found = Vec::new();
            for mut row in tx.rows(&BESIDE, &[])? {
                found.push((row.take()?, row.take()?, row.take()?));
            }
            Ok::<_, Error>(found)
        });
        let pairs = rows.map_err(told)?;
        if pairs.is_empty() {
            return Err("nobody walks beside anybody".to_owned());
        }
        Ok(Self { store: Store::new(db), pairs, now: Moment::from_micros(now_micros) })
    }

    /// One decision with its facts, in a unit of work of its own: may somebody read a chart? Every second one is about a
    /// chart of another's.
    pub fn decide(&self, number: usize) -> Result<bool, String> {
        let pair = |at: usize| self.pairs.get(at % self.pairs.len()).copied().ok_or("no pair");
        let (agency, staff, own) = pair(number / 2)?;
        let other = pair(number / 2 + self.pairs.len() / 2)?.2;
        let member = if number.is_multiple_of(2) { own } else { other };
        let hat = StaffHat { account: AccountId::from_bytes([1; 16]), agency, staff, person: None };
        let call = Call::new(Actor::Staff(hat), self.now, Ids::new(self.now, [7; 16]));
        let decided = self.store.read(&call, |work| work.could(Operation::ReadMember, member));
        decided.map_err(|why| why.to_string())
    }
}
