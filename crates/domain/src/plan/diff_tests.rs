use super::*;
use crate::plan::samples::{self, id};
use proptest::prelude::{any, prop_assert_eq, proptest};
use std::collections::BTreeSet;

/// Two goals; the first holds two strategies, the first of which holds two actions.
fn plan() -> PlanContent {
    let mut goal = samples::goal(1);
    let mut strategy = samples::strategy(11);
    strategy.actions = vec![samples::action(21), samples::action(22)];
    goal.strategies = vec![strategy, samples::strategy(12)];
    PlanContent { goals: vec![goal, samples::goal(2)], ..PlanContent::default() }
}

fn goal(plan: &mut PlanContent) -> &mut Goal {
    &mut plan.goals[0]
}

fn strategy(plan: &mut PlanContent) -> &mut Strategy {
    &mut plan.goals[0].strategies[0]
}

fn action(plan: &mut PlanContent) -> &mut Action {
    &mut plan.goals[0].strategies[0].actions[1]
}

type Write = fn(&mut PlanContent);
type Edit = (Field, Write);

/// One edit for each field there is.
fn edits() -> Vec<Edit> {
    let texts: [(T, Write); 19] = [
        (T::GoodLife, |plan| plan.good_life.push('x')),
        (T::Strengths, |plan| plan.strengths.push('x')),
        (T::Home, |plan| plan.home.push('x')),
        (T::Recommendation, |plan| plan.recommendation.push('x')),
        (T::GoalStatement, |plan| goal(plan).statement.push('x')),
        (T::GoalWhy, |plan| goal(plan).why.push('x')),
        (T::GoalSpecific, |plan| goal(plan).specific.push('x')),
        (T::GoalMeasure, |plan| goal(plan).measure.what.push('x')),
        (T::GoalBaseline, |plan| goal(plan).measure.baseline.push('x')),
        (T::GoalTarget, |plan| goal(plan).measure.target.push('x')),
        (T::GoalAchievable, |plan| goal(plan).achievable.push('x')),
        (T::GoalRelevant, |plan| goal(plan).relevant.push('x')),
        (T::StrategyStatement, |plan| strategy(plan).statement.push('x')),
        (T::StrategyStrength, |plan| strategy(plan).strength.push('x')),
        (T::StrategyBarrier, |plan| strategy(plan).barrier.push('x')),
        (T::StrategySupport, |plan| strategy(plan).support_person.push('x')),
        (T::ActionWhat, |plan| action(plan).what.push('x')),
        (T::ActionWhoName, |plan| action(plan).who_name.push('x')),
        (T::ActionWhen, |plan| action(plan).when.push('x')),
    ];
    let details: [(Detail, Write); 12] = [
        (Detail::Corner, |plan| plan.corner.push(CornerPerson { name: "Rosa".into(), relation: "sister".into() })),
        (Detail::Pathways, |plan| {
            let standing = crate::plan::Standing::Curious;
            plan.pathways.push(PathwayChoice { key: "faith".into(), custom: String::new(), standing });
        }),
        (Detail::Frequency, |plan| plan.frequency = Some(Frequency { days_per_week: 1, minutes_per_week: 60 })),
        (Detail::LifeAreas, |plan| goal(plan).life_areas.push("home".into())),
        (Detail::Importance, |plan| goal(plan).importance = Ruler::try_from(7).ok()),
        (Detail::Confidence, |plan| goal(plan).confidence = Ruler::try_from(0).ok()),
        (Detail::Status, |plan| goal(plan).status = GoalStatus::LetGo),
        (Detail::Due, |plan| goal(plan).due = "2027-01-31".parse().ok()),
        (Detail::Who, |plan| action(plan).who = ActionWho::Together),
        (Detail::On, |plan| action(plan).on = "2027-01-31".parse().ok()),
        (Detail::Repeat, |plan| action(plan).repeat = Repeat::Weekly),
        (Detail::Link, |plan| {
            let (when, place) = (String::new(), String::new());
            action(plan).link = Some(ActionLink {
                meeting: id(31),
                name: "Thursday group".into(),
                when,
                place,
                online: String::new(),
                phone: String::new(),
            });
        }),
    ];
    let texts = texts.into_iter().map(|(field, edit)| (Field::Text(field), edit));
    texts.chain(details.into_iter().map(|(detail, edit)| (Field::Detail(detail), edit))).collect()
}

fn kinds(changes: &[Change]) -> Vec<(Item, &ChangeKind)> {
    changes.iter().map(|change| (change.item, &change.kind)).collect()
}

#[test]
fn the_edits_of_these_tests_cover_every_field() {
    let fields: BTreeSet<Field> = edits().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields.len(), T::ALL.len() + Detail::ALL.len());
    let codes: BTreeSet<&str> = fields.iter().map(|field| field.code()).collect();
    assert_eq!(codes.len(), fields.len(), "each has a code of its own");
}

