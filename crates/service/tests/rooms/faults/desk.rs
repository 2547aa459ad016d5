//! The directory: what anyone says of it, what an editor does, sources and readings, help lines.

use super::ground::Ground;
use super::{Row, Second, case, once, steps, told};
use domain::directory::{FitFact, LinePart, MissingAnswer};
use domain::id::{FeedId, MeetingId, OfferingId, RowId};
use service::directory::services::{
    NewService, ServiceDeed, ServiceForm, ServiceQuery, add_service, answer_service_listing, answer_service_proposal,
    answer_service_reports, correct_service, do_with_service, make_service_link, propose_service, report_service,
    service_entry, services,
};
use service::directory::{
    Deed, EntryForm, FeedState, LineAsk, MeetingQuery, Missing, NewLine, OwnerWord, ReportAnswer, ReportKind,
    RunOutcome, SourceForm, add_entry, add_source, agree_line_change, agree_run, answer_listing, answer_proposal,
    answer_reports, ask_line_change, ask_new_line, begin_reading, change_source, confirm_meeting, correct_entry,
    decline_missing, decline_run, do_with_entry, drop_line_change, entry, go_on_reading, import, make_listing_link,
    meetings, propose_entry, read_file, report_meeting, set_source, take_missing, tell_missing, tell_missing_as,
    undo_run,
};
use service::{House, Session};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("directory/tell::report_meeting", |g| {
        let (house, id) = (g.house.clone(), meeting(g));
        case(move |command| report_meeting(&house, command, id, ReportKind::WrongTime, &somewhere()).map(drop))
    })
    .tries(),
    once("directory/tell::confirm_meeting", |g| {
        let (house, id) = (g.house.clone(), meeting(g));
        case(move |command| confirm_meeting(&house, command, id, &[FitFact::Newcomers], "192.0.2.7"))
    })
    .tries(),
    once("directory/edit::do_with_entry", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        case(move |command| do_with_entry(&house, &ned, command, id, Deed::Verify))
    }),
    once("directory/edit::correct_entry", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        let form = placed(&house, &ned, id);
        case(move |command| correct_entry(&house, &ned, command, id, &form))
    }),
    once("directory/edit::answer_reports", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        report_meeting(&house, house.new_command(), id, ReportKind::WrongTime, &somewhere()).expect("told");
        case(move |command| answer_reports(&house, &ned, command, id, ReportKind::WrongTime, ReportAnswer::PutRight))
    }),
    once("directory/add_entry::add_entry", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        let form = || EntryForm { name: named("Zebrawood by hand"), ..placed(&house, &ned, id) };
        // The first one brings the source of what is kept by hand along.
        add_entry(&house, &ned, house.new_command(), &form()).expect("added");
        let form = form();
        case(move |command| add_entry(&house, &ned, command, &form).map(drop))
    }),
    once("directory/propose::propose_entry", |g| {
        let ((house, dana), id) = (g.by("dana"), meeting(g));
        let form = placed(&house, &g.by("ned").1, id);
        case(move |command| propose_entry(&house, &dana, command, id, &form).map(drop))
    }),
    once("directory/propose::answer_proposal", |g| {
        let ((house, dana), id, ned) = (g.by("dana"), meeting(g), g.by("ned").1);
        let form = placed(&house, &ned, id);
        let proposal = propose_entry(&house, &dana, house.new_command(), id, &form).expect("proposed");
        case(move |command| answer_proposal(&house, &ned, command, proposal, true))
    }),
    once("directory/listing_link::make_listing_link", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        case(move |command| make_listing_link(&house, &ned, command, id).map(drop))
    }),
    once("directory/listing_link::answer_listing", |g| {
        let ((house, ned), id) = (g.by("ned"), meeting(g));
        let token = make_listing_link(&house, &ned, house.new_command(), id).expect("a link");
        case(move |command| answer_listing(&house, command, &token, &OwnerWord::Right))
    }),
    once("directory/sources::add_source", |g| {
        let ((house, ned), form) = (g.by("ned"), source("meeting-guide"));
        case(move |command| add_source(&house, &ned, command, &form).map(drop))
    }),
    once("directory/sources::change_source", |g| {
        let (house, ned, feed) = feed(g, "meeting-guide");
        let form = SourceForm { licence: "CC0".into(), ..source("meeting-guide") };
        case(move |command| change_source(&house, &ned, command, feed, &form))
    }),
    once("directory/sources::set_source", |g| {
        let (house, ned, feed) = feed(g, "meeting-guide");
        case(move |command| set_source(&house, &ned, command, feed, FeedState::Paused))
    }),
    once("directory/reading::begin_reading", |g| {
        let (house, ned, feed) = feed(g, "meeting-guide");
        case(move |command| begin_reading(&house, &ned, command, feed, true).map(drop))
    }),
    // What became of a reading stands beside its list; the list itself is read whole or not at all.
    told("directory/carry_out::carry_out directory/keep_run::failed directory/keep_run::stopped", RUNS, |g| {
        let (house, ned, feed) = feed(g, "meeting-guide");
        let begun = begin_reading(&house, &ned, house.new_command(), feed, true).expect("begun");
        let bytes = list(&named("Zebrawood"), 5);
        case(move |_| go_on_reading(&house, &ned, feed, begun.run, Some(bytes.clone())).map(drop))
    }),
    told("directory/services/write::carry_out", RUNS, |g| {
        let (house, ned, feed) = feed(g, "hsds");
        let begun = begin_reading(&house, &ned, house.new_command(), feed, true).expect("begun");
        let bytes = pantries(&named("z"));
        case(move |_| go_on_reading(&house, &ned, feed, begun.run, Some(bytes.clone())).map(drop))
    }),
    // The yes is one unit of work, the list another. A list that could not be carried out waits again, and a new yes
    // carries it out; the yes that came to nothing stays among the commands. Where nobody heard that the yes was kept,
    // the job that ends silent readings lets the list wait again.
    Row {
        leaves: &["command"],
        ..steps("directory/reading::agree_run", Second::New, &["meeting_change"], |g| {
            let (house, ned, run) = waiting(g);
            case(move |command| agree_run(&house, &ned, command, run).map(drop))
        })
    },
    once("directory/runs::decline_run", |g| {
        let (house, ned, run) = waiting(g);
        case(move |command| decline_run(&house, &ned, command, run))
    }),
    once("directory/runs::undo_run", |g| {
        let (house, ned, feed) = feed(g, "meeting-guide");
        let done = read_file(&house, &ned, feed, list(&named("Zebrawood"), 4)).expect("read");
        case(move |command| undo_run(&house, &ned, command, done.run).map(drop))
    }),
    once("directory/help_line::ask_line_change", |g| {
        let (house, ned) = g.by("ned");
        settled(g);
        case(move |command| ask_line_change(&house, &ned, command, &line_ask()).map(drop))
    }),
    once("directory/help_line::agree_line_change", |g| {
        let (house, joan) = g.by("joan");
        let change = line_change(g);
        case(move |command| agree_line_change(&house, &joan, command, change))
    }),
    once("directory/help_line::drop_line_change", |g| {
        let (house, joan) = g.by("joan");
        let change = line_change(g);
        case(move |command| drop_line_change(&house, &joan, command, change))
    }),
    once("directory/new_line::ask_new_line", |g| {
        let ((house, ned), line) = (g.by("ned"), new_line());
        case(move |command| ask_new_line(&house, &ned, command, &line).map(drop))
    }),
    once("directory/missing::tell_missing", |g| {
        let (house, missing, from) = (g.house.clone(), missing_service(), somewhere());
        case(move |command| tell_missing(&house, command, &missing, &from).map(drop))
    })
    .tries(),
    once("directory/missing::tell_missing_as", |g| {
        let ((house, dana), missing) = (g.by("dana"), missing_meeting());
        case(move |command| tell_missing_as(&house, &dana, command, &missing).map(drop))
    }),
    once("directory/missing::take_missing", |g| {
        let ((house, ned), right) = (g.by("ned"), missing_service());
        let id = told_missing(g, &right);
        case(move |command| take_missing(&house, &ned, command, id, &right).map(drop))
    }),
    once("directory/missing::take_missing", |g| {
        let ((house, ned), right) = (g.by("ned"), missing_meeting());
        let id = told_missing(g, &right);
        case(move |command| take_missing(&house, &ned, command, id, &right).map(drop))
    }),
    once("directory/missing::decline_missing", |g| {
        let ((house, ned), id) = (g.by("ned"), told_missing(g, &missing_service()));
        case(move |command| decline_missing(&house, &ned, command, id, MissingAnswer::NotFound))
    }),
    once("directory/services/add::add_service", |g| {
        let ((house, ned), new) = (g.by("ned"), new_service());
        by_hand(g);
        case(move |command| add_service(&house, &ned, command, &new).map(drop))
    }),
    once("directory/services/tell::report_service", |g| {
        let (house, id) = (g.house.clone(), service(g));
        case(move |command| report_service(&house, command, id, ReportKind::WrongTime, &somewhere()).map(drop))
    })
    .tries(),
    once("directory/services/edit::do_with_service", |g| {
        let ((house, ned), id) = (g.by("ned"), service(g));
        case(move |command| do_with_service(&house, &ned, command, id, ServiceDeed::Verify))
    }),
    once("directory/services/edit::correct_service", |g| {
        let ((house, ned), id) = (g.by("ned"), service(g));
        let form = called(&house, &ned, id);
        case(move |command| correct_service(&house, &ned, command, id, &form))
    }),
    once("directory/services/edit::answer_service_reports", |g| {
        let ((house, ned), id) = (g.by("ned"), service(g));
        report_service(&house, house.new_command(), id, ReportKind::WrongTime, &somewhere()).expect("told");
        case(move |command| {
            let answer = (ReportKind::WrongTime, ReportAnswer::PutRight);
            answer_service_reports(&house, &ned, command, id, answer)
        })
    }),
    once("directory/services/link::make_service_link", |g| {
        let ((house, ned), id) = (g.by("ned"), service(g));
        case(move |command| make_service_link(&house, &ned, command, id).map(drop))
    }),
    once("directory/services/link::answer_service_listing", |g| {
        let ((house, ned), id) = (g.by("ned"), service(g));
        let token = make_service_link(&house, &ned, house.new_command(), id).expect("a link");
        case(move |command| answer_service_listing(&house, command, &token, &OwnerWord::Right))
    }),
    once("directory/services/propose::propose_service", |g| {
        let ((house, dana), id) = (g.by("dana"), service(g));
        let form = called(&house, &g.by("ned").1, id);
        case(move |command| propose_service(&house, &dana, command, id, &form).map(drop))
    }),
    once("directory/services/propose::answer_service_proposal", |g| {
        let ((house, dana), id, ned) = (g.by("dana"), service(g), g.by("ned").1);
        let form = called(&house, &ned, id);
        let proposal = propose_service(&house, &dana, house.new_command(), id, &form).expect("proposed");
        case(move |command| answer_service_proposal(&house, &ned, command, proposal, true))
    }),
];

