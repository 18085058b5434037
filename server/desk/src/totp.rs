//! Codes of an authenticator: RFC 6238 with what every app takes, HMAC-SHA-1, six digits and
//! thirty seconds. Written out because it is one HMAC; the RFC's own numbers test it.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long a code stands, in seconds.
const STEP: i64 = 30;

/// The step of an instant.
pub const fn step(at: DateTime<Utc>) -> i64 {
    at.timestamp() / STEP
}

/// The code that an authenticator with this secret shows at an instant.
pub fn code_at(secret: &[u8], at: DateTime<Utc>) -> String {
    code(secret, step(at))
}

/// The step to which a code belongs: now, or one before or after for a clock that is off
/// (RFC 6238, section 5.2, allows one). All three are compared, whichever fits.
pub fn fits(secret: &[u8], given: &str, now: DateTime<Utc>) -> Option<i64> {
    let now = step(now);
    [now - 1, now, now + 1]
        .into_iter()
        .rfind(|step| same(code(secret, *step).as_bytes(), given.as_bytes()))
}

fn code(secret: &[u8], step: i64) -> String {
    let mac = Hmac::<Sha1>::new_from_slice(secret).map(|mut mac| {
        mac.update(&step.to_be_bytes());
        mac.finalize().into_bytes()
    });
    // HMAC takes a key of any length; were it ever refused, no six digits fit the empty text.
    let Ok(mac) = mac else {
        return String::new();
    };
    let start = usize::from(mac[19] & 0xf);
    let four = [
        mac[start] & 0x7f,
        mac[start + 1],
        mac[start + 2],
        mac[start + 3],
    ];
    format!("{:06}", u32::from_be_bytes(four) % 1_000_000)
}

/// In the same time wherever they differ.
fn same(ours: &[u8], given: &[u8]) -> bool {
    !ours.is_empty()
        && ours.len() == given.len()
        && ours.iter().zip(given).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap_or_default()
    }

    /// RFC 6238, appendix B, the last six of its eight digits.
    #[test]
    fn the_rfc_s_own_numbers() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(SECRET, at(seconds)), expected);
        }
    }

    #[test]
    fn one_step_of_drift_and_no_more() {
        let given = code_at(SECRET, at(1_234_567_890));
        for (off, fits_then) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let step = fits(SECRET, &given, at(1_234_567_890 + off));
            assert_eq!(step, fits_then.then_some(41_152_263), "{off}");
        }
        assert_eq!(fits(SECRET, "", at(59)), None);
    }
}
