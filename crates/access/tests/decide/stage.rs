//! Worlds in which one rule is the only reason to allow something, and each thing that it rests on is turned once.

use crate::world::{Assignment, COMING, Dice, Grant, HOLDS, Hour, OVER, Span, World};
use access::Operation;
use access::rules::{IN_EMERGENCY, RULES, Relation, rules_for};
use domain::people::Role;

/// How a worker comes to a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Walks,
    Covers,
    Supervises,
    /// By a role in the member's program, or in the agency.
    Within,
    /// The same, and the chart was opened in an emergency.
    Opened,
}

/// One thing to try: by whom, on which chart, and what was turned; nothing, for what should be allowed.
#[derive(Debug, Clone, Copy)]
pub struct Try {
    pub worker: usize,
    pub member: usize,
    pub turned: Option<&'static str>,
}

/// A world for one rule, one role and one way, with what is to be tried in it.
pub struct Stage {
    pub world: World,
    /// The row of the table; [`crate::world::EMERGENCY`] for an opening.
    pub rule: usize,
    pub said: String,
    pub operations: Vec<Operation>,
    pub tries: Vec<Try>,
}

/// Everything that a stage is built from.
#[derive(Debug, Clone, Copy)]
pub struct Plot {
    pub rule: usize,
    pub role: Role,
    /// Whether the role is held in one program or in the whole agency.
    pub in_program: bool,
    pub way: Way,
}

/// Charts for each plot.
fn charts(operations: usize, plots: usize) -> usize {
    (420 / (operations * plots)).max(2)
}

/// Every plot of every rule about charts, and of openings.
pub fn plots() -> Vec<(Plot, Vec<Operation>, usize)> {
    let mut found = Vec::new();
    // Nobody shares anything in these worlds; shares have tests of their own in `service`.
    let rows = RULES.iter().enumerate().filter(|(_, row)| row.relation != Relation::Shared);
    for (rule, row) in rows {
        let ways: &[Way] = match row.relation {
            Relation::Caseload => &[Way::Walks, Way::Covers, Way::Supervises],
            _ => &[Way::Within],
        };
        let operations: Vec<Operation> = row.operations.iter().copied().filter(|one| one.about_a_member()).collect();
        add(&mut found, rule, row.roles, ways, &operations);
    }
    let openers: Vec<Role> = rules_for(Operation::BreakGlass).flat_map(|row| row.roles).copied().collect();
    add(&mut found, RULES.len(), &openers, &[Way::Opened], IN_EMERGENCY);
    found
}

fn add(
    found: &mut Vec<(Plot, Vec<Operation>, usize)>,
    rule: usize,
    roles: &[Role],
    ways: &[Way],
    operations: &[Operation],
) {
    if operations.is_empty() {
        return;
    }
    let many = charts(operations.len(), roles.len() * ways.len() * 2);
    for role in roles {
        for way in ways {
            for in_program in [true, false] {
                found.push((Plot { rule, role: *role, in_program, way: *way }, operations.to_vec(), many));
            }
        }
    }
}

/// What is turned about the worker.
const OF_THE_WORKER: [&str; 6] = ["left", "role over", "role to come", "another role", "role elsewhere", "no relation"];

impl Stage {
    pub fn set(number: u16, plot: Plot, operations: Vec<Operation>, many: usize, dice: &mut Dice) -> Self {
        let said = format!("{plot:?}");
        let mut stage = Self { world: World::empty(number), rule: plot.rule, said, operations, tries: Vec::new() };
        let colleague = stage.world.worker(true);
        let worker = stage.hire(plot, None, dice);
        let bases: Vec<usize> = (0..many).map(|_| stage.chart(plot, worker, colleague, None, dice)).collect();
        if plot.way == Way::Supervises {
            stage.world.supervisions.push((worker, colleague, dice.pick(&HOLDS)));
        }
        stage.tries.extend(bases.iter().map(|member| Try { worker, member: *member, turned: None }));
        for turned in stage.turns_of_the_chart(plot) {
            for _ in 0..many {
                let member = stage.chart(plot, worker, colleague, Some(turned), dice);
                stage.tries.push(Try { worker, member, turned: Some(turned) });
            }
        }
        for turned in OF_THE_WORKER {
            let beside = matches!(plot.way, Way::Walks | Way::Covers | Way::Supervises);
            // Whoever walks beside somebody may hold the role in any program.
            if turned == "role elsewhere" && (beside || !plot.in_program) || turned == "no relation" && !beside {
                continue;
            }
            let twin = stage.hire(plot, Some(turned), dice);
            if turned != "no relation" {
                stage.relate(plot, twin, colleague, &bases, dice);
            }
            stage.tries.extend(bases.iter().map(|member| Try { worker: twin, member: *member, turned: Some(turned) }));
        }
        if plot.way == Way::Supervises {
            for (turned, span) in [("supervision over", OVER), ("supervision to come", COMING)] {
                let twin = stage.hire(plot, None, dice);
                stage.world.supervisions.push((twin, colleague, span));
                let tries = bases.iter().map(|member| Try { worker: twin, member: *member, turned: Some(turned) });
                stage.tries.extend(tries);
            }
        }
        if plot.way == Way::Opened {
            for turned in ["opening over", "opening to come", "opened by another"] {
                let twin = stage.hire(plot, None, dice);
                for member in &bases {
                    let hour = if turned == "opening over" { Hour::Past } else { Hour::ToCome };
                    if turned != "opened by another" {
                        stage.world.openings.push((*member, twin, hour));
                    }
                    stage.tries.push(Try { worker: twin, member: *member, turned: Some(turned) });
                }
            }
        }
        stage
    }

