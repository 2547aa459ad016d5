//! Help lines: each change takes two people, and so does taking it back.

use super::{houses, session, why};
use access::{Actor, StaffHat};
use domain::directory::LinePart;
use service::directory::{
    LineAsk, NewLine, agree_line_change, ask_line_change, ask_new_line, drop_line_change, help_line_changes,
    known_lines, line_now, lines_asked,
};
use service::{House, Session};

const TEXT_LINE: &str = "crisis-text-line";

fn line_ask(line: &str, way: &str, part: LinePart, says: &str) -> LineAsk {
    let text = str::to_owned;
    LineAsk { line: text(line), way: text(way), part, says: text(says), source: text("Called it") }
}

/// The number that the text line is shown with.
fn text_line(house: &House) -> Option<String> {
    let changes = help_line_changes(house).expect("changes");
    let own = words::content::help_lines().iter().find(|line| line.key == TEXT_LINE).expect("a line");
    line_now(own, &changes).map(|now| now.line.ways[0].to.clone())
}

#[test]
fn a_help_line_changes_with_two_people_and_911_and_988_never() {
    for (house, _server) in houses() {
        let (ned, joan) = (session(&house, "ned"), session(&house, "joan"));
        let ask = |line: &str, way: &str, says: &str| {
            ask_line_change(&house, &ned, house.new_command(), &line_ask(line, way, LinePart::Number, says))
        };
        for own in ["911", "988"] {
            assert_eq!(why(ask(own, "", "555")), "help-line-built-in");
            assert_eq!(why(ask(TEXT_LINE, "text 741741", own)), "help-line-built-in", "nor stand in another line");
        }
        assert_eq!(why(ask(TEXT_LINE, "text 741741", "call Ann")), "help-line-number");
        assert_eq!(why(ask("no-such-line", "", "555")), "choice-unknown");
        assert_eq!(why(ask(TEXT_LINE, "call 741741", "555")), "choice-unknown", "it has no such way");
        assert_eq!(why(ask("trevor", "", "555")), "help-line-which", "a number stands for one number");
        let change = ask(TEXT_LINE, "text 741741", "55-555").expect("asked");
        assert_eq!(text_line(&house).as_deref(), Some("741741"));
        assert_eq!(why(agree_line_change(&house, &ned, house.new_command(), change)), "help-line-two-people");
        agree_line_change(&house, &joan, house.new_command(), change).expect("agreed");
        assert_eq!(text_line(&house).as_deref(), Some("55555"));
    }
}

#[test]
fn what_two_people_agreed_on_ends_with_two_people() {
    for (house, _server) in houses() {
        let (ned, joan, gloria) = (session(&house, "ned"), session(&house, "joan"), session(&house, "gloria"));
        let ask = |who: &Session, part, says: &str| {
            ask_line_change(&house, who, house.new_command(), &line_ask(TEXT_LINE, "text 741741", part, says))
        };
        let agree = |who: &Session, change| agree_line_change(&house, who, house.new_command(), change);
        let drop = |who: &Session, change| drop_line_change(&house, who, house.new_command(), change);
        assert_eq!(why(ask(&ned, LinePart::Restored, "")), "help-line-settled", "nothing to take back");
        let waits = ask(&ned, LinePart::Number, "12345").expect("asked");
        assert_eq!(why(drop(&gloria, waits)), "help-line-not-yours");
        drop(&joan, waits).expect("the agency that asked may drop it");
        assert_eq!(why(agree(&gloria, waits)), "help-line-settled");

        let change = ask(&ned, LinePart::Number, "55555").expect("asked");
        agree(&gloria, change).expect("agreed by another agency");
        for one in [&ned, &joan, &gloria] {
            assert_eq!(why(drop(one, change)), "help-line-settled", "nobody ends it alone");
        }
        let back = ask(&gloria, LinePart::Restored, "").expect("asked");
        assert_eq!(text_line(&house).as_deref(), Some("55555"), "asking ends nothing");
        assert_eq!(why(agree(&gloria, back)), "help-line-two-people");
        agree(&joan, back).expect("agreed");
        assert_eq!(text_line(&house).as_deref(), Some("741741"));
        assert!(lines_asked(&house, &ned).expect("the desk").is_empty(), "nothing is left over");
    }
}

