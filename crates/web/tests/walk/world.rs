//! The demonstration as a world to walk through: who lives in it, and one chart with a plan to look for.

use crate::visitor::Visitor;
use domain::id::MemberId;
use domain::plan::PlanContent;
use service::demo::DemoAccount;
use service::{House, Session};

/// A house with the demonstration, and one chart of it.
pub struct World {
    pub house: House,
    pub accounts: Vec<DemoAccount>,
    pub chart: Chart,
}

/// A chart on Dana's caseload at James River, with the identities that stand in addresses.
pub struct Chart {
    pub member: MemberId,
    pub called: String,
    parts: Vec<(&'static str, String)>,
}

/// An identity that nothing has.
pub const NOBODY: &str = "00000000000070008000000000000000";

impl World {
    pub fn new() -> Self {
        Self::over(House::new(testkit::store(), [7; 32]))
    }

    /// The same in a database of the test's choice.
    pub fn on(db: &testkit::Db) -> Self {
        Self::over(House::new(testkit::over(db), [7; 32]))
    }

    /// Over a house with nobody in it.
    pub fn over(house: House) -> Self {
        let accounts = service::demo::seed(&house).expect("the demonstration");
        let dana = session(&house, &accounts, "dana");
        let mut chart = chart(&house, &dana);
        // A colleague of the same agency, for the pages of its desk.
        let joan = session(&house, &accounts, "joan");
        let staff = service::people::staff_list(&house, &joan, None).expect("the people of the agency").people;
        chart
            .parts
            .extend(staff.iter().find(|line| line.name == "Tess Okafor").map(|line| ("staff", line.id.to_string())));
        chart.parts.extend(desk(&house, &session(&house, &accounts, "ned")));
        Self { house, accounts, chart }
    }

    pub fn app(&self) -> web::App {
        crate::app(self.house.clone())
    }

    /// Somebody signed in by the form.
    pub async fn visitor(&self, account: &DemoAccount) -> Visitor {
        let mut visitor = Visitor::new(self.app());
        visitor.sign_in(&account.username, &account.passphrase).await;
        visitor
    }

    pub fn account(&self, username: &str) -> &DemoAccount {
        self.accounts.iter().find(|account| account.username == username).expect("an account of the demonstration")
    }

    /// One account for each role of each agency.
    pub fn one_of_each(&self) -> Vec<&DemoAccount> {
        let mut seen = std::collections::BTreeSet::new();
        self.accounts.iter().filter(|one| seen.insert((&one.role, &one.agency))).collect()
    }

    pub fn session(&self, account: &DemoAccount) -> Session {
        session(&self.house, &self.accounts, &account.username)
    }
}

impl Chart {
    /// A path of the table with its parameters filled: the agency's part by `agency`, the rest by what is in the
    /// chart (`real`), or by identities that nothing has. Says whether every part could be filled from the chart.
    pub fn fill(&self, path: &str, agency: &str, real: bool) -> (String, bool) {
        let mut whole = true;
        let parts = path.split('/').map(|part| {
            let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
                return part.to_owned();
            };
            if name == "agency" {
                return agency.to_owned();
            }
            let known = self.parts.iter().find(|(own, _)| *own == name).map(|(_, id)| id.clone());
            whole &= known.is_some();
            known.filter(|_| real).unwrap_or_else(|| NOBODY.to_owned())
        });
        (parts.collect::<Vec<_>>().join("/"), whole)
    }
}

/// A source with a reading, an entry, a service, and one that is missing, for the desk of the directory.
fn desk(house: &House, ned: &Session) -> [(&'static str, String); 7] {
    let feed = service::directory::own_sources(house, ned).expect("the sources of the agency")[0].id;
    let (_, runs) = service::directory::source_page(house, ned, feed).expect("a source");
    let entry = service::directory::queue(house, ned).expect("a queue").unverified[0].id;
    let service = service::directory::services::service_queue(house, ned).expect("a queue").unverified[0].0;
    let shown = service::directory::services::service(house, service).expect("a service");
    let missing = service::directory::missing_entries(house, ned).expect("a queue")[0].id;
    [
        ("feed", feed.to_string()),
        ("run", runs[0].id.to_string()),
        ("meeting", entry.to_string()),
        ("service", service.to_string()),
        ("provider", shown.provider_id.to_string()),
        ("what", "meeting".to_owned()),
        ("missing", missing.to_string()),
    ]
}

fn session(house: &House, accounts: &[DemoAccount], username: &str) -> Session {
    let account = accounts.iter().find(|account| account.username == username).expect("an account");
    service::people::sign_in(house, &account.username, &account.passphrase, "walk").expect("a sign-in").session
}

/// The first chart of the caseload with an enrolment, a way to be reached and somebody in its corner, whose plan has a
/// goal with a way, a step and a version.
fn chart(house: &House, dana: &Session) -> Chart {
    for line in service::people::caseload(house, dana).expect("a caseload") {
        let plan = service::plan::open(house, dana, line.id).expect("a plan");
        let (Some(version), Some((goal, way, step))) = (plan.versions.first(), first(&plan.content)) else { continue };
        let reach = service::people::reach(house, dana, line.id).expect("a chart");
        let places = service::people::enrolments(house, dana, line.id).expect("a chart").enrolments;
        let (Some(enrolment), Some(channel), Some(ally)) =
            (places.first(), reach.channels.first(), reach.allies.first())
        else {
            continue;
        };
        let parts = vec![
            ("enrolment", enrolment.id.to_string()),
            ("channel", channel.id.to_string()),
            ("ally", ally.id.to_string()),
            ("member", line.id.to_string()),
            ("goal", goal),
            ("strategy", way),
            ("action", step),
            ("version", version.id.to_string()),
        ];
        return Chart { member: line.id, called: line.called, parts };
    }
    unreachable!("the demonstration has a plan with all its parts on Dana's caseload")
}

fn first(plan: &PlanContent) -> Option<(String, String, String)> {
    let goal = plan.goals.iter().find(|goal| goal.strategies.iter().any(|way| !way.actions.is_empty()))?;
    let way = goal.strategies.iter().find(|way| !way.actions.is_empty())?;
    Some((goal.id.to_string(), way.id.to_string(), way.actions.first()?.id.to_string()))
}