/// Where it stands what became of a reading.
const RUNS: &[&str] = &["feed_run", "feed"];

/// A name that nothing has yet.
fn named(stem: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{stem}{}", NEXT.fetch_add(1, Ordering::SeqCst))
}

/// An address that nobody said anything from.
fn somewhere() -> String {
    named("198.51.100.")
}

/// So many meetings of a name, each at a time of its own.
fn list(name: &str, count: usize) -> Vec<u8> {
    let row = |n: usize| {
        format!(
            r#"{{"slug":"{name}-{n}","name":"{name} {n}","day":1,"time":"{:02}:00","address":"{n} Oak St","city":"Cary"}}"#,
            6 + n
        )
    };
    format!("[{}]", (0..count).map(row).collect::<Vec<_>>().join(",")).into_bytes()
}

fn pantries(id: &str) -> Vec<u8> {
    let rows = serde_json::json!([{
        "id": id, "name": format!("Pantry {id}"), "status": "active", "description": "For all.",
        "phones": [{"id": "p", "number": "(804) 555-0142"}],
        "organization": {"id": "o", "name": "Quartz House", "description": ""},
        "service_at_locations": [{"id": "s", "location": {"id": "l", "location_type": "physical", "name": "Hall",
            "latitude": 36.0, "longitude": -80.0,
            "addresses": [{"address_1": "1 Oak St", "city": "Cary", "address_type": "physical"}]}}]
    }]);
    serde_json::to_vec(&rows).expect("rows")
}

