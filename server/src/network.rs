//! Which network a request came from, for limits on how often something is asked.
//!
//! A header can say anything, so `X-Forwarded-For` is believed only where the connection comes
//! from a proxy of ours: this machine, or an address in `proxies` of the configuration. Of the
//! header the last entry counts that is no proxy of ours; what stands before it was sent by
//! whoever asked.

use std::net::{IpAddr, SocketAddr};

use axum::{extract::ConnectInfo, http::request::Parts};
use habeas_app::visit::Network;

/// The network of a request; the same for everybody where the connection is not known.
pub fn of(parts: &Parts, proxies: &[IpAddr]) -> Network {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let Some(ConnectInfo(peer)) = peer else {
        return Network::default();
    };
    let forwarded = parts.headers.get_all("x-forwarded-for");
    let lines: Vec<&str> = forwarded
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    Network(network(client(peer.ip(), &lines, proxies)))
}

fn client(peer: IpAddr, forwarded: &[&str], proxies: &[IpAddr]) -> IpAddr {
    let ours = |address: IpAddr| {
        let address = address.to_canonical();
        address.is_loopback() || proxies.contains(&address)
    };
    let mut client = peer;
    let entries = forwarded.iter().flat_map(|line| line.split(','));
    for entry in entries.rev().map(str::trim) {
        if !ours(client) {
            break;
        }
        match entry.parse() {
            Ok(address) => client = address,
            Err(_) => break,
        }
    }
    client.to_canonical()
}

/// An IPv4 address; of an IPv6 address the half that names a network, because a household has
/// more of the rest than can be counted.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let proxies: Vec<IpAddr> = proxies.iter().map(|ip| ip.parse().unwrap()).collect();
        network(client(peer.parse().unwrap(), forwarded, &proxies))
    }

    #[test]
    fn a_header_is_believed_from_our_own_proxies_only() {
        assert_eq!(seen("198.51.100.7", &["203.0.113.9"], &[]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &["203.0.113.9"], &[]), "203.0.113.9");
        assert_eq!(
            seen("10.0.0.5", &["203.0.113.9"], &["10.0.0.5"]),
            "203.0.113.9"
        );
        // What the asker wrote before our proxy added the address it saw.
        assert_eq!(
            seen("127.0.0.1", &["1.2.3.4, 203.0.113.9"], &[]),
            "203.0.113.9"
        );
        assert_eq!(
            seen("127.0.0.1", &["1.2.3.4", "203.0.113.9"], &[]),
            "203.0.113.9"
        );
        let through_two = ["1.2.3.4, 203.0.113.9, 10.0.0.5"];
        assert_eq!(
            seen("127.0.0.1", &through_two, &["10.0.0.5"]),
            "203.0.113.9"
        );
        assert_eq!(seen("127.0.0.1", &["nonsense"], &[]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &[], &[]), "127.0.0.1");
    }

    #[test]
    fn a_household_is_one_network() {
        let one = seen("2001:db8:1:2:3:4:5:6", &[], &[]);
        assert_eq!(one, seen("2001:db8:1:2:ffff::1", &[], &[]));
        assert_ne!(one, seen("2001:db8:1:3::1", &[], &[]));
        assert_eq!(seen("::ffff:198.51.100.7", &[], &[]), "198.51.100.7");
    }
}
