//! Help lines: each change takes two people, and so does taking it back.

use super::{houses, session, why};
use access::{Actor, StaffHat};
use domain::directory::LinePart;
use service::directory::{
    LineAsk, agree_line_change, ask_line_change, drop_line_change, help_line_changes, line_now, lines_asked,
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
