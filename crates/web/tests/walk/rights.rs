//! What each role of an agency reads, door by door: a right that is lost shows as surely as one that is gained.

use crate::world::World;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use web::routes::table;

/// `rights.txt` holds, for every page inside, the answer that each role of James River gets, on a chart of Dana's
/// caseload with identities that exist. `UPDATE=1` writes it anew: read the difference before you keep it.
#[tokio::test]
async fn every_role_reads_what_was_agreed_and_nothing_else() {
    let world = World::new();
    let mut rows: BTreeMap<&str, BTreeMap<u16, Vec<&str>>> = BTreeMap::new();
    let roles = world.one_of_each().into_iter().filter(|one| one.agency == "james-river" && one.role != "member");
    for account in roles {
        let mut visitor = world.visitor(account).await;
        for route in table().iter().filter(|route| route.method == "GET" && !matches!(route.face, "public" | "member"))
        {
            let (path, whole) = world.chart.fill(route.path, "james-river", true);
            if whole {
                let status = visitor.get(&path).await.status.as_u16();
                rows.entry(route.path).or_default().entry(status).or_default().push(&account.role);
            }
        }
    }
    let mut text = String::new();
    for (path, answers) in rows {
        let _ = writeln!(text, "{path}");
        for (status, mut roles) in answers {
            roles.sort_unstable();
            roles.dedup();
            let _ = writeln!(text, "    {status} {}", roles.join(" "));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/walk/rights.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("the table is written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "rights changed; run with UPDATE=1 and read the difference of tests/walk/rights.txt");
}