#[test]
fn two_hats_of_one_person_are_not_two_people() {
    for (house, _server) in houses() {
        let (ned, joan) = (session(&house, "ned"), session(&house, "joan"));
        let Actor::Staff(hat) = joan.actor else { panic!("Joan is staff") };
        // Ned, who wears Joan's hat as one of his own.
        let other_hat = Session {
            account: ned.account,
            actor: Actor::Staff(StaffHat { account: ned.account, ..hat }),
            ..joan.clone()
        };
        let change = line_ask(TEXT_LINE, "text 741741", LinePart::Off, "");
        let change = ask_line_change(&house, &ned, house.new_command(), &change).expect("asked");
        let shown = &lines_asked(&house, &other_hat).expect("the desk")[0];
        assert!(shown.own && shown.ours);
        assert_eq!(why(agree_line_change(&house, &other_hat, house.new_command(), change)), "help-line-two-people");
        assert!(!lines_asked(&house, &joan).expect("the desk")[0].own);
        agree_line_change(&house, &joan, house.new_command(), change).expect("agreed");
        assert_eq!(text_line(&house), None, "nobody answers it");
    }
}

fn new_line(name: &str, call: &str) -> NewLine {
    let text = str::to_owned;
    NewLine {
        kind: text("warm"),
        name: text(name),
        about: [text("A peer listens."), text("Alguien escucha.")],
        call: text(call),
        answers: vec![text("peers")],
        languages: vec![text("en")],
        always: true,
        source: text("We called it"),
        ..NewLine::default()
    }
}

/// The numbers of a line that is shown under a name.
fn shown(house: &House, name: &str) -> Option<Vec<String>> {
    let changes = help_line_changes(house).expect("changes");
    let known = known_lines(&changes);
    let own = known.iter().find(|line| line.name.en == name)?;
    line_now(own, &changes).map(|now| now.line.ways.iter().map(|way| way.to.clone()).collect())
}

#[test]
fn a_new_line_takes_two_people_and_so_does_taking_it_away() {
    for (house, _server) in houses() {
        let (ned, joan, gloria) = (session(&house, "ned"), session(&house, "joan"), session(&house, "gloria"));
        let ask = |line: &NewLine| ask_new_line(&house, &ned, house.new_command(), line);
        let agree = |who: &Session, change| agree_line_change(&house, who, house.new_command(), change);
        for own in ["911", "988"] {
            assert_eq!(why(ask(&new_line("Zebra line", own))), "help-line-built-in");
        }
        assert_eq!(why(ask(&new_line("Zebra line", ""))), "help-line-no-way");
        assert_eq!(why(ask(&new_line("Zebra line", "1-866-488-7386"))), "help-line-there-already");
        let change = ask(&new_line("Zebra line", "804-555-0123")).expect("asked");
        assert_eq!(shown(&house, "Zebra line"), None, "one person is not enough");
        assert_eq!(why(agree(&ned, change)), "help-line-two-people");
        agree(&joan, change).expect("agreed");
        assert_eq!(shown(&house, "Zebra line"), Some(vec!["804-555-0123".to_owned()]));
        assert_eq!(why(ask(&new_line("Zebra again", "(804) 555-0123"))), "help-line-there-already");

        let key = lines_asked(&house, &ned).expect("the desk")[0].line.clone();
        let change_of = |who: &Session, way: &str, part, says: &str| {
            let asked = ask_line_change(&house, who, house.new_command(), &line_ask(&key, way, part, says));
            asked.expect("asked")
        };
        let number = change_of(&gloria, "call 8045550123", LinePart::Number, "8045550199");
        agree(&ned, number).expect("agreed");
        assert_eq!(shown(&house, "Zebra line"), Some(vec!["8045550199".to_owned()]), "it changes as any other");
        let off = change_of(&ned, "", LinePart::Off, "");
        assert!(shown(&house, "Zebra line").is_some());
        agree(&gloria, off).expect("agreed");
        assert_eq!(shown(&house, "Zebra line"), None);
        let back = change_of(&gloria, "", LinePart::Restored, "");
        agree(&joan, back).expect("agreed");
        assert!(shown(&house, "Zebra line").is_some(), "that it is off was taken back");
        let gone = change_of(&joan, "", LinePart::Restored, "");
        agree(&gloria, gone).expect("agreed");
        assert_eq!(shown(&house, "Zebra line"), None, "and now the line itself");
    }
}
