//! Where a request came from: the other end of the connection, or whom a trusted proxy names.

use http::HeaderMap;
use std::net::IpAddr;

/// The client's address.
///
/// `X-Forwarded-For` counts only from a proxy that the settings list. Each proxy
/// adds at the right whom it heard from, so it is read from there, past the
/// trusted ones: what a client wrote itself stands further left and is never reached.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    if !trusted.contains(&client) {
        return client;
    }
    let values: Vec<&str> =
        headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok()).collect();
    for named in values.iter().rev().flat_map(|value| value.rsplit(',')) {
        let Some(address) = address(named.trim()) else { break };
        client = address;
        if !trusted.contains(&client) {
            break;
        }
    }
    client
}

/// By what tries from an address are counted. Who has one address of IPv6 has a whole network of them: 64 bits are
/// given to each home or phone (RFC 6177, section 2; RFC 4291, section 2.5.1), and count as one.
pub fn counted(client: IpAddr) -> String {
    match client {
        IpAddr::V4(_) => client.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<std::net::SocketAddr>().ok().map(|at| at.ip());
    bare.or_else(with_port).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().expect("a header"));
        }
        let ip = |text: &&str| text.parse().expect("an address");
        let trusted: Vec<IpAddr> = trusted.iter().map(ip).collect();
        client(ip(&peer), &headers, &trusted).to_string()
    }

    #[test]
    fn a_network_of_one_home_counts_as_one() {
        let of = |text: &str| counted(text.parse().expect("an address"));
        let home: std::collections::BTreeSet<String> =
            (0..100).map(|n| of(&format!("2001:db8:1:2::{n:x}:1"))).collect();
        assert_eq!(home.into_iter().collect::<Vec<_>>(), ["2001:db8:1:2::/64"]);
        assert_ne!(of("2001:db8:1:3::1"), of("2001:db8:1:2::1"));
        assert_eq!(of("198.51.100.7"), "198.51.100.7");
    }

    #[test]
    fn a_stranger_may_say_what_they_like() {
        assert_eq!(seen("203.0.113.9", &["10.0.0.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["10.0.0.1"], &["127.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn a_trusted_proxy_is_believed_about_whom_it_heard() {
        assert_eq!(seen("127.0.0.1", &["198.51.100.7"], &["127.0.0.1"]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &["198.51.100.7:5123"], &["127.0.0.1"]), "198.51.100.7");
        assert_eq!(seen("::1", &["2001:db8::5"], &["::1"]), "2001:db8::5");
        assert_eq!(seen("::ffff:127.0.0.1", &["198.51.100.7"], &["127.0.0.1"]), "198.51.100.7");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_reached() {
        assert_eq!(seen("127.0.0.1", &["1.1.1.1, 198.51.100.7"], &["127.0.0.1"]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &["1.1.1.1", "198.51.100.7"], &["127.0.0.1"]), "198.51.100.7");
        let two = ["127.0.0.1", "10.0.0.2"];
        assert_eq!(seen("127.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.2"], &two), "198.51.100.7");
    }

    #[test]
    fn nonsense_leaves_the_proxy_itself() {
        assert_eq!(seen("127.0.0.1", &[], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &["unknown"], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &["198.51.100.7, nobody"], &["127.0.0.1"]), "127.0.0.1");
    }
}
