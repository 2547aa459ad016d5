//! Members with consents, recipients, signatures and restrictions of every kind, thrown from a seed and written as rows.

use access::{Loader, StoreError, params};
use domain::consent::{Answer, ConsentKind, Expiry, Parts, Piece, Recipient, RecipientKind, Signer, Terms};
use domain::id::{AgencyId, ConsentId, Identity, MemberId, RowId, StaffId};
use domain::people::Regime;
use domain::text::Line;
use domain::time::{Date, Moment, plus_days};

/// Numbers from a seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn up_to(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % most
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.up_to(of.len())].clone()
    }
}

/// One recipient of one consent, as it was made.
#[derive(Debug, Clone)]
pub struct Case {
    pub kind: ConsentKind,
    pub pieces: Vec<Piece>,
    pub name: String,
    pub recipient: RecipientKind,
    pub signed: Vec<(Signer, Date)>,
    pub expiry: Expiry,
    pub happened_on: Option<Date>,
    pub revoked: bool,
    pub declined: bool,
    pub withdrawn: bool,
}

/// What a member asked us to keep in.
#[derive(Debug, Clone)]
pub struct Kept {
    pub piece: Option<Piece>,
    pub name: Option<String>,
    pub answer: Answer,
}

/// A member with everything that bears on what may leave.
#[derive(Debug, Clone)]
pub struct Subject {
    pub born_on: Option<Date>,
    pub cases: Vec<Case>,
    pub kept: Vec<Kept>,
    pub regimes: Vec<Regime>,
}

/// What speaks against letting something go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    TakenBack,
    TakenBackForThisOne,
    SaidNo,
    Over,
    NotSigned,
    SignedLater,
    NotThisDoor,
    NotNamed,
    Restricted,
}

impl Against {
    pub const ALL: [Self; 9] = [
        Self::TakenBack,
        Self::TakenBackForThisOne,
        Self::SaidNo,
        Self::Over,
        Self::NotSigned,
        Self::SignedLater,
        Self::NotThisDoor,
        Self::NotNamed,
        Self::Restricted,
    ];

    pub const fn message(self) -> &'static str {
        match self {
            Self::TakenBack | Self::TakenBackForThisOne => "shut-revoked",
            Self::SaidNo => "shut-declined",
            Self::Over => "shut-expired",
            Self::NotSigned => "shut-waiting",
            Self::SignedLater => "shut-not-yet",
            Self::NotThisDoor => "shut-kind",
            Self::NotNamed => "shut-not-covered",
            Self::Restricted => "shut-restricted",
        }
    }
}

impl Case {
    /// A consent with which nothing is wrong.
    fn whole(dice: &mut Dice, name: String, today: Date) -> Self {
        let kind = dice.pick(&[ConsentKind::Specific, ConsentKind::Tpo, ConsentKind::Intermediary]);
        let recipient = match kind {
            ConsentKind::Intermediary => RecipientKind::Intermediary,
            _ => dice.pick(RecipientKind::FOR_A_CONSENT),
        };
        let event = Expiry::Event(Line::parse("the move").expect("a line"));
        let expiry = match (dice.up_to(4), kind) {
            (0, ConsentKind::Tpo) => Expiry::None,
            (0 | 1, _) => event,
            (2, _) => Expiry::On(today),
            _ => Expiry::On(plus_days(today, 30)),
        };
        let mut pieces = vec![Piece::Plan];
        pieces.extend((dice.up_to(2) == 0).then_some(Piece::Reviews));
        let day = dice.pick(&[today, plus_days(today, -10)]);
        let signed = vec![(Signer::Member, day), (Signer::Guardian, day)];
        Self {
            kind,
            pieces,
            name,
            recipient,
            signed,
            expiry,
            happened_on: None,
            revoked: false,
            declined: false,
            withdrawn: false,
        }
    }