/// A new meeting in a list of James River.
fn meeting(g: &Ground) -> MeetingId {
    let name = named("Zebrawood");
    import(&g.house, "james-river", &name, &list(&name, 1)).expect("read");
    let query = MeetingQuery { text: name, ..MeetingQuery::default() };
    meetings(&g.house, query).expect("a search").lines[0].id
}

/// A new service in a list of James River.
fn service(g: &Ground) -> OfferingId {
    let (house, ned, feed) = feed(g, "hsds");
    let id = named("z");
    read_file(&house, &ned, feed, pantries(&id)).expect("read");
    let query = ServiceQuery { text: format!("Pantry {id}"), most: 100, ..ServiceQuery::default() };
    let found = services(&house, query).expect("a search").lines;
    found.into_iter().find(|line| line.name == format!("Pantry {id}")).expect("it").id
}

/// A service that no list names.
fn new_service() -> NewService {
    let form = ServiceForm {
        name: named("Zebrawood supper "),
        kinds: vec!["food".into()],
        address: "77 Ferry Road".into(),
        city: "Richmond".into(),
        ..ServiceForm::default()
    };
    NewService { provider: String::new(), form }
}

fn missing_service() -> Missing {
    Missing::Service(new_service())
}

fn missing_meeting() -> Missing {
    Missing::Meeting(EntryForm {
        name: named("Zebrawood evening "),
        days: vec!["2".into()],
        start: "19:00".into(),
        address: "78 Ferry Road".into(),
        city: "Richmond".into(),
        ..EntryForm::default()
    })
}

