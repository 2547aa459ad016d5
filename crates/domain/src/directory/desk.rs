//! Looking after the directory: who says that an entry is right, for how long, and what anyone may say of it.
//!
//! What anyone may say are codes of closed lists: there are no words to type, so nobody can be named or described
//! (member-tools 6.4: tick boxes, no free text, no stars, no names).

use crate::coded::coded;
use crate::notice::Notice;
use crate::time::Moment;

coded! {
    /// Why an entry is kept but not shown.
    Hidden {
        /// Its own contact asked for it. No reading brings it back.
        OptedOut = "opted-out",
        /// Several people said that it does not meet.
        Reported = "reported",
        /// Nobody has said for too long that it is right.
        TooOld = "too-old",
        /// An editor took it off.
        Editor = "editor",
    }
}

coded! {
    /// What is wrong with an entry, as anyone may say.
    ReportKind {
        /// Nobody was there.
        NotMeeting = "not-meeting",
        /// Day or time.
        WrongTime = "wrong-time",
        /// The place.
        WrongPlace = "wrong-place",
        /// The way to join from afar.
        WrongLink = "wrong-link",
        /// It is not the kind of meeting that it says.
        WrongKind = "wrong-kind",
        /// Somebody was not safe there. Goes to a person, and is never shown.
        Unsafe = "unsafe",
    }
}

coded! {
    /// What came of a report.
    ReportAnswer {
        /// The entry was put right.
        PutRight = "put-right",
        /// It was asked about, and the entry is right.
        IsRight = "is-right",
        /// It is not shown any more.
        TakenOff = "taken-off",
        /// Somebody spoke with those who hold the meeting.
        Spoken = "spoken",
        /// It could not be found out.
        Unknown = "unknown",
    }
}

coded! {
    /// A fact of fit, as anyone who was there may tick it. About the meeting, never about a person.
    FitFact {
        /// Newcomers were made welcome.
        Newcomers = "newcomers",
        /// Nobody was told off for taking medication.
        Medication = "medication",
        /// It began on time.
        OnTime = "on-time",
        /// One can get in without steps.
        StepFree = "step-free",
        /// Children could come along.
        Children = "children",
        /// Spanish was spoken.
        Spanish = "spanish",
        /// One could sit and listen.
        JustListen = "just-listen",
        /// It could be joined with the camera off.
        CameraOff = "camera-off",
    }
}

coded! {
    /// What may be missing in the directory.
    MissingKind {
        /// A meeting.
        Meeting = "meeting",
        /// A service.
        Service = "service",
    }
}

coded! {
    /// What came of the word that an entry is missing: a closed list, so that nobody is told anything about a person.
    MissingAnswer {
        /// It is in the directory now.
        Accepted = "accepted",
        /// It was there already.
        ThereAlready = "there-already",
        /// Nobody could find out whether it is so.
        NotFound = "not-found",
        /// It is nothing for this directory.
        NotFitting = "not-fitting",
        /// What was said is too little to find it.
        TooLittle = "too-little",
    }
}

coded! {
    /// What came of a proposal.
    ProposalAnswer {
        /// It was taken over.
        Accepted = "accepted",
        /// The entry stays as it is.
        Declined = "declined",
    }
}

coded! {
    /// What happened to an entry.
    ChangeKind {
        /// Its list says something else.
        Changed = "changed",
        /// Its list does not name it any more.
        Gone = "gone",
        /// Its list names it again.
        Back = "back",
        /// It was taken off.
        Hidden = "hidden",
        /// It is shown again.
        Shown = "shown",
        /// Somebody put it right here.
        Corrected = "corrected",
        /// Somebody said that it is right.
        Verified = "verified",
        /// Its contact asked that it be left out.
        OptedOut = "opted-out",
        /// It was joined with an entry of another list.
        Joined = "joined",
        /// It was said to be a meeting of its own.
        Parted = "parted",
        /// It was put back to what it was.
        Undone = "undone",
    }
}

coded! {
    /// What of a help line is not as the content says.
    LinePart {
        /// Its number.
        Number = "number",
        /// All of it: the content does not hold that line.
        New = "new",
        /// Nothing: two people called, and it is right as the content says.
        Right = "right",
        /// It is not answered any more.
        Off = "off",
        /// Nothing any more: what was agreed on before is taken back.
        Restored = "restored",
    }
}

