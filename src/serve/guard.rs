//! Who may ask: browsers on this machine that were told this address, and no page of another site.
//!
//! A page of another site can make a browser ask 127.0.0.1, and a name that leads to 127.0.0.1 makes such a page
//! look like one of ours. So the name in the request has to be one of this machine's own.
//!
//! **Invariant**: strings and numbers only; every answer is the same for the same question.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Whether the `Host` of a request is this machine by a name of its own, at our port.
pub fn is_own_host(host: &str, port: u16) -> bool {
    let (name, written) = match host.rsplit_once(':') {
        Some((name, written)) if !written.ends_with(']') => (name, written.parse().ok()),
        _ => (host, Some(80)),
    };
    let is_own = ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
    is_own && written == Some(port)
}

/// Whether an `Origin` is a page of ours.
pub fn is_own_origin(origin: &str, port: u16) -> bool {
    origin.strip_prefix("http://").is_some_and(|host| is_own_host(host, port))
}

/// A text that nobody guesses: 128 bits from the seeds that the system gives to hash tables.
pub fn token() -> String {
    (0..2).map(|_| format!("{:016x}", RandomState::new().build_hasher().finish())).collect()
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
pub fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_at_our_port_are_answered() {
        for host in ["127.0.0.1:8421", "localhost:8421", "LOCALHOST:8421", "[::1]:8421"] {
            assert!(is_own_host(host, 8421), "{host}");
        }
        let foreign =
            ["evil.example:8421", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8421", "", ":8421"];
        for host in foreign.into_iter().chain(["[::1]", "127.0.0.1:8421:8421", "0.0.0.0:8421"]) {
            assert!(!is_own_host(host, 8421), "{host}");
        }
        assert!(is_own_host("localhost", 80));
    }

    #[test]
    fn only_pages_of_ours_are_an_own_origin() {
        assert!(is_own_origin("http://127.0.0.1:8421", 8421));
        for origin in ["null", "https://127.0.0.1:8421", "http://evil.example", "http://127.0.0.1:8422"] {
            assert!(!is_own_origin(origin, 8421), "{origin}");
        }
    }

    #[test]
    fn tokens_differ() {
        assert_eq!(token().len(), 32);
        assert_ne!(token(), token());
        assert!(is_same("ab", "ab") && !is_same("ab", "ac") && !is_same("ab", "abc"));
    }
}