/// James River has its source of what is kept by hand: the first entry brings it along.
fn by_hand(g: &Ground) {
    let (house, ned) = g.by("ned");
    add_service(&house, &ned, house.new_command(), &new_service()).expect("added");
}

/// What is missing waits at the desks, and may be taken over.
fn told_missing(g: &Ground, missing: &Missing) -> RowId {
    let (house, dana) = g.by("dana");
    by_hand(g);
    tell_missing_as(&house, &dana, house.new_command(), missing).expect("told")
}

fn source(format: &str) -> SourceForm {
    SourceForm { name: named("List "), format: format.into(), licence: "CC BY 4.0".into(), ..SourceForm::default() }
}

fn feed(g: &Ground, format: &str) -> (House, Session, FeedId) {
    let (house, ned) = g.by("ned");
    let feed = add_source(&house, &ned, house.new_command(), &source(format)).expect("a source");
    (house, ned, feed)
}

/// A reading that takes much away, and waits for a yes.
fn waiting(g: &Ground) -> (House, Session, RowId) {
    let (house, ned, feed) = feed(g, "meeting-guide");
    let name = named("Zebrawood");
    read_file(&house, &ned, feed, list(&name, 16)).expect("read");
    let waits = read_file(&house, &ned, feed, list(&name, 6)).expect("read");
    assert_eq!(waits.outcome, RunOutcome::Waiting);
    (house, ned, waits.run)
}

/// An entry as it is, in another place.
fn placed(house: &House, ned: &Session, id: MeetingId) -> EntryForm {
    let form = EntryForm::of(&entry(house, ned, id).expect("an entry").meeting);
    EntryForm { place: "Old mill".into(), ..form }
}

/// A service as it is, with another number.
fn called(house: &House, ned: &Session, id: OfferingId) -> ServiceForm {
    let form = ServiceForm::of(&service_entry(house, ned, id).expect("an entry").offering);
    ServiceForm { phone: "804 555 0177".into(), ..form }
}

fn line_ask() -> LineAsk {
    LineAsk {
        line: "crisis-text-line".into(),
        way: "text 741741".into(),
        part: LinePart::Number,
        says: "55555".into(),
        source: "Called it".into(),
    }
}

fn new_line() -> NewLine {
    NewLine {
        kind: "warm".into(),
        name: named("Zebra line "),
        about: ["A peer listens.".into(), "Alguien escucha.".into()],
        call: "804-555-0123".into(),
        answers: vec!["peers".into()],
        languages: vec!["en".into()],
        always: true,
        source: "We called it".into(),
        ..NewLine::default()
    }
}

/// Nothing of the line waits, and nothing was changed.
fn settled(g: &Ground) {
    let ((house, ned), joan) = (g.by("ned"), g.by("joan").1);
    let asked = service::directory::lines_asked(&house, &ned).expect("the desk");
    for one in asked.into_iter().filter(|one| one.ours && one.agreed_at.is_none()) {
        drop_line_change(&house, &joan, house.new_command(), one.id).expect("dropped");
    }
    let restored = LineAsk { part: LinePart::Restored, says: String::new(), ..line_ask() };
    if let Ok(change) = ask_line_change(&house, &ned, house.new_command(), &restored) {
        agree_line_change(&house, &joan, house.new_command(), change).expect("as it was");
    }
}

fn line_change(g: &Ground) -> RowId {
    let (house, ned) = g.by("ned");
    settled(g);
    ask_line_change(&house, &ned, house.new_command(), &line_ask()).expect("asked")
}
