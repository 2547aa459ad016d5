//! What a plan says, and its rows: a draft, versions with signatures, a review.

use super::agency::{Colleague, Team};
use super::ledger::{self, Ledger};
use super::life::Who;
use super::script::{GoalScript, Life};
use crate::Fault;
use access::params;
use domain::id::{ActionId, GoalId, Identity, MemberId, PlanId, ReviewId, RowId, SignatureId, StrategyId, VersionId};
use domain::lang::Lang;
use domain::plan::{
    Action, ActionLink, CornerPerson, Frequency, Goal, GoalStatus, HowSigned, Measure, PathwayChoice, PlanContent,
    PlanDocument, Repeat, RulePackRef, Ruler, SCHEMA, SignerKind, Standing, Strategy, TextField, complete,
};
use domain::time::{Date, plus_days};
use fastrand::Rng;

/// Pathways that invented people walk; keys of `content/pathways.toml`.
const PATHWAYS: [&str; 8] = [
    "twelve-step",
    "medication",
    "wrap",
    "movement-nature",
    "faith",
    "creative-arts",
    "recovery-center",
    "personal-medicine",
];

/// About how many times an action was done lately, at most.
const TIMES: i64 = 6;

fn broken(why: domain::plan::UnknownCode) -> Fault {
    Fault::Broken(format!("content/demo: {why}"))
}

/// What somebody writes in a plan.
pub(super) fn content(
    ledger: &mut Ledger<'_>,
    who: &Who,
    life: &Life,
    goals: &[&GoalScript],
    meeting: Option<&ActionLink>,
    asks: bool,
    rng: &mut Rng,
) -> Result<PlanContent, Fault> {
    let corner = who.allies.iter().filter(|ally| ally.in_plan);
    let first = rng.usize(..PATHWAYS.len());
    let standings = [Standing::Using, Standing::Trying, Standing::Curious, Standing::HelpedBefore];
    let pathways = (0..rng.usize(1..4)).filter_map(|nth| {
        let key = (*PATHWAYS.get((first + nth * 3) % PATHWAYS.len())?).to_owned();
        let standing = standings.get((first + nth) % standings.len()).copied()?;
        Some(PathwayChoice { key, custom: String::new(), standing })
    });
    Ok(PlanContent {
        good_life: life.good_life.clone(),
        strengths: life.strengths.clone(),
        home: life.home.clone(),
        corner: corner.map(|ally| CornerPerson { name: ally.name.clone(), relation: ally.words.clone() }).collect(),
        pathways: pathways.collect(),
        goals: goals
            .iter()
            .map(|script| goal(ledger, script, meeting, who.today, rng))
            .collect::<Result<Vec<_>, Fault>>()?,
        // Where a payer asks how often and on whose word.
        frequency: asks.then(|| Frequency { days_per_week: 1 + u8::from(goals.len() > 1), minutes_per_week: 90 }),
        recommendation: if asks { recommendation(who.lang).to_owned() } else { String::new() },
    })
}

/// What the recommendation says, as the plan quotes it.
fn recommendation(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Peer support, once or twice a week for six months, to keep what has been won.",
        Lang::Es => "Apoyo entre pares, una o dos veces por semana durante seis meses, para cuidar lo logrado.",
    }
}

