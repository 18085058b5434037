//! The file of the rules by which clean requests are approved without a person:
//!
//! ```toml
//! [[rule]]
//! name         = "small"           # stands in the ledger with every request it approves
//! right        = "erasure"
//! proofs       = ["password"]      # or "desk": how it was shown who asks
//! most-records = 200               # nothing shared, nothing that stays, no changed contact
//! sample       = 10                # one in ten goes to a person all the same; 0 = none
//! ```

use std::{fs, path::Path};

use habeas_domain::request::ApprovalRule;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<ApprovalRule>,
}

/// The rules of a file; why they cannot be used, where they cannot.
pub(super) fn read(path: &Path) -> Result<Vec<ApprovalRule>, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let file: File = toml::from_str(&text).map_err(|error| error.to_string())?;
    match file.rule.iter().find_map(|rule| Some((rule, wrong(rule)?))) {
        Some((rule, what)) => Err(format!("the rule `{}` {what}", rule.name)),
        None => Ok(file.rule),
    }
}

/// Why a rule would approve nothing, or what no rule may.
fn wrong(rule: &ApprovalRule) -> Option<&'static str> {
    if rule.name.is_empty() {
        Some("has no name")
    } else if !rule.right.runs_on_stores() {
        Some("is for a right that a person answers")
    } else if rule.proofs.is_empty() {
        Some("names no proof")
    } else if !rule.proofs.iter().all(|proof| proof.enough_for(rule.right)) {
        Some("names a proof that is not enough for the right")
    } else {
        None
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_checked_before_it_approves() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("approve.toml");
        let with = |text: &str| {
            fs::write(&path, text).unwrap();
            read(&path)
        };
        let good = "[[rule]]\nname = \"small\"\nright = \"erasure\"\nproofs = [\"password\"]\nmost-records = 50\nsample = 10\n";
        assert_eq!(with(good).unwrap()[0].sample, 10);
        let weak = with(&good.replace("password", "mailbox")).unwrap_err();
        assert!(weak.contains("`small` names a proof"), "{weak}");
        let other = with(&good.replace("erasure", "complaint")).unwrap_err();
        assert!(other.contains("a person answers"), "{other}");
        assert!(
            with("[[rule]]\nname = \"x\"\n")
                .unwrap_err()
                .contains("missing field")
        );
        fs::remove_file(&path).unwrap();
        assert!(read(&path).unwrap_err().contains("cannot be read"));
    }
}