coded! {
    /// Who said that an entry is right.
    Verifier {
        /// An editor of the directory.
        Editor = "editor",
        /// The meeting's own contact.
        Owner = "owner",
    }
}

coded! {
    /// What became of a reading.
    RunOutcome {
        /// It goes on.
        Running = "running",
        /// It was carried out.
        Done = "done",
        /// The list says that nothing is new.
        Unchanged = "unchanged",
        /// It would change so much that a person looks first.
        Waiting = "waiting",
        /// A person said no.
        Declined = "declined",
        /// There was no list to read.
        Failed = "failed",
        /// It was carried out and taken back.
        Undone = "undone",
    }
}

coded! {
    /// How a source stands.
    FeedState {
        /// It is read.
        Active = "active",
        /// It is not read for now; its entries stay.
        Paused = "paused",
        /// It asked to be left out, or is not needed: none of its entries is shown.
        Ended = "ended",
    }
}

/// How sure an entry is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Somebody said lately that it is right, or its list was read lately.
    Fresh,
    /// Time to ask again.
    CheckDue,
    /// Readers are told that it may be old.
    Stale,
    /// So old that it is not shown.
    TooOld,
}

/// After how many days an entry is looked at again, called stale, and not shown any more. Numbers of
/// `content/directory/desk.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The next check is due.
    pub check: i64,
    /// It is stale.
    pub stale: i64,
    /// It is not shown.
    pub hide: i64,
}

/// How long a day lasts, in seconds.
const DAY: i64 = 86_400;

impl Terms {
    /// The freshness of what was last said to be right then: by a person, or by a list that still names it.
    pub fn freshness(&self, said: Option<Moment>, now: Moment) -> Freshness {
        let Some(said) = said else { return Freshness::Stale };
        match now.seconds_since(said) / DAY {
            days if days >= self.hide => Freshness::TooOld,
            days if days >= self.stale => Freshness::Stale,
            days if days >= self.check => Freshness::CheckDue,
            _ => Freshness::Fresh,
        }
    }

    /// When the next check is due.
    pub fn next_check(&self, said: Moment) -> Moment {
        said.plus_seconds(self.check * DAY)
    }

    /// When the entry becomes stale.
    pub fn stale_after(&self, said: Moment) -> Moment {
        said.plus_seconds(self.stale * DAY)
    }
}

/// How much of a list a run would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stir {
    /// Entries held before.
    pub held: usize,
    /// Entries that would go.
    pub gone: usize,
    /// Entries that have another id in their list than before.
    pub renamed: usize,
    /// Entries that would be new.
    pub added: usize,
    /// Entries that would say something else; another id alone does not count.
    pub changed: usize,
}

/// From which share on a person looks first. Numbers of `content/directory/desk.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caution {
    /// So many percent of the entries gone.
    pub gone_percent: usize,
    /// But no fewer than this many: of three entries one may always go.
    pub gone_least: usize,
    /// So many percent with another id.
    pub renamed_percent: usize,
    /// So many percent as new or as changed.
    pub much_percent: usize,
    /// But no fewer new ones than this.
    pub added_least: usize,
    /// And no fewer changed ones than this.
    pub changed_least: usize,
}

impl Caution {
    /// Why a person should look before the run is carried out: it takes much away, or it adds or changes much.
    pub fn waits(&self, stir: Stir) -> Option<Notice> {
        self.waits_for_gone(stir).or_else(|| {
            let share = |number: usize| number * 100 >= stir.held * self.much_percent;
            let (added, changed) = (stir.added >= self.added_least, stir.changed >= self.changed_least);
            if added && share(stir.added) {
                Some(told("run-adds-much", "added", stir.added, stir.held))
            } else if changed && share(stir.changed) {
                Some(told("run-changes-much", "changed", stir.changed, stir.held))
            } else {
                None
            }
        })
    }

    /// The same for whoever brings a list by hand at the machine: only what takes much away waits.
    pub fn waits_for_gone(&self, stir: Stir) -> Option<Notice> {
        let large = stir.gone >= self.gone_least && stir.gone * 100 >= stir.held * self.gone_percent;
        large.then(|| told("meeting-feed-looks-broken", "gone", stir.gone, stir.held))
    }

    /// What to say where a list gave its entries other ids overnight. They are known again by name, time and place.
    pub fn warns(&self, stir: Stir) -> Option<Notice> {
        let many = stir.renamed >= self.gone_least && stir.renamed * 100 >= stir.held * self.renamed_percent;
        many.then(|| Notice::new("run-new-ids").with("count", i64::try_from(stir.renamed).unwrap_or(i64::MAX)))
    }
}

