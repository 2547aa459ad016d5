//! Fetching a list from an address that somebody typed (docs/decisions/0010).
//!
//! No transaction is open meanwhile, and one deadline counts for all hops. Each hop is looked at before it is made: scheme, port, and every address that the
//! host's name stands for. What was looked at is what is connected to.

use super::import::AskWith;
use crate::House;
use domain::directory::WebAddress;
use domain::notice::Notice;
use domain::time::Moment;
use std::fmt::Debug;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// The most bytes that are taken, unpacked.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// How often an answer may send us on.
const HOPS: usize = 5;
/// How long a connection may take, and all of it.
const CONNECT: Duration = Duration::from_secs(10);
const IN_ALL: Duration = Duration::from_secs(60);

/// Where names lead, and which doors may be knocked at. Tests bring their own.
pub trait Names: Debug + Send + Sync {
    /// The addresses that a host's name stands for.
    fn addresses(&self, host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>>;

    /// Whether this one may be connected to.
    fn may_reach(&self, address: SocketAddr) -> bool {
        is_public(address.ip()) && matches!(address.port(), 80 | 443)
    }

    /// How long all of it may take.
    fn patience(&self) -> Duration {
        IN_ALL
    }
}

/// The names of the machine.
#[derive(Debug)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
        Ok((host, port).to_socket_addrs()?.collect())
    }
}

/// Whether an address belongs to the open network: not to this machine, its neighbors, a provider's inside, or
/// something that only looks like an address (RFC 6890, RFC 6598, RFC 4193, RFC 4291).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_four(four),
        IpAddr::V6(six) => is_public_six(six),
    }
}

fn is_public_four(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let benchmark = a == 198 && (b == 18 || b == 19);
    !(a == 0
        || a >= 224
        || shared
        || protocol
        || benchmark
        || four.is_loopback()
        || four.is_private()
        || four.is_link_local()
        || four.is_documentation()
        || four.is_broadcast())
}

fn is_public_six(six: Ipv6Addr) -> bool {
    let [first, second, ..] = six.segments();
    if let Some(four) = six.to_ipv4_mapped() {
        return is_public_four(four);
    }
    // 64:ff9b::/96 and 2002::/16 carry an IPv4 address inside, which may be a private one.
    let carries = (first == 0x64 && second == 0xff9b) || first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = first == 0x2001 && second == 0xdb8;
    // Only 2000::/3 is given out.
    (first & 0xe000) == 0x2000 && !carries && !documentation
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// The list, and what to ask with next time.
    Body(Vec<u8>, AskWith),
    /// Nothing is new since the last time.
    Unchanged,
}

/// Fetches a list. What goes wrong comes back in words.
pub(crate) fn fetch(house: &House, address: &str, ask: &AskWith) -> Result<Fetched, Notice> {
    let mut address = WebAddress::parse(address).ok_or_else(|| Notice::new("source-address"))?;
    let began = house.now();
    for hop in 0..=HOPS {
        let uri: Uri = address.as_str().parse().map_err(|_| Notice::new("source-address"))?;
        let open = vetted(house, &uri, left(house, began)?)?;
        let left = left(house, began)?;
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_connect(Some(CONNECT.min(left)))
            .timeout_global(Some(left))
            .user_agent("Alongside (recovery meetings)")
            .build();
        let agent = ureq::Agent::with_parts(config, DefaultConnector::new(), Vetted(open));
        let mut request = agent.get(&uri).header(header::ACCEPT, "application/json, text/csv;q=0.8, */*;q=0.1");
        // The marks are those of the address that was typed: no other place hears of them, or may answer to them.
        let first = [(header::IF_NONE_MATCH, &ask.etag), (header::IF_MODIFIED_SINCE, &ask.last_modified)];
        for (name, value) in first.into_iter().filter(|_| hop == 0) {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut answer = request.call().map_err(|why| trouble(&why))?;
        match answer.status().as_u16() {
            200 => {
                let next = if hop == 0 { ask_with(answer.headers()) } else { AskWith::default() };
                return Ok(Fetched::Body(body(answer.body_mut().as_reader())?, next));
            }
            304 if hop == 0 => return Ok(Fetched::Unchanged),
            301 | 302 | 303 | 307 | 308 => address = onward(&uri, answer.headers())?,
            status => return Err(Notice::new("source-answers").with("status", i64::from(status))),
        }
    }
    Err(Notice::new("source-sends-on"))
}

/// How much of the patience is left.
fn left(house: &House, began: Moment) -> Result<Duration, Notice> {
    let spent = u64::try_from(house.now().micros() - began.micros()).unwrap_or(0);
    let left = house.names().patience().saturating_sub(Duration::from_micros(spent));
    if left.is_zero() { Err(Notice::new("source-slow")) } else { Ok(left) }
}

/// Where a name leads. Asked beside this thread: the system's resolver knows no deadline.
fn resolved(house: &House, host: &str, port: u16, left: Duration) -> Result<Vec<SocketAddr>, Notice> {
    let (send, heard) = mpsc::channel();
    let (own, name) = (house.clone(), host.to_owned());
    let asked = std::thread::Builder::new().name("resolve".to_owned()).spawn(move || {
        // Whoever asked may have gone.
        let _ = send.send(own.names().addresses(&name, port));
    });
    let unknown = || Notice::new("source-no-host").with("host", host);
    asked.map_err(|_| Notice::new("source-down"))?;
    match heard.recv_timeout(left) {
        Ok(found) => found.map_err(|_| unknown()),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Notice::new("source-slow")),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(unknown()),
    }
}

