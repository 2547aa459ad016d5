//! The pages that matter, asked for by many peers at once.

use crate::args::Args;
use crate::load::{Ask, Seen, drive, right};
use crate::server::Server;
use std::fmt::Write as _;
use testkit::Visitor;

/// How many peers sign in: more would only hash.
const PEERS: usize = 16;
/// What is typed into the search: whole, misspelled, turned around, half.
const QUERIES: [&str; 8] =
    ["Maria Garcia", "Jhon Smith", "Nguyen Linh", "Robert", "Kiesha", "Patrica Jonson", "Rodriguez", "Bill Carter"];

/// A peer with the members they walk beside.
struct Peer {
    visitor: Visitor,
    home: String,
    /// Addresses of member pages.
    members: Vec<String>,
}

/// A piece of writing that a connection saves again and again.
struct Pen {
    path: String,
    owner: String,
    revision: usize,
}

/// Measures every page.
pub fn measure(args: &Args, server: &Server) -> Result<Vec<Seen>, String> {
    let peers: Vec<Peer> =
        (0..PEERS.min(args.connections)).map(|number| peer(server, number)).collect::<Result<_, _>>()?;
    let connections = |make: &dyn Fn(&Peer, usize) -> Ask| -> Vec<(Visitor, Ask)> {
        let each =
            |number: usize| peers.get(number % peers.len()).map(|peer| (peer.visitor.beside(), make(peer, number)));
        (0..args.connections).filter_map(each).collect()
    };
    let stranger = |path: &'static str| -> Vec<(Visitor, Ask)> {
        (0..args.connections).map(|_| (Visitor::new(&server.url), reads(vec![path.to_owned()], 0))).collect()
    };
    let plans = |peer: &Peer| peer.members.iter().map(|member| format!("{member}/plan")).collect::<Vec<_>>();
    let pens: Vec<std::sync::Mutex<Option<Pen>>> = (0..args.connections)
        .map(|number| {
            let peer = peers.get(number % peers.len()).ok_or("no peers")?;
            Ok(std::sync::Mutex::new(Some(pen(peer, number)?)))
        })
        .collect::<Result<_, String>>()?;
    let seconds = args.seconds;
    // Once before, so that caches and statements are as warm as on any working day.
    drive(server, "warm", 1, connections(&|peer, number| reads(plans(peer), number)));
    let seen = vec![
        drive(server, "empty page", seconds, stranger("/crisis")),
        drive(server, "Today", seconds, connections(&|peer, number| reads(vec![peer.home.clone()], number))),
        drive(
            server,
            "members list",
            seconds,
            connections(&|peer, number| reads(vec![format!("{}/members", peer.home)], number)),
        ),
        drive(server, "people search", seconds, connections(&|peer, number| searches(peer, number))),
        drive(server, "member page", seconds, connections(&|peer, number| reads(peer.members.clone(), number))),
        drive(server, "plan page", seconds, connections(&|peer, number| reads(plans(peer), number))),
        drive(
            server,
            "save",
            seconds,
            connections(&|_, number| {
                let pen = pens.get(number).and_then(|pen| pen.lock().ok()?.take());
                saves(pen, number)
            }),
        ),
    ];
    Ok(seen)
}

/// One person searches, again and again.
pub fn search(args: &Args, server: &Server) -> Result<Seen, String> {
    let peer = peer(server, 0)?;
    let one = vec![(peer.visitor.beside(), searches(&peer, 0))];
    drive(server, "warm", 1, vec![(peer.visitor.beside(), reads(vec![peer.home.clone()], 0))]);
    Ok(drive(server, "people search", args.seconds, one))
}

fn peer(server: &Server, number: usize) -> Result<Peer, String> {
    let mut visitor = server.peer(number)?;
    let home = visitor.get("/work")?.location.ok_or("no home")?;
    let page = visitor.get(&home)?.body;
    let mut members = addresses(&page, &format!("{home}/members/"));
    if members.is_empty() {
        let list = format!("{home}/members");
        members = addresses(&visitor.get(&list)?.body, &format!("{home}/members/"));
    }
    if members.is_empty() {
        return Err("a peer walks beside nobody".to_owned());
    }
    Ok(Peer { visitor, home, members })
}