fn goal(
    ledger: &mut Ledger<'_>,
    script: &GoalScript,
    meeting: Option<&ActionLink>,
    today: Date,
    rng: &mut Rng,
) -> Result<Goal, Fault> {
    let id: GoalId = ledger.ids.next();
    let strategy: StrategyId = ledger.ids.next();
    let mut actions = Vec::new();
    for (place, (what, who, repeat)) in script.actions.iter().enumerate() {
        let repeat: Repeat = repeat.parse().map_err(broken)?;
        let once = repeat == Repeat::Once;
        actions.push(Action {
            id: ledger.ids.next::<ActionId>(),
            what: what.clone(),
            who: who.parse().map_err(broken)?,
            who_name: String::new(),
            on: once.then(|| plus_days(today, rng.i64(-3..20))),
            when: String::new(),
            repeat,
            link: meeting.filter(|_| script.meeting && place == 0).cloned(),
        });
    }
    let [what, baseline, target] = script.measure.clone();
    Ok(Goal {
        id,
        statement: script.statement.clone(),
        why: script.why.clone(),
        life_areas: vec![script.area.clone()],
        importance: Ruler::try_from(rng.u8(7..=10)).ok(),
        confidence: Ruler::try_from(rng.u8(3..=7)).ok(),
        status: GoalStatus::Active,
        specific: String::new(),
        measure: Measure { what, baseline, target },
        achievable: String::new(),
        relevant: String::new(),
        due: Some(plus_days(today, rng.i64(20..120))),
        strategies: vec![Strategy {
            id: strategy,
            statement: script.strategy.clone(),
            strength: script.strength.clone(),
            barrier: script.barrier.clone(),
            support_person: script.support.clone(),
            actions,
        }],
    })
}

/// A plan under way: whose it is, and who writes it.
pub(super) struct Draft<'d> {
    pub(super) team: &'d Team,
    pub(super) who: &'d Who,
    pub(super) peer: &'d Colleague,
    pub(super) member: MemberId,
    pub(super) plan: PlanId,
}