/// The addresses of a host that may be knocked at. One that may not refuses them all: a name that stands for both an
/// open door and one inside means no good.
fn vetted(house: &House, uri: &Uri, left: Duration) -> Result<Vec<SocketAddr>, Notice> {
    let https = uri.scheme_str() == Some("https");
    let port = uri.port_u16().unwrap_or(if https { 443 } else { 80 });
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let found = resolved(house, host, port, left)?;
    if found.is_empty() {
        return Err(Notice::new("source-no-host").with("host", host));
    }
    if found.iter().all(|address| house.names().may_reach(*address)) {
        Ok(found)
    } else {
        Err(Notice::new("source-private").with("host", host))
    }
}

/// Gives the connection the addresses that were looked at, and no others.
#[derive(Debug)]
struct Vetted(Vec<SocketAddr>);

impl Resolver for Vetted {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        // It holds 16 at most.
        self.0.iter().take(16).for_each(|address| found.push(*address));
        Ok(found)
    }
}

fn body(reader: impl Read) -> Result<Vec<u8>, Notice> {
    let mut bytes = Vec::new();
    let read = reader.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Notice::new("meeting-feed-too-large").with("limit", MOST_BYTES as i64));
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(why) => Err(cut_off(&why)),
    }
}

fn cut_off(why: &std::io::Error) -> Notice {
    let slow = why.kind() == std::io::ErrorKind::TimedOut
        || why.get_ref().and_then(|inner| inner.downcast_ref()).is_some_and(|it| matches!(it, ureq::Error::Timeout(_)));
    Notice::new(if slow { "source-slow" } else { "source-broke-off" })
}

fn trouble(why: &ureq::Error) -> Notice {
    match why {
        ureq::Error::Timeout(_) => Notice::new("source-slow"),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Notice::new("source-no-tls"),
        ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::InvalidData => Notice::new("source-no-tls"),
        ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => Notice::new("source-slow"),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => Notice::new("source-broke-off"),
        _ => Notice::new("source-down"),
    }
}

fn ask_with(headers: &HeaderMap) -> AskWith {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).filter(|text| text.len() <= 200);
    AskWith {
        etag: text(header::ETAG).map(str::to_owned),
        last_modified: text(header::LAST_MODIFIED).map(str::to_owned),
    }
}

/// Where an answer sends us on to. From https never back to http.
fn onward(from: &Uri, headers: &HeaderMap) -> Result<WebAddress, Notice> {
    let lost = || Notice::new("source-sends-on");
    let to = headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).ok_or_else(lost)?.trim();
    let scheme = from.scheme_str().unwrap_or("https");
    let host = from.authority().map(|host| host.as_str()).unwrap_or_default();
    let whole = if to.contains("://") {
        to.to_owned()
    } else if let Some(rest) = to.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{to}")
    } else {
        let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{host}{folder}/{to}")
    };
    let found = WebAddress::parse(&whole).ok_or_else(lost)?;
    if scheme == "https" && !found.as_str().starts_with("https://") { Err(lost()) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_network_may_be_knocked_at() {
        let open = |text: &str| is_public(text.parse().expect("an address"));
        for inside in [
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.5.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.170",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
        ] {
            assert!(!open(inside), "{inside}");
        }
        for outside in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(open(outside), "{outside}");
        }
    }

    #[test]
    fn an_answer_may_send_on_within_bounds() {
        let on = |from: &str, to: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::LOCATION, to.parse().expect("a value"));
            onward(&from.parse().expect("an address"), &headers).ok().map(|found| found.to_string())
        };
        let from = "https://a.example.org/lists/old.json?x=1";
        assert_eq!(on(from, "/new.json").as_deref(), Some("https://a.example.org/new.json"));
        assert_eq!(on(from, "new.json").as_deref(), Some("https://a.example.org/lists/new.json"));
        assert_eq!(on(from, "//b.example.org/x").as_deref(), Some("https://b.example.org/x"));
        assert_eq!(on(from, "http://a.example.org/x"), None, "never back into the open");
        assert_eq!(on(from, "file:///etc/passwd"), None);
        assert_eq!(on("http://a.example.org", "https://a.example.org/x").as_deref(), Some("https://a.example.org/x"));
    }
}
