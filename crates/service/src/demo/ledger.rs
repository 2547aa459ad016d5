//! The rows of invented people, on their way into the tables.
//!
//! One loader takes them all. Tables are named in an order in which parents
//! come first, and search keys are put in at the end, sorted, because their
//! index is the largest by far.

use crate::Fault;
use access::{Loader, Value};
use domain::id::Ids;
use domain::time::{Date, Moment, TimeZone, Weekday, plus_days};

/// A table with the columns that a story fills.
pub(super) type Table = (&'static str, &'static [&'static str]);

macro_rules! tables {
    ($($name:ident = $table:literal [$($column:literal)*];)*) => {
        $(pub(super) const $name: Table = ($table, &[$($column),*]);)*
        const ALL: &[Table] = &[$($name),*];
    };
}

tables! {
    AGENCY = "agency" ["id" "slug" "name" "zone" "state" "phone" "demo" "created_at"];
    PROGRAM = "program" ["agency_id" "id" "name" "rule_pack" "regime" "starts_on"];
    ACCOUNT = "account" ["id" "username" "username_folded" "passphrase_hash" "lang" "state" "created_at"];
    PERSON = "person" ["id" "account_id" "created_at"];
    STAFF = "staff" ["agency_id" "id" "name" "title" "state" "created_at"];
    STAFF_ACCOUNT = "staff_account" ["account_id" "staff_agency_id" "staff_id"];
    ROLE = "role_grant" ["agency_id" "id" "staff_id" "role" "from_on"];
    SUPERVISION = "supervision" ["agency_id" "id" "supervisor_id" "staff_id" "from_on"];
    MEMBER = "member" ["agency_id" "id" "called" "full_name" "pronouns" "born_on" "lang" "state" "away_kind"
        "state_since" "state_until" "joined" "restricted" "revision" "created_at" "created_by"];
    PERSON_MEMBER = "person_member" ["person_id" "chart_agency_id" "member_id" "since"];
    CHANNEL = "channel" ["agency_id" "id" "member_id" "kind" "value" "may_call" "may_text" "may_leave_message"
        "may_mail" "note"];
    ALLY = "ally" ["agency_id" "id" "member_id" "relation" "name" "relation_words" "basis" "consented_on" "in_plan"
        "invited_to_planning" "signs" "from_on"];
    ENROLMENT = "enrolment" ["agency_id" "id" "member_id" "program_id" "beneficiary_id" "regime" "starts_on" "ends_on"
        "end_reason" "need_domain" "payer" "coverage_from" "coverage_until" "diagnosis" "diagnosed_by" "diagnosed_on"
        "recommended_by" "recommended_on" "recommended_until" "revision"];
    ASSIGNMENT = "assignment" ["agency_id" "id" "member_id" "staff_id" "kind" "covers_id" "from_on" "until_on"];
    PLAN = "plan" ["agency_id" "id" "member_id" "lang" "pathways" "days_per_week" "minutes_per_week" "revision"
        "created_at" "changed_at"];
    TEXT = "plan_text" ["agency_id" "plan_id" "owner_id" "field" "body" "revision" "author_kind" "author_id" "at"];
    GOAL = "goal" ["agency_id" "id" "plan_id" "position" "status" "life_areas" "importance" "confidence" "due_on"
        "revision" "created_at"];
    STRATEGY = "strategy" ["agency_id" "id" "plan_id" "goal_id" "position"];
    ACTION = "action" ["agency_id" "id" "plan_id" "strategy_id" "position" "who" "on_day" "repeat" "link" "revision"];
    DONE = "action_done" ["agency_id" "id" "plan_id" "action_id" "done_on" "note" "author_kind" "author_id" "at"];
    VERSION = "plan_version" ["agency_id" "id" "plan_id" "member_id" "number" "document" "hash" "words_agreed"
        "made_at" "made_on" "made_by_kind" "made_by_id" "signed_on"];
    OWN_VERSION = "own_plan_version" ["person_id" "id" "from_agency_id" "number" "document" "hash" "copied_at"];
    SIGNATURE = "plan_signature" ["agency_id" "id" "version_id" "signer" "name" "staff_id" "how" "witness_id" "lang"
        "read_aloud" "signed_on" "at"];
    REVIEW = "plan_review" ["agency_id" "id" "plan_id" "member_id" "version_id" "reviewed_on" "words" "late_reason"
        "author_kind" "author_id" "at"];
    REVIEW_GOAL = "plan_review_goal" ["agency_id" "review_id" "goal_id" "goal_words" "words" "status" "attainment"];
    AUDIT = "audit_event" ["agency_id" "id" "at" "actor_kind" "actor_id" "operation" "subject_kind" "member_id" "basis"
        "outcome"];
    CLASH = "plan_clash" ["agency_id" "id" "plan_id" "owner_id" "field" "other_body" "author_kind" "author_id" "at"];
    LINK = "sign_link" ["agency_id" "id" "version_id" "token_hash" "signer" "name" "made_by" "made_at" "until"];
    WISH = "peer_wish" ["agency_id" "id" "member_id" "asked_at"];
    ADOPTION = "rule_adoption" ["agency_id" "id" "rule_pack" "rule_key" "rule_value" "source" "adopted_by"
        "adopted_at"];
    JOIN_CODE = "join_code" ["agency_id" "id" "member_id" "code_hash" "made_by" "made_at" "until" "used_at"];
    JOIN_CLAIM = "join_claim" ["person_id" "code_id" "chart_agency_id" "claimed_at"];
    START = "service_start" ["agency_id" "id" "member_id" "how" "name" "said_on" "by_kind" "by_id" "at"];
    NOTICE = "patient_notice" ["agency_id" "id" "member_id" "version" "lang" "how" "given_at" "given_on"
        "given_by_kind" "given_by_id" "acknowledged_at" "acknowledged_by_kind"];
    CONSENT = "consent" ["agency_id" "id" "member_id" "kind" "lang" "terms" "document" "hash" "made_on" "made_at"
        "made_by" "revoked_at" "revoked_how" "ended_by_kind" "ended_by_id"];
    RECIPIENT = "consent_recipient" ["agency_id" "id" "consent_id" "member_id" "position" "name" "kind" "revoked_at"
        "revoked_how" "revoked_by_kind" "revoked_by_id"];
    CONSENT_SIGNATURE = "consent_signature" ["agency_id" "id" "consent_id" "member_id" "signer" "name" "how"
        "witness_id" "lang" "signed_on" "at"];
    RESTRICTION = "restriction" ["agency_id" "id" "member_id" "piece" "recipient" "words" "answer" "asked_at"
        "asked_by_kind" "asked_by_id" "answered_at" "answered_by"];
    DISCLOSURE = "disclosure" ["agency_id" "id" "member_id" "at" "by_staff" "recipient" "recipient_kind" "what"
        "version_id" "purpose" "basis" "consent_id" "consent_recipient_id" "notice"];
    REQUEST = "privacy_request" ["agency_id" "id" "member_id" "kind" "words" "asked_at" "due_on"];
    COMPLAINT = "complaint" ["agency_id" "id" "words" "made_on" "code_hash"];
    KEY = "member_key" ["agency_id" "kind" "key" "member_id"];
}

/// Takes rows, and gives identities and times.
pub(super) struct Ledger<'l> {
    loader: &'l mut Loader,
    keys: Vec<(Value, String, String, Value)>,
    pub(super) ids: Ids,
    pub(super) now: Moment,
}

impl<'l> Ledger<'l> {
    pub(super) fn new(loader: &'l mut Loader, ids: Ids, now: Moment) -> Self {
        for (table, columns) in ALL {
            loader.table(table, columns);
        }
        Self { loader, keys: Vec::new(), ids, now }
    }

    /// A row of a table, its values in the order of the table's columns.
    pub(super) fn put<const N: usize>(&mut self, table: Table, row: [Value; N]) -> Result<(), Fault> {
        self.loader.table(table.0, table.1);
        Ok(self.loader.give(row)?)
    }

    /// A search key of a member.
    pub(super) fn key(&mut self, agency: Value, kind: String, key: String, member: Value) {
        self.keys.push((agency, key, kind, member));
    }

    /// Puts in what was held back.
    pub(super) fn finish(mut self) -> Result<(), Fault> {
        let mut keys = std::mem::take(&mut self.keys);
        let order = |value: &Value| match value {
            Value::Id(bytes) => *bytes,
            _ => [0; 16],
        };
        keys.sort_unstable_by(|one, other| {
            (order(&one.0), &one.1, &one.2, order(&one.3)).cmp(&(order(&other.0), &other.1, &other.2, order(&other.3)))
        });
        keys.dedup();
        for (agency, key, kind, member) in keys {
            self.put(KEY, [agency, Value::Text(kind), Value::Text(key), member])?;
        }
        Ok(())
    }
}

/// Days of a story, counted back from today, and only on days when people work.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub(super) today: Date,
    now: Moment,
    zone: TimeZone,
}

impl Days {
    pub(super) fn new(now: Moment, zone: TimeZone) -> Self {
        Self { today: now.date(&zone), now, zone }
    }

    /// The working day that many days ago, or the one before it.
    pub(super) fn ago(&self, days: i64) -> Date {
        let day = plus_days(self.today, -days.max(0));
        match day.weekday() {
            Weekday::Saturday => plus_days(day, -1),
            Weekday::Sunday => plus_days(day, -2),
            _ => day,
        }
    }

    /// A moment of such a day, never later than now.
    pub(super) fn moment(&self, day: Date, hour: i8, minute: i8) -> Moment {
        let at = day.at(hour.clamp(0, 23), minute.clamp(0, 59), 0, 0).to_zoned(self.zone.clone());
        at.map_or(self.now, |at| Moment::from(at.timestamp()).min(self.now))
    }
}