    /// Makes one thing wrong with it; a restriction is the member's and not the consent's.
    fn spoil(&mut self, why: Against, dice: &mut Dice, today: Date) {
        match why {
            Against::TakenBack => self.revoked = true,
            Against::TakenBackForThisOne => self.withdrawn = true,
            Against::SaidNo => self.declined = true,
            Against::Over => match self.expiry {
                Expiry::Event(_) => self.happened_on = Some(today),
                _ => self.expiry = Expiry::On(plus_days(today, -1)),
            },
            // The second is wrong for the young alone.
            Against::NotSigned if dice.up_to(2) == 0 => self.signed.retain(|(who, _)| *who == Signer::Guardian),
            Against::NotSigned => self.signed.retain(|(who, _)| *who == Signer::Member),
            Against::SignedLater => self.signed.iter_mut().for_each(|one| one.1 = plus_days(today, 1)),
            Against::NotThisDoor => {
                // These have an end.
                self.expiry = Expiry::On(plus_days(today, 30));
                self.kind =
                    dice.pick(&[ConsentKind::CriminalJustice, ConsentKind::Proceedings, ConsentKind::CounselingNotes]);
                self.recipient = RecipientKind::Authority;
            }
            Against::NotNamed => self.pieces = vec![Piece::Participation],
            Against::Restricted => {}
        }
    }
}

impl Subject {
    pub fn throw(dice: &mut Dice, number: usize, today: Date) -> Self {
        // One is eighteen today, one will be tomorrow.
        let years = |years: i16, days| {
            let day = plus_days(today, days);
            Date::new(day.year() - years, day.month(), day.day()).ok()
        };
        let born_on = match dice.up_to(6) {
            0 => years(18, 0),
            1 => years(18, 1),
            2 => years(15, 40),
            3 => years(44, 0),
            _ => None,
        };
        let mut subject = Self { born_on, cases: Vec::new(), kept: Vec::new(), regimes: Vec::new() };
        for at in 0..8 {
            let name = format!("Dr. Inés Río {number}.{at}");
            let mut case = Case::whole(dice, name.clone(), today);
            let wrong = dice.pick(&[0, 0, 0, 1, 1, 1, 1, 1, 2, 3]);
            for _ in 0..wrong {
                let why = dice.pick(&Against::ALL);
                case.spoil(why, dice, today);
                if why == Against::Restricted {
                    let name =
                        dice.pick(&[name.clone(), name.to_uppercase().replace('É', "E"), name.replace("Dr. ", "Dr ")]);
                    let piece = dice.pick(&[None, Some(Piece::Plan)]);
                    let answer = dice.pick(&[Answer::Agreed, Answer::Asked]);
                    subject.kept.push(Kept { piece, name: Some(name), answer });
                }
            }
            subject.cases.push(case);
        }
        // What keeps nothing in: answered with no, taken back, about something else, from somebody else.
        for _ in 0..dice.up_to(3) {
            let kept = match dice.up_to(3) {
                0 => Kept { piece: None, name: None, answer: dice.pick(&[Answer::Declined, Answer::Ended]) },
                1 => Kept { piece: Some(Piece::Coverage), name: None, answer: Answer::Agreed },
                _ => Kept { piece: None, name: Some("Somebody else".to_owned()), answer: Answer::Agreed },
            };
            subject.kept.push(kept);
        }
        if dice.up_to(25) == 0 {
            subject.kept.push(Kept { piece: None, name: None, answer: dice.pick(&[Answer::Agreed, Answer::Asked]) });
        }
        let regimes = [Regime::Part2, Regime::HipaaOnly, Regime::StateOnly, Regime::Undecided, Regime::HipaaOnly];
        subject.regimes = (0..dice.up_to(3)).map(|_| dice.pick(&regimes)).collect();
        subject
    }
}

pub fn id<T: Identity>(kind: u8, number: usize) -> T {
    let mut bytes = [0xc1; 16];
    bytes[0] = kind;
    bytes[8..].copy_from_slice(&u64::try_from(number).expect("a number").to_be_bytes());
    T::from_bytes(bytes)
}

pub fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