fn told(id: &str, what: &str, number: usize, held: usize) -> Notice {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Notice::new(id).with(what, count(number)).with("held", count(held))
}

/// How many minutes to wait after so many failures in a row: from `first`, twice as long each time, a week at most.
pub fn back_off(failures: i64, first: i64) -> i64 {
    const WEEK: i64 = 7 * 24 * 60;
    let doubled = u32::try_from(failures.clamp(1, 20) - 1).unwrap_or(0);
    first.max(1).saturating_mul(1 << doubled).min(WEEK)
}

/// A fact that enough people ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FitSaid {
    /// The fact.
    pub fact: FitFact,
    /// How many ticked it.
    pub people: usize,
}

/// The facts to show: those that at least `least` visitors ticked, and only where at least as many looked at all.
/// Below that a reader could guess who it was.
pub fn fit_shown(ticked: &[Vec<FitFact>], least: usize) -> Vec<FitSaid> {
    if ticked.len() < least {
        return Vec::new();
    }
    let said = |fact: FitFact| ticked.iter().filter(|own| own.contains(&fact)).count();
    let all = FitFact::ALL.iter().map(|fact| FitSaid { fact: *fact, people: said(*fact) });
    all.filter(|fact| fact.people >= least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: Terms = Terms { check: 180, stale: 365, hide: 540 };
    const CAUTION: Caution = Caution {
        gone_percent: 20,
        gone_least: 5,
        renamed_percent: 50,
        much_percent: 50,
        added_least: 500,
        changed_least: 100,
    };

    #[test]
    fn an_entry_ages() {
        let said = Moment::from_micros(0);
        let after = |days: i64| TERMS.freshness(Some(said), said.plus_seconds(days * DAY));
        assert_eq!(after(179), Freshness::Fresh);
        assert_eq!(after(180), Freshness::CheckDue);
        assert_eq!(after(365), Freshness::Stale);
        assert_eq!(after(540), Freshness::TooOld);
        assert_eq!(TERMS.freshness(None, said), Freshness::Stale);
    }

    #[test]
    fn a_run_that_takes_much_away_waits() {
        let caution = CAUTION;
        let stir = |held, gone, renamed| Stir { held, gone, renamed, ..Stir::default() };
        assert!(caution.waits(stir(20, 4, 0)).is_none(), "four are few");
        assert!(caution.waits(stir(100, 19, 0)).is_none());
        assert!(caution.waits(stir(100, 20, 0)).is_some());
        assert!(caution.waits(stir(5, 5, 0)).is_some());
        assert!(caution.warns(stir(100, 0, 49)).is_none());
        assert!(caution.warns(stir(100, 0, 50)).is_some());
    }

    #[test]
    fn a_run_that_adds_or_changes_much_waits() {
        let why = |held, added, changed| {
            let stir = Stir { held, added, changed, ..Stir::default() };
            assert_eq!(CAUTION.waits_for_gone(stir), None);
            CAUTION.waits(stir).map(|why| why.id)
        };
        assert_eq!(why(0, 499, 0), None, "a small list is taken in at once");
        assert_eq!(why(0, 500, 0).as_deref(), Some("run-adds-much"));
        assert_eq!(why(2000, 999, 0), None, "less than half of what is held");
        assert_eq!(why(2000, 1000, 0).as_deref(), Some("run-adds-much"));
        assert_eq!(why(99, 0, 99), None);
        assert_eq!(why(200, 0, 100).as_deref(), Some("run-changes-much"));
        assert_eq!(why(300, 0, 100), None);
    }

    #[test]
    fn waiting_grows_and_ends_at_a_week() {
        let waits: Vec<i64> = [1, 2, 3, 10, 20, 500].map(|failures| back_off(failures, 30)).into();
        assert_eq!(waits, [30, 60, 120, 10_080, 10_080, 10_080]);
    }

    #[test]
    fn facts_are_shown_from_five_people_on() {
        use FitFact::{Medication, Newcomers};
        let mut ticked = vec![vec![Newcomers, Medication]; 4];
        assert_eq!(fit_shown(&ticked, 5), []);
        ticked.push(vec![Newcomers]);
        assert_eq!(fit_shown(&ticked, 5), [FitSaid { fact: Newcomers, people: 5 }]);
    }
}
