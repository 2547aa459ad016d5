//! Ended again and again in the middle of writing: every acknowledged word is there afterwards.

use crate::args::Args;
use crate::server::{Place, Server};
use std::sync::Mutex;
use std::time::Duration;
use testkit::Visitor;

const WRITERS: usize = 8;

/// One who writes, and remembers what was acknowledged.
struct Writer {
    number: usize,
    visitor: Visitor,
    path: String,
    owner: String,
    /// The revision that was acknowledged last.
    revision: usize,
}

impl Writer {
    fn new(server: &Server, number: usize) -> Result<Self, String> {
        let mut visitor = server.peer(number)?;
        let home = visitor.get("/work")?.location.ok_or("no home")?;
        let page = visitor.get(&home)?.body;
        let start = format!("{home}/members/");
        let id = page.split(&start).skip(1).filter_map(|rest| rest.get(..32));
        let member = id.into_iter().find(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())).ok_or("no member")?;
        let plan = format!("{start}{member}/plan");
        let command = format!("{:032x}", 0x6177_0000 + number);
        let fields = [("command_id", command.as_str()), ("statement", "Through the storm"), ("why", "first")];
        let at = visitor.post(&format!("{plan}/goals"), &fields)?.location.ok_or("no goal")?;
        let owner = at.split("/goals/").nth(1).and_then(|rest| rest.get(..32)).ok_or("no goal")?.to_owned();
        Ok(Self { number, visitor, path: format!("{plan}/text"), owner, revision: 1 })
    }

    /// Saves on top of a revision; the revision that came of it.
    fn save(&mut self, base: usize) -> Result<usize, String> {
        let command = format!("{:08x}{:024x}", 0x6b11_0000 + self.number, base);
        let (base, text) = (base.to_string(), format!("writer {} after revision {base}", self.number));
        let fields = [
            ("command_id", command.as_str()),
            ("owner", self.owner.as_str()),
            ("field", "goal-why"),
            ("base", base.as_str()),
            ("text", text.as_str()),
        ];
        let answer = self.visitor.post_json(&self.path, &fields)?;
        let digits = answer.body.strip_prefix("{\"revision\":").and_then(|rest| rest.strip_suffix('}'));
        digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| format!("{}: {}", answer.status, answer.body))
    }
}

/// Kills the program as often as asked for.
pub fn repeat(args: &Args, place: &Place) -> Result<String, String> {
    let mut server = Server::start(args, place)?;
    let port = server.port();
    let writers: Result<Vec<Writer>, String> = (0..WRITERS).map(|number| Writer::new(&server, number)).collect();
    let mut writers = writers?;
    for round in 0..args.kills {
        let gone = Mutex::new(false);
        std::thread::scope(|scope| {
            for writer in &mut writers {
                let gone = &gone;
                scope.spawn(move || {
                    while gone.lock().is_ok_and(|gone| !*gone) {
                        match writer.save(writer.revision) {
                            Ok(revision) => writer.revision = revision,
                            Err(_) => return,
                        }
                    }
                });
            }
            // A different moment each time.
            std::thread::sleep(Duration::from_millis(100 + (round as u64 * 137) % 400));
            server.kill();
            if let Ok(mut gone) = gone.lock() {
                *gone = true;
            }
        });
        server = Server::start_at(args, place, port)?;
        for writer in &mut writers {
            writer.visitor = writer.visitor.beside();
            // The last one acknowledged is remembered, and what was under way is there once or not at all.
            for base in [writer.revision - 1, writer.revision].into_iter().filter(|base| *base > 0) {
                match writer.save(base) {
                    Ok(revision) if revision == base + 1 => writer.revision = revision,
                    other => return Err(format!("round {round}, writer {}: {base} became {other:?}", writer.number)),
                }
            }
        }
    }
    drop(server);
    place.verify(args)?;
    let writes: usize = writers.iter().map(|writer| writer.revision - 1).sum();
    Ok(format!(
        "Killed {} times in {writes} writes: none that was acknowledged is missing, none is half done.",
        args.kills
    ))
}