#[test]
fn a_changed_text_says_what_stood_and_what_stands() {
    let old = plan();
    let mut new = plan();
    goal(&mut new).statement = "Goal one".into();
    let changes = diff(&old, &new);
    let [Change { item, title, kind: ChangeKind::Changed { field, before, after, words } }] = changes.as_slice() else {
        panic!("one change: {changes:?}");
    };
    assert_eq!((*item, title.as_str(), field.code()), (Item::Goal(id(1)), "Goal one", "goal-statement"));
    assert_eq!((before, after), (&Value::Text("Goal 1".into()), &Value::Text("Goal one".into())));
    assert_eq!(
        words.as_slice(),
        [Segment::Same("Goal ".into()), Segment::Gone("1".into()), Segment::Come("one".into())]
    );
}

#[test]
fn an_answer_taken_back_leaves_nothing() {
    let mut old = plan();
    goal(&mut old).due = "2027-01-31".parse().ok();
    let changes = diff(&old, &plan());
    assert!(
        matches!(
            &changes[..],
            [Change { kind: ChangeKind::Changed { before: Value::Date(_), after: Value::Nothing, .. }, .. }]
        ),
        "{changes:?}"
    );
}

#[test]
fn a_goal_comes_and_goes_as_one_change() {
    let old = plan();
    let mut new = plan();
    new.goals.remove(0);
    assert_eq!(kinds(&diff(&old, &new)), [(Item::Goal(id(1)), &ChangeKind::Removed)]);
    assert_eq!(kinds(&diff(&new, &old)), [(Item::Goal(id(1)), &ChangeKind::Added)]);
}

#[test]
fn parts_of_a_goal_that_stays_come_and_go_by_themselves() {
    let old = plan();
    let mut new = plan();
    goal(&mut new).strategies.remove(1);
    strategy(&mut new).actions.remove(0);
    let gone = diff(&old, &new);
    assert_eq!(
        kinds(&gone),
        [(Item::Action(id(21)), &ChangeKind::Removed), (Item::Strategy(id(12)), &ChangeKind::Removed)]
    );
    assert_eq!(gone[0].title, "Action 21");
    assert_eq!(
        kinds(&diff(&new, &old)),
        [(Item::Action(id(21)), &ChangeKind::Added), (Item::Strategy(id(12)), &ChangeKind::Added)]
    );
}

#[test]
fn what_moves_to_another_goal_keeps_its_identity_and_its_changes() {
    let old = plan();
    let mut new = plan();
    let mut strategy = new.goals[0].strategies.remove(0);
    strategy.barrier = "Late shifts".into();
    new.goals.remove(0);
    new.goals[0].strategies.push(strategy);
    let changes = diff(&old, &new);
    let items: Vec<Item> = changes.iter().map(|change| change.item).collect();
    assert_eq!(items, [Item::Strategy(id(11)), Item::Strategy(id(11)), Item::Goal(id(1))]);
    assert_eq!(changes[0].kind, ChangeKind::Moved);
    assert!(matches!(changes[1].kind, ChangeKind::Changed { field: Field::Text(T::StrategyBarrier), .. }));
    assert_eq!(changes[2].kind, ChangeKind::Removed);
}

#[test]
fn an_action_that_moves_into_a_new_goal_is_not_lost() {
    let old = plan();
    let mut new = plan();
    let action = strategy(&mut new).actions.remove(0);
    let mut home = samples::strategy(13);
    home.actions.push(action);
    let mut goal = samples::goal(3);
    goal.strategies.push(home);
    new.goals.push(goal);
    assert_eq!(
        kinds(&diff(&old, &new)),
        [(Item::Goal(id(3)), &ChangeKind::Added), (Item::Action(id(21)), &ChangeKind::Moved)]
    );
}

#[test]
fn one_goal_put_first_is_one_move() {
    let goals = |order: &[u8]| PlanContent {
        goals: order.iter().map(|number| samples::goal(*number)).collect(),
        ..PlanContent::default()
    };
    let changes = diff(&goals(&[1, 2, 3, 4]), &goals(&[4, 1, 2, 3]));
    assert_eq!(kinds(&changes), [(Item::Goal(id(4)), &ChangeKind::Moved)]);
}

proptest! {
    #[test]
    fn nothing_changes_between_a_plan_and_itself(chosen in proptest::collection::vec(any::<bool>(), 31)) {
        let mut plan = plan();
        edits().iter().zip(&chosen).filter(|(_, on)| **on).for_each(|((_, edit), _)| edit(&mut plan));
        prop_assert_eq!(diff(&plan, &plan), vec![]);
    }

    #[test]
    fn exactly_the_fields_that_changed_are_told(chosen in proptest::collection::vec(any::<bool>(), 31)) {
        let mut new = plan();
        let mut changed = BTreeSet::new();
        for ((field, edit), _) in edits().iter().zip(&chosen).filter(|(_, on)| **on) {
            edit(&mut new);
            changed.insert(*field);
        }
        let told: Vec<Field> = diff(&plan(), &new)
            .iter()
            .filter_map(|change| match &change.kind {
                ChangeKind::Changed { field, before, after, .. } if before != after => Some(*field),
                _ => None,
            })
            .collect();
        prop_assert_eq!(told.len(), diff(&plan(), &new).len());
        prop_assert_eq!(told.len(), changed.len());
        prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), changed);
    }
}
