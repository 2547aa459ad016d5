//! The pieces of writing in a plan, each with a revision of its own.

use crate::coded::coded;

coded! {
    /// A piece of writing in a draft. Its owner is the plan, a goal, a strategy or an action.
    TextField {
        /// Plan: what a good life looks like to me.
        GoodLife = "good-life",
        /// Plan: my strengths.
        Strengths = "strengths",
        /// Plan: how home affects my wellness.
        Home = "home",
        /// Plan: the recommendation it rests on.
        Recommendation = "recommendation",
        /// Goal: the goal itself.
        GoalStatement = "goal-statement",
        /// Goal: why it matters.
        GoalWhy = "goal-why",
        /// Goal: what exactly.
        GoalSpecific = "goal-specific",
        /// Goal: what is counted or noticed.
        GoalMeasure = "goal-measure",
        /// Goal: where it stands now.
        GoalBaseline = "goal-baseline",
        /// Goal: where it should come to.
        GoalTarget = "goal-target",
        /// Goal: what makes it possible.
        GoalAchievable = "goal-achievable",
        /// Goal: how it fits.
        GoalRelevant = "goal-relevant",
        /// Strategy: the way itself.
        StrategyStatement = "strategy-statement",
        /// Strategy: a strength it builds on.
        StrategyStrength = "strategy-strength",
        /// Strategy: what may get in the way.
        StrategyBarrier = "strategy-barrier",
        /// Strategy: who may help.
        StrategySupport = "strategy-support",
        /// Action: what is done.
        ActionWhat = "action-what",
        /// Action: the name of somebody else who does it.
        ActionWhoName = "action-who-name",
        /// Action: when, in words.
        ActionWhen = "action-when",
    }
}
