//! Staff at work: who walks beside whom, programs, roles, rules, sign-ins of staff, alerts.

use super::ground::Ground;
use super::{Row, anew, case, once};
use crate::house::{meddle, staff};
use access::statements;
use domain::id::{EnrolmentId, MemberId, ProgramId, RowId, StaffId};
use domain::lang::Lang;
use domain::people::{AlertAnswer, AssignmentKind, Regime, Role};
use domain::time::{Date, TimeZone, plus_days};
use service::House;
use service::operate::watch_charts;
use service::people::keys::{Attempt, Device, Step, sign_in_in_steps};
use service::people::{
    Coverage, EnrolmentTerms, NewAgency, NewGrant, NewStaff, StaffAdded, add_agency, add_program, add_staff,
    add_supervision, adopt, agency, agree_restart, alerts, answer_alert, ask_restart, assign, change_coverage,
    change_enrolment, cover, cover_for, end_assignment, end_enrolment, end_program, end_role, end_staff,
    end_supervision, enrol, first_sign_in, grant_role, member, new_staff_code, register, restart, restart_code,
    set_lang, sign_in, staff_member, stop_restart, transfer, withdraw_adoption,
};
use std::sync::atomic::{AtomicU64, Ordering};

statements! {
    NONE_INVENTED = "UPDATE agency SET demo = FALSE";
}

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("people/assign::assign", |g| {
        let ((house, renee), member) = (g.by("renee"), g.chart());
        let tess = staff(&g.by("tess").1);
        case(move |command| assign(&house, &renee, command, member, tess, AssignmentKind::Second, None).map(drop))
    }),
    once("people/assign::end_assignment", |g| {
        let ((house, renee), member) = (g.by("renee"), g.chart());
        let tess = staff(&g.by("tess").1);
        let kind = AssignmentKind::Second;
        let id = assign(&house, &renee, house.new_command(), member, tess, kind, None).expect("assigned");
        case(move |command| end_assignment(&house, &renee, command, member, id, None))
    }),
    once("people/cover::cover", |g| {
        let ((house, renee), member) = (g.by("renee"), g.chart());
        let (marcus, until) = (staff(&g.by("marcus").1), days(&house, 2));
        case(move |command| cover(&house, &renee, command, member, marcus, None, until).map(drop))
    }),
    once("people/cover::cover_for", |g| {
        let (house, renee) = g.by("renee");
        let (away, marcus, until) = (newcomer(g, true), staff(&g.by("marcus").1), days(&house, 2));
        transfer(&house, &renee, house.new_command(), g.chart(), away, None).expect("handed over");
        case(move |command| cover_for(&house, &renee, command, away, marcus, None, until).map(drop))
    }),
    once("people/transfer::transfer", |g| {
        let ((house, renee), member) = (g.by("renee"), g.chart());
        let marcus = staff(&g.by("marcus").1);
        case(move |command| transfer(&house, &renee, command, member, marcus, None).map(drop))
    }),
    once("people/enrol::enrol", |g| {
        let ((house, renee), member, program) = (g.by("renee"), g.chart(), program(g));
        case(move |command| enrol(&house, &renee, command, member, program, None, "").map(drop))
    }),
    once("people/enrol::end_enrolment", |g| {
        let (house, renee) = g.by("renee");
        let (member, id) = enrolled(g);
        case(move |command| end_enrolment(&house, &renee, command, member, id, None, "Moved on, well"))
    }),
    once("people/enrol::change_enrolment", |g| {
        let (house, renee) = g.by("renee");
        let (member, id) = enrolled(g);
        case(move |command| {
            let terms =
                EnrolmentTerms { regime: Regime::Undecided, mandated_by: "Drug court".into(), beneficiary: member };
            change_enrolment(&house, &renee, command, member, id, terms)
        })
    }),
    once("people/coverage::change_coverage", |g| {
        let (house, carol) = g.by("carol");
        let (member, id) = enrolled(g);
        case(move |command| {
            let card = Coverage { payer: "Medicaid".into(), ..Coverage::default() };
            change_coverage(&house, &carol, command, member, id, 1, card)
        })
    }),
    once("people/programs::add_program", |g| {
        let ((house, joan), name) = (g.by("joan"), named("Evening group"));
        case(move |command| add_program(&house, &joan, command, &name, "plain-grant", None).map(drop))
    }),
    once("people/programs::end_program", |g| {
        let (house, joan) = g.by("joan");
        let program = add_program(&house, &joan, house.new_command(), &named("Group"), "plain-grant", None);
        let program = program.expect("a program");
        case(move |command| end_program(&house, &joan, command, program, None))
    }),
    once("people/staff::add_staff", |g| {
        let ((house, joan), username) = (g.by("joan"), named("pat.quill").replace(' ', "."));
        case(move |command| {
            let new = NewStaff { name: "Pat Quill".into(), title: "Peer".into(), username: username.clone() };
            add_staff(&house, &joan, command, &new).map(drop)
        })
    }),
    once("people/staff::end_staff", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, false));
        case(move |command| end_staff(&house, &joan, command, who))
    }),
    once("people/staff_code::new_staff_code", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, false));
        case(move |command| new_staff_code(&house, &joan, command, who).map(drop))
    }),
    anew("people/first_sign_in::first_sign_in", &["attempt"], |g| {
        let (house, joan) = g.by("joan");
        let username = named("pat.quill").replace(' ', ".");
        let new = NewStaff { name: "Pat Quill".into(), title: "Peer".into(), username };
        let added = add_staff(&house, &joan, house.new_command(), &new).expect("added");
        case(move |_| first_sign_in(&house, &added.username, &added.code, "a lake of quiet geese", "there"))
    }),
    once("people/roles::grant_role", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, false));
        case(move |command| grant_role(&house, &joan, command, peer(who)).map(drop))
    }),
    once("people/roles::end_role", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, false));
        let grant = grant_role(&house, &joan, house.new_command(), peer(who)).expect("granted");
        case(move |command| end_role(&house, &joan, command, who, grant))
    }),
    once("people/roles::add_supervision", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, true));
        let renee = staff(&g.by("renee").1);
        case(move |command| add_supervision(&house, &joan, command, renee, who, None).map(drop))
    }),
    once("people/roles::end_supervision", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, true));
        let renee = staff(&g.by("renee").1);
        let line = add_supervision(&house, &joan, house.new_command(), renee, who, None).expect("a line");
        assert!(!staff_member(&house, &joan, who).expect("a page").lines.is_empty());
        case(move |command| end_supervision(&house, &joan, command, line))
    }),
    once("people/rules::adopt", |g| {
        let (house, victor) = g.by("victor");
        withdrawn(g);
        case(move |command| adopt(&house, &victor, command, PACK, KEY, "page 12").map(drop))
    }),
    once("people/rules::withdraw_adoption", |g| {
        let (house, victor) = g.by("victor");
        withdrawn(g);
        let id = adopt(&house, &victor, house.new_command(), PACK, KEY, "page 12").expect("adopted");
        case(move |command| withdraw_adoption(&house, &victor, command, id))
    }),
    once("people/staff_restart::ask_restart", |g| {
        let ((house, joan), who) = (g.by("joan"), newcomer(g, true));
        case(move |command| ask_restart(&house, &joan, command, who))
    }),
    once("people/staff_restart::agree_restart", |g| {
        let (who, open) = asked(g);
        let (house, victor) = g.by("victor");
        case(move |command| agree_restart(&house, &victor, command, who, open))
    }),
    once("people/staff_restart::restart_code", |g| {
        let (who, open) = asked(g);
        let (house, joan) = g.by("joan");
        agree_restart(&house, &g.by("victor").1, house.new_command(), who, open).expect("agreed");
        case(move |command| restart_code(&house, &joan, command, who, open).map(drop))
    }),
    once("people/staff_restart::stop_restart", |g| {
        let (who, _) = asked(g);
        let (house, joan) = g.by("joan");
        case(move |command| stop_restart(&house, &joan, command, who))
    }),
    once("people/alerts::answer_alert", |g| {
        let (house, imani) = g.by("imani");
        let id = alert(g);
        case(move |command| answer_alert(&house, &imani, command, id, Some(AlertAnswer::Talked), "We talked"))
    }),
    anew("people/set_lang::set_lang", &[], |g| {
        let linked = g.linked();
        let house = g.house.clone();
        case(move |_| set_lang(&house, &linked.phone, Lang::Es))
    }),
    // The last one: no agency is beside invented ones, so none is invented from here on.
    anew("people/add_agency::add_agency", &[], |g| {
        let house = g.house.clone();
        meddle(&house, &NONE_INVENTED, Vec::new());
        case(move |_| {
            let new = NewAgency {
                slug: named("house").replace(' ', "-"),
                name: "New house".into(),
                zone: "America/New_York".into(),
                state: "VA".into(),
                admin: "Ada Admin".into(),
                username: named("ada").replace(' ', "."),
            };
            add_agency(&house, &new).map(drop)
        })
    }),
];

