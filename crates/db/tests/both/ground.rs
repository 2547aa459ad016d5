//! The schema that the tests of this floor stand on.

use db::{Db, Migration, Scope, params};
use domain::id::{AgencyId, Identity, RowId};

/// One small migration with every type, both walls and a block for each engine.
pub const MIGRATION: Migration = Migration { number: 1, name: "0001_things", sql: include_str!("things.sql") };

db::statements! {
    /// Adds a thing.
    pub ADD = "INSERT INTO thing (agency_id, id, name, flag, number, weight, data, doc) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Everything of an agency.
    pub LIST = "SELECT agency_id, id, name, flag, number, weight, data, doc FROM thing \
                WHERE agency_id = $1 ORDER BY name, id";
    /// Everything.
    pub ALL = "SELECT agency_id, id FROM thing ORDER BY id";
    /// How many there are.
    pub COUNT = "SELECT count(*) FROM thing";
}

/// Both engines with that schema.
pub fn engines() -> Vec<Db> {
    let found = testkit::empty_engines();
    for db in &found {
        db.migrate(&[MIGRATION]).expect("a schema");
    }
    found
}

/// The agency with this number.
pub fn agency(number: u8) -> AgencyId {
    AgencyId::from_bytes([number; 16])
}

/// The row with this number.
pub fn row(number: u32) -> RowId {
    let mut bytes = [0; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    RowId::from_bytes(bytes)
}

/// Adds a thing with a name and little else.
pub fn add(db: &Db, agency: AgencyId, id: RowId, name: &str) -> Result<u64, db::Error> {
    let name = name.to_owned();
    db.write(Scope::agency(agency), move |tx| {
        tx.run(&ADD, &params![agency, id, name, true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"])
    })
}

/// How many things there are in all.
pub fn count(db: &Db) -> i64 {
    db.read(&Scope::system(), |tx| tx.row(&COUNT, &[])?.expect("a row").take()).expect("a count")
}