/// Addresses in a page that start like this and go on with an identity.
fn addresses(page: &str, start: &str) -> Vec<String> {
    let ids = page.split(start).skip(1).filter_map(|rest| rest.get(..32));
    let mut found: Vec<String> =
        ids.filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())).map(|id| format!("{start}{id}")).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Reads these addresses, one after the other, from somewhere in the list.
fn reads(paths: Vec<String>, from: usize) -> Ask {
    let mut next = from * 7;
    Box::new(move |visitor| {
        next += 1;
        let path = paths.get(next % paths.len().max(1)).map_or("/", String::as_str);
        right(visitor.get(path))
    })
}

/// Searches for these names, one after the other. What is typed stands in no address.
fn searches(peer: &Peer, from: usize) -> Ask {
    let path = format!("{}/members/find", peer.home);
    let mut next = from * 7;
    Box::new(move |visitor| {
        next += 1;
        let words = QUERIES.get(next % QUERIES.len()).copied().unwrap_or_default();
        right(visitor.post(&path, &[("q", words)]))
    })
}

/// A new goal in the plan of one of the peer's members.
fn pen(peer: &Peer, number: usize) -> Result<Pen, String> {
    let member = peer.members.get(number / PEERS % peer.members.len()).ok_or("no members")?;
    let command = format!("{:032x}", 0xbe9c_0000 + number);
    let fields = [("command_id", command.as_str()), ("statement", "Measured"), ("why", "first")];
    let mut visitor = peer.visitor.beside();
    visitor.get(&peer.home)?;
    let answer = visitor.post(&format!("{member}/plan/goals"), &fields)?;
    let at = answer.location.ok_or_else(|| format!("no goal: {}", answer.status))?;
    let owner = at.split("/goals/").nth(1).and_then(|rest| rest.get(..32)).ok_or("no goal")?.to_owned();
    Ok(Pen { path: format!("{member}/plan/text"), owner, revision: 1 })
}

fn saves(pen: Option<Pen>, number: usize) -> Ask {
    let mut pen = pen;
    Box::new(move |visitor| {
        let Some(pen) = &mut pen else { return Err(0) };
        let command = format!("{:08x}{:024x}", 0x5a7e_0000 + number, pen.revision);
        let (base, text) =
            (pen.revision.to_string(), format!("for the {}th time, {}", pen.revision, "and on ".repeat(20)));
        let fields = [
            ("command_id", command.as_str()),
            ("owner", pen.owner.as_str()),
            ("field", "goal-why"),
            ("base", base.as_str()),
            ("text", text.as_str()),
        ];
        right(visitor.post_json(&pen.path, &fields)).inspect(|()| pen.revision += 1)
    })
}

/// What was seen, as a table in Markdown.
pub fn table(seen: &[Seen]) -> String {
    let mut text = String::from(
        "| page | answers a second | of the empty page | p50 ms | p95 ms | p99 ms | p95 ms calm | calm, inside 10 ms | inside 25 ms | CPU ms each | memory MB | wrong |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    let empty = seen.first().map_or(1.0, Seen::rate);
    for one in seen {
        let _ = writeln!(
            text,
            "| {} | {:.0} | {:.0} % | {:.1} | {:.1} | {:.1} | {} | {} | {} | {:.2} | {:.0} | {} |",
            one.name,
            one.rate(),
            one.rate() / empty * 100.0,
            one.part(0.5),
            one.part(0.95),
            one.part(0.99),
            one.calm.map_or(String::new(), |calm| format!("{calm:.1}")),
            one.inside.map_or(String::new(), |inside| format!("{:.1} %", inside.ten / inside.all * 100.0)),
            one.inside.map_or(String::new(), |inside| format!("{:.1} %", inside.twenty_five / inside.all * 100.0)),
            one.cpu_each(),
            one.memory,
            one.wrong
        );
    }
    text
}