/// Rows of everybody, with dana beside each of them.
pub fn load(
    loader: &mut Loader,
    subjects: &[Subject],
    agency: AgencyId,
    dana: StaffId,
    today: Date,
) -> Result<(), StoreError> {
    let programs = [Regime::Part2, Regime::HipaaOnly, Regime::StateOnly, Regime::Undecided];
    loader.table("program", &["agency_id", "id", "name", "rule_pack", "regime", "starts_on"]);
    for (at, regime) in programs.iter().enumerate() {
        loader.push(&params![agency, id::<RowId>(5, at), "P", "plain-grant", regime.code(), "2020-01-01"])?;
    }
    let mut lines = 0;
    for (at, subject) in subjects.iter().enumerate() {
        let member: MemberId = id(4, at);
        loader.table(
            "member",
            &[
                "agency_id",
                "id",
                "called",
                "born_on",
                "lang",
                "state",
                "state_since",
                "joined",
                "restricted",
                "revision",
                "created_at",
            ],
        );
        let row = params![agency, member, "Ash", subject.born_on, "en", "active", today, false, false, 1_i64, 0_i64];
        loader.push(&row)?;
        loader.table("assignment", &["agency_id", "id", "member_id", "staff_id", "kind", "from_on"]);
        loader.push(&params![agency, id::<RowId>(9, at), member, dana, "primary", "2020-01-01"])?;
        loader.table(
            "enrolment",
            &[
                "agency_id",
                "id",
                "member_id",
                "program_id",
                "beneficiary_id",
                "regime",
                "starts_on",
                "ends_on",
                "revision",
            ],
        );
        for (place, regime) in subject.regimes.iter().enumerate() {
            let program = programs.iter().position(|one| one == regime).expect("a program");
            // What a program kept stays under its rule when somebody leaves it.
            let ends = (place == 1).then_some("2021-01-01");
            let (row, program): (RowId, RowId) = (id(8, at * 4 + place), id(5, program));
            loader.push(&params![agency, row, member, program, member, regime.code(), "2020-01-01", ends, 1_i64])?;
        }
        loader.table(
            "restriction",
            &[
                "agency_id",
                "id",
                "member_id",
                "piece",
                "recipient",
                "answer",
                "asked_at",
                "asked_by_kind",
                "asked_by_id",
            ],
        );
        for (place, kept) in subject.kept.iter().enumerate() {
            let (row, piece): (RowId, _) = (id(13, at * 64 + place), kept.piece.map(Piece::code));
            let row =
                params![agency, row, member, piece, kept.name.clone(), kept.answer.code(), 0_i64, "member", member];
            loader.push(&row)?;
        }
        for case in &subject.cases {
            lines += 1;
            load_case(loader, case, (agency, member, dana), lines, today)?;
        }
    }
    Ok(())
}

fn load_case(
    loader: &mut Loader,
    case: &Case,
    (agency, member, dana): (AgencyId, MemberId, StaffId),
    number: usize,
    today: Date,
) -> Result<(), StoreError> {
    let (consent, recipient): (ConsentId, RowId) = (id(20, number), id(21, number));
    // The day of its end may be past by now: it was made when it was not.
    let long_ago = plus_days(today, -3_000);
    let parts = Parts {
        pieces: case.pieces.clone(),
        words: None,
        recipients: vec![Recipient { name: line(&case.name), kind: case.recipient }],
        participants: Some(line("Clinics of the county")),
        purpose: Some(line("so that we plan together")),
        expiry: Some(case.expiry.clone()),
        irrevocable_until: None,
        no_fundraising: false,
    };
    let kind = case.kind;
    let terms = Terms::new(kind, parts, long_ago).map_err(|why| StoreError::Other(format!("{case:?}: {why:?}")))?;
    let terms = serde_json::to_string(&terms).map_err(|why| StoreError::Other(why.to_string()))?;
    let then = Some(Moment::from_micros(1));
    loader.table(
        "consent",
        &[
            "agency_id",
            "id",
            "member_id",
            "kind",
            "lang",
            "terms",
            "document",
            "hash",
            "made_on",
            "made_at",
            "made_by",
            "happened_on",
            "declined_at",
            "revoked_at",
            "revoked_how",
        ],
    );
    loader.push(&params![
        agency,
        consent,
        member,
        kind.code(),
        "en",
        terms,
        vec![1_u8],
        "hash",
        long_ago,
        0_i64,
        dana,
        case.happened_on,
        then.filter(|_| case.declined),
        then.filter(|_| case.revoked),
        case.revoked.then_some("own")
    ])?;
    loader.table(
        "consent_recipient",
        &["agency_id", "id", "consent_id", "member_id", "position", "name", "kind", "revoked_at"],
    );
    let gone = then.filter(|_| case.withdrawn);
    loader.push(&params![agency, recipient, consent, member, 0_i64, case.name.clone(), case.recipient.code(), gone])?;
    loader.table(
        "consent_signature",
        &["agency_id", "id", "consent_id", "member_id", "signer", "name", "how", "lang", "signed_on", "at"],
    );
    for (place, (signer, on)) in case.signed.iter().enumerate() {
        let row: RowId = id(22, number * 2 + place);
        loader.push(&params![agency, row, consent, member, signer.code(), "Ash", "own-session", "en", *on, 0_i64])?;
    }
    Ok(())
}