const PACK: &str = "virginia-arts";
const KEY: &str = "signer.clinician";
/// What new colleagues sign in with.
const PHRASE: &str = "three boats on the lake";

/// A name that nobody has yet.
fn named(stem: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{stem} {}", NEXT.fetch_add(1, Ordering::SeqCst))
}

fn days(house: &House, ahead: i64) -> Option<Date> {
    Some(plus_days(house.now().date(&TimeZone::UTC), ahead))
}

fn peer(staff: StaffId) -> NewGrant {
    NewGrant { staff, role: Role::PeerSpecialist, program: None, from: None, until: None }
}

/// Somebody who works here since today; with a role, if asked for.
fn newcomer(g: &Ground, with_role: bool) -> StaffId {
    let added = added(g, "Sam Second");
    if with_role {
        let (house, joan) = g.by("joan");
        first_sign_in(&house, &added.username, &added.code, PHRASE, "x").expect("in");
        grant_role(&house, &joan, house.new_command(), peer(added.staff)).expect("granted");
    }
    added.staff
}

fn added(g: &Ground, name: &str) -> StaffAdded {
    let (house, joan) = g.by("joan");
    let username = named("sam.second").replace(' ', ".");
    let new = NewStaff { name: name.into(), title: "Peer".into(), username };
    add_staff(&house, &joan, house.new_command(), &new).expect("added")
}