    fn turns_of_the_chart(&self, plot: Plot) -> Vec<&'static str> {
        let mut turns = vec!["barred", "own chart"];
        match plot.way {
            Way::Walks | Way::Covers | Way::Supervises => {
                turns.extend(["assignment over", "assignment to come", "of somebody else"]);
            }
            Way::Within | Way::Opened => {
                turns.push("restricted");
                if plot.in_program {
                    turns.extend(["enrollment over", "enrollment to come", "another program", "in no program"]);
                }
            }
        }
        turns
    }

    /// Somebody with the role, and with roles of all kinds that are over or to come.
    fn hire(&mut self, plot: Plot, turned: Option<&str>, dice: &mut Dice) -> usize {
        let worker = self.world.worker(turned != Some("left"));
        let span = match turned {
            Some("role over") => OVER,
            Some("role to come") => COMING,
            _ => dice.pick(&HOLDS),
        };
        let role = if turned == Some("another role") { Role::Monitor } else { plot.role };
        let program = plot.in_program.then_some(if turned == Some("role elsewhere") { 1 } else { 0 });
        self.world.grants.push(Grant { worker, role, program, span });
        for _ in 0..2 {
            let (role, span) = (dice.pick(Role::ALL), dice.pick(&[OVER, COMING]));
            let program = dice.one_in(2).then(|| dice.up_to(2));
            self.world.grants.push(Grant { worker, role, program, span });
        }
        worker
    }

    /// A chart to which `worker` stands as the plot says, with much around it that opens nothing.
    fn chart(&mut self, plot: Plot, worker: usize, colleague: usize, turned: Option<&str>, dice: &mut Dice) -> usize {
        let member = self.world.member(turned == Some("restricted"));
        let holds = dice.pick(&HOLDS);
        let beside = matches!(plot.way, Way::Walks | Way::Covers | Way::Supervises);
        if beside {
            let span = match turned {
                Some("assignment over") => OVER,
                Some("assignment to come") => COMING,
                _ => holds,
            };
            self.walk(
                plot.way,
                member,
                if turned == Some("of somebody else") { None } else { Some(worker) },
                colleague,
                span,
            );
        } else {
            let (program, span) = match turned {
                Some("enrollment over") => (Some(0), OVER),
                Some("enrollment to come") => (Some(0), COMING),
                Some("another program") => (Some(1), holds),
                Some("in no program") => (None, holds),
                _ => (plot.in_program.then_some(0), holds),
            };
            self.world.enrolments.extend(program.map(|program| (member, program, span)));
        }
        if plot.way == Way::Opened {
            self.world.openings.push((member, worker, Hour::Now));
        }
        match turned {
            Some("barred") => self.world.barred.push((member, worker)),
            Some("own chart") => self.world.own(worker, member),
            _ => {}
        }
        self.around(member, worker, colleague, dice);
        member
    }

    /// What opens nothing: other programs, what is over, a bar against somebody else.
    fn around(&mut self, member: usize, worker: usize, colleague: usize, dice: &mut Dice) {
        let off = [OVER, COMING];
        if dice.one_in(2) {
            self.world.enrolments.push((member, 2, dice.pick(&HOLDS)));
        }
        if dice.one_in(2) {
            self.world.enrolments.push((member, dice.up_to(2), dice.pick(&off)));
        }
        if dice.one_in(2) {
            let span = dice.pick(&off);
            self.world.assignments.push(Assignment { member, worker, span, cover: false });
        }
        if dice.one_in(3) {
            self.world.barred.push((member, colleague));
        }
    }

    fn walk(&mut self, way: Way, member: usize, worker: Option<usize>, colleague: usize, span: Span) {
        // A chart that is somebody else's is walked with by nobody whom this worker supervises.
        let stranger = worker.is_none().then(|| self.world.worker(true));
        let walker = stranger.unwrap_or(if way == Way::Supervises { colleague } else { worker.unwrap_or(colleague) });
        self.world.assignments.push(Assignment { member, worker: walker, span, cover: way == Way::Covers });
    }

    /// A twin stands to every chart as the one whose twin it is.
    fn relate(&mut self, plot: Plot, twin: usize, colleague: usize, bases: &[usize], dice: &mut Dice) {
        let span = dice.pick(&HOLDS);
        match plot.way {
            Way::Walks | Way::Covers => {
                let cover = plot.way == Way::Covers;
                let own = bases.iter().map(|member| Assignment { member: *member, worker: twin, span, cover });
                self.world.assignments.extend(own);
            }
            Way::Supervises => self.world.supervisions.push((twin, colleague, span)),
            Way::Within => {}
            Way::Opened => self.world.openings.extend(bases.iter().map(|member| (*member, twin, Hour::Now))),
        }
    }
}