impl Draft<'_> {
    /// The draft as the tables hold it.
    pub(super) fn write(
        &self,
        ledger: &mut Ledger<'_>,
        content: &PlanContent,
        day: Date,
        rng: &mut Rng,
    ) -> Result<(), Fault> {
        let Self { team, who, plan, .. } = self;
        let agency = team.agency;
        let at = team.days.moment(day, rng.i8(9..17), rng.i8(0..60));
        let json = |why: serde_json::Error| Fault::Broken(why.to_string());
        let pathways = serde_json::to_string(&content.pathways).map_err(json)?;
        let days = content.frequency.map(|often| i64::from(often.days_per_week));
        let minutes = content.frequency.map(|often| i64::from(often.minutes_per_week));
        ledger
            .put(ledger::PLAN, params![agency, *plan, self.member, who.lang, pathways, days, minutes, 1i64, at, at])?;
        let texts = [
            (TextField::GoodLife, &content.good_life),
            (TextField::Strengths, &content.strengths),
            (TextField::Home, &content.home),
            (TextField::Recommendation, &content.recommendation),
        ];
        self.texts(ledger, plan.bytes(), &texts, day)?;
        for (place, goal) in content.goals.iter().enumerate() {
            let areas = serde_json::to_string(&goal.life_areas).map_err(json)?;
            let mark = |ruler: Option<Ruler>| ruler.map(|ruler| i64::from(u8::from(ruler)));
            let (importance, confidence) = (mark(goal.importance), mark(goal.confidence));
            let status = goal.status.code();
            let position = place as i64;
            ledger.put(
                ledger::GOAL,
                params![agency, goal.id, *plan, position, status, areas, importance, confidence, goal.due, 1i64, at],
            )?;
            let texts = [
                (TextField::GoalStatement, &goal.statement),
                (TextField::GoalWhy, &goal.why),
                (TextField::GoalMeasure, &goal.measure.what),
                (TextField::GoalBaseline, &goal.measure.baseline),
                (TextField::GoalTarget, &goal.measure.target),
            ];
            self.texts(ledger, goal.id.bytes(), &texts, day)?;
            for strategy in &goal.strategies {
                self.strategy(ledger, goal.id, strategy, day)?;
            }
        }
        Ok(())
    }

    fn strategy(&self, ledger: &mut Ledger<'_>, goal: GoalId, strategy: &Strategy, day: Date) -> Result<(), Fault> {
        let (agency, plan) = (self.team.agency, self.plan);
        ledger.put(ledger::STRATEGY, params![agency, strategy.id, plan, goal, 0i64])?;
        let texts = [
            (TextField::StrategyStatement, &strategy.statement),
            (TextField::StrategyStrength, &strategy.strength),
            (TextField::StrategyBarrier, &strategy.barrier),
            (TextField::StrategySupport, &strategy.support_person),
        ];
        self.texts(ledger, strategy.id.bytes(), &texts, day)?;
        for (place, action) in strategy.actions.iter().enumerate() {
            let link = action.link.as_ref().map(serde_json::to_string).transpose();
            let link = link.map_err(|why| Fault::Broken(why.to_string()))?;
            let (who, repeat, position) = (action.who.code(), action.repeat.code(), place as i64);
            ledger.put(
                ledger::ACTION,
                params![agency, action.id, plan, strategy.id, position, who, action.on, repeat, link, 1i64],
            )?;
            self.texts(ledger, action.id.bytes(), &[(TextField::ActionWhat, &action.what)], day)?;
        }
        Ok(())
    }

    fn texts(
        &self,
        ledger: &mut Ledger<'_>,
        owner: [u8; 16],
        texts: &[(TextField, &String)],
        day: Date,
    ) -> Result<(), Fault> {
        let at = self.team.days.moment(day, 11, 0);
        for (field, body) in texts.iter().filter(|(_, body)| !body.is_empty()) {
            ledger.put(
                ledger::TEXT,
                params![self.team.agency, self.plan, owner, field.code(), *body, 1i64, "staff", self.peer.id, at],
            )?;
        }
        Ok(())
    }

    /// Times that actions were done, between two days.
    pub(super) fn practice(
        &self,
        ledger: &mut Ledger<'_>,
        content: &PlanContent,
        from: Date,
        rng: &mut Rng,
    ) -> Result<(), Fault> {
        let today = self.team.days.today;
        for (_, action) in content.actions() {
            let every = match action.repeat {
                Repeat::Daily => 3,
                Repeat::Weekly => 7,
                Repeat::EveryTwoWeeks => 14,
                Repeat::Monthly => 30,
                Repeat::Once | Repeat::AsNeeded => 45,
            };
            // The last times are enough: nobody scrolls further.
            let first = plus_days(from, rng.i64(1..=every));
            let lately = plus_days(today, rng.i64(1..=every) - every * TIMES);
            let mut day = first.max(lately);
            while day < today {
                if rng.f32() < 0.7 {
                    let id: RowId = ledger.ids.next();
                    let (kind, author) = ("member", self.member);
                    let (note, at): (Option<&str>, _) = (None, self.team.days.moment(day, 18, rng.i8(0..60)));
                    ledger.put(
                        ledger::DONE,
                        params![self.team.agency, id, self.plan, action.id, day, note, kind, author, at],
                    )?;
                }
                day = plus_days(day, every);
            }
        }
        Ok(())
    }

    /// Freezes a version and lets these people sign it.
    pub(super) fn version(
        &self,
        ledger: &mut Ledger<'_>,
        number: u32,
        content: &PlanContent,
        day: Date,
        signers: &[SignerKind],
    ) -> Result<VersionId, Fault> {
        let Self { team, who, peer, member, plan } = self;
        let agency = team.agency;
        let rules = team.programs.get(who.program).and_then(|program| words::content::program_on(&program.pack, day));
        let document = PlanDocument {
            schema: SCHEMA,
            number,
            written_on: day,
            lang: who.lang,
            agency: team.name.clone(),
            member: who.called.clone(),
            rules: rules.iter().map(|pack| RulePackRef { id: pack.id.clone(), hash: pack.hash.clone() }).collect(),
            content: content.clone(),
        };
        let bytes = document.to_bytes();
        let hash = PlanDocument::hash(&bytes);
        let id: VersionId = ledger.ids.next();
        let at = team.days.moment(day, 14, 5);
        let whole = complete(signers);
        let signed_on = whole.then_some(day);
        if let Some(person) = who.person.filter(|_| signers.contains(&SignerKind::Member)) {
            ledger.put(ledger::OWN_VERSION, params![person, id, agency, i64::from(number), bytes.clone(), hash, at])?;
        }
        ledger.put(
            ledger::VERSION,
            params![
                agency,
                id,
                *plan,
                *member,
                i64::from(number),
                bytes,
                hash,
                "sign-agree-1",
                at,
                day,
                "staff",
                peer.id,
                signed_on
            ],
        )?;
        for signer in signers {
            self.signature(ledger, id, *signer, day)?;
        }
        Ok(id)
    }

    fn signature(
        &self,
        ledger: &mut Ledger<'_>,
        version: VersionId,
        signer: SignerKind,
        day: Date,
    ) -> Result<(), Fault> {
        let (team, who) = (self.team, self.who);
        let staff = match signer {
            SignerKind::Peer => Some(self.peer),
            SignerKind::Supervisor => team.holding(domain::people::Role::Supervisor),
            SignerKind::Clinician => team.holding(domain::people::Role::Clinician),
            SignerKind::Member | SignerKind::Guardian | SignerKind::Caregiver => None,
        };
        let name = match (signer, staff) {
            (SignerKind::Guardian, _) => who.allies.iter().find(|ally| ally.signs).map(|ally| ally.name.as_str()),
            (_, Some(colleague)) => Some(colleague.name.as_str()),
            (SignerKind::Member, _) => Some(who.called.as_str()),
            // Nobody here holds that part: the version waits for them.
            _ => None,
        };
        let Some(name) = name else { return Ok(()) };
        let how = if staff.is_some() || who.person.is_some() { HowSigned::OwnPin } else { HowSigned::Drawn };
        let witness = staff.is_none().then_some(self.peer.id);
        let id: SignatureId = ledger.ids.next();
        let at = team.days.moment(day, 14, if staff.is_some() { 20 } else { 12 });
        ledger.put(
            ledger::SIGNATURE,
            params![
                team.agency,
                id,
                version,
                signer.code(),
                name,
                staff.map(|colleague| colleague.id),
                how.code(),
                witness,
                who.lang,
                who.lang == Lang::Es,
                day,
                at
            ],
        )
    }

    /// A look back, goal by goal, in the member's words.
    pub(super) fn review(
        &self,
        ledger: &mut Ledger<'_>,
        version: VersionId,
        content: &PlanContent,
        goals: &[&GoalScript],
        day: Date,
    ) -> Result<(), Fault> {
        let Self { team, who, peer, member, plan } = self;
        let agency = team.agency;
        let id: ReviewId = ledger.ids.next();
        let at = team.days.moment(day, 13, 30);
        let words = match who.lang {
            Lang::En => "Some of it went slow and some of it went better than I thought. I want to keep going.",
            Lang::Es => "Unas cosas van despacio y otras mejor de lo que pensé. Quiero seguir.",
        };
        let (author, late) = (peer.id, who.lately.late.as_ref());
        ledger
            .put(ledger::REVIEW, params![agency, id, *plan, *member, version, day, words, late, "staff", author, at])?;
        for (goal, script) in content.goals.iter().zip(goals) {
            let attainment: Option<i64> = script.reached.then_some(1);
            let status = goal.status.code();
            ledger.put(
                ledger::REVIEW_GOAL,
                params![agency, id, goal.id, goal.statement, script.review, status, attainment],
            )?;
        }
        Ok(())
    }
}

/// What a plan says after a review: more confident, and with one more step.
pub(super) fn after_review(
    ledger: &mut Ledger<'_>,
    before: &PlanContent,
    goals: &[&GoalScript],
    who: &Who,
) -> PlanContent {
    let mut after = before.clone();
    for (goal, script) in after.goals.iter_mut().zip(goals) {
        let mark = goal.confidence.map_or(5, u8::from);
        goal.confidence = Ruler::try_from((mark + 2).min(10)).ok();
        if script.reached {
            goal.status = GoalStatus::Reached;
            continue;
        }
        let what = match who.lang {
            Lang::En => "Tell one person how it went",
            Lang::Es => "Contarle a una persona cómo me fue",
        };
        if let Some(strategy) = goal.strategies.first_mut() {
            strategy.actions.push(Action {
                id: ledger.ids.next::<ActionId>(),
                what: what.to_owned(),
                who: domain::plan::ActionWho::Member,
                who_name: String::new(),
                on: None,
                when: String::new(),
                repeat: Repeat::Weekly,
                link: None,
            });
        }
    }
    after
}