/// A colleague with a sign-in, and a device that is known.
pub struct Known {
    pub staff: StaffId,
    pub username: String,
    pub cookie: String,
}

/// Somebody new with a peer's role, who signed in once on a device that is remembered. Their passphrase is [`PHRASE`].
pub fn newcomer_known(g: &Ground) -> Known {
    let added = added(g, "Sam Second");
    let (house, joan) = g.by("joan");
    first_sign_in(&house, &added.username, &added.code, PHRASE, "x").expect("in");
    grant_role(&house, &joan, house.new_command(), peer(added.staff)).expect("granted");
    let attempt = Attempt {
        username: added.username.clone(),
        passphrase: PHRASE.into(),
        from: "here".into(),
        device: Device::of_cookie(&house, "", "Mac"),
        remember: true,
    };
    let Step::In(signed) = sign_in_in_steps(&house, attempt).expect("a step") else { unreachable!("in") };
    Known { staff: added.staff, username: added.username, cookie: signed.remembered.expect("a cookie") }
}

/// Two others gave this colleague a new start, and the code was used by somebody.
pub fn started_anew(g: &Ground, who: StaffId) {
    let ((house, joan), victor) = (g.by("joan"), g.by("victor").1);
    ask_restart(&house, &joan, house.new_command(), who).expect("asked");
    let open = restart(&house, &joan, who).expect("a page").open.expect("open").id;
    agree_restart(&house, &victor, house.new_command(), who, open).expect("agreed");
    let code = restart_code(&house, &joan, house.new_command(), who, open).expect("a code").code;
    let username = staff_member(&house, &joan, who).expect("a page").username.expect("a name");
    first_sign_in(&house, &username, &code, "a lake of quiet geese", "x").expect("a new passphrase");
}

fn program(g: &Ground) -> ProgramId {
    let (house, joan) = g.by("joan");
    let programs = agency(&house, &joan).expect("the agency").programs;
    programs.iter().find(|one| one.rule_pack == PACK).expect("ARTS").id
}

fn enrolled(g: &Ground) -> (MemberId, EnrolmentId) {
    let ((house, renee), member) = (g.by("renee"), g.chart());
    let id = enrol(&house, &renee, house.new_command(), member, program(g), None, "").expect("enrolled");
    (member, id)
}

/// The value is adopted by nobody.
fn withdrawn(g: &Ground) {
    let (house, victor) = g.by("victor");
    let all = service::people::rules(&house, &victor).expect("rules");
    let adopted = all.iter().find(|one| one.pack.id == PACK).and_then(|one| one.adopted(KEY)).map(|one| one.id);
    if let Some(id) = adopted {
        withdraw_adoption(&house, &victor, house.new_command(), id).expect("withdrawn");
    }
}

/// Somebody for whom a new start was asked for.
fn asked(g: &Ground) -> (StaffId, RowId) {
    let ((house, joan), who) = (g.by("joan"), newcomer(g, true));
    ask_restart(&house, &joan, house.new_command(), who).expect("asked");
    (who, restart(&house, &joan, who).expect("a page").open.expect("open").id)
}

/// Somebody new opened more charts than is usual.
fn alert(g: &Ground) -> RowId {
    let (house, joan) = g.by("joan");
    let usual = words::content::watch_rules().expect("a rule").charts_an_hour.value;
    let added = added(g, "Bo Busy");
    first_sign_in(&house, &added.username, &added.code, PHRASE, "x").expect("in");
    grant_role(&house, &joan, house.new_command(), peer(added.staff)).expect("granted");
    let busy = sign_in(&house, &added.username, PHRASE, "x").expect("in").session;
    for _ in 0..=usual {
        let chart = register(&house, &busy, house.new_command(), "Wren", Lang::En).expect("a chart");
        member(&house, &busy, chart).expect("a page");
    }
    watch_charts(&house, house.now()).expect("watched");
    let waiting = alerts(&house, &g.by("imani").1).expect("alerts");
    waiting.iter().find(|one| one.name == "Bo Busy").expect("an alert").id
}
