//! The table of who may do what, against the file that people review.

use std::fmt::Write;

use habeas_domain::{
    actor::{Actor, By, four_eyes},
    id::{StaffId, SubjectId},
    role::{Act, Role},
};

const KNOWN: &str = include_str!("permissions.txt");

fn someone(role: Role) -> Actor {
    match role {
        Role::Customer => Actor::Customer(SubjectId::from_random([1; 16])),
        role => Actor::Staff {
            id: StaffId::from_random([2; 16]),
            role,
        },
    }
}

fn table() -> String {
    let mut columns = vec![("nobody".to_owned(), Actor::Nobody)];
    columns.extend(Role::ALL.map(|role| (role.to_string(), someone(role))));
    columns.push(("system".to_owned(), Actor::System));
    let widest = Act::ALL
        .iter()
        .map(|act| act.as_str().len())
        .max()
        .unwrap_or(0);
    let mut out = format!("{:widest$}", "");
    for (name, _) in &columns {
        let _ = write!(out, "  {name}");
    }
    out.push('\n');
    for act in Act::ALL {
        let mut line = format!("{:widest$}", act.as_str());
        for (name, actor) in &columns {
            let mark = if actor.may(*act) { "yes" } else { "-" };
            let _ = write!(line, "  {mark:^width$}", width = name.len());
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// After a change that is meant: `HABEAS_REFRESH=1 cargo test -p habeas-domain --test permissions`,
/// and read the diff of `server/domain/tests/permissions.txt` before it is committed.
#[test]
fn the_table_is_the_one_that_was_reviewed() -> std::io::Result<()> {
    let table = table();
    if std::env::var_os("HABEAS_REFRESH").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/permissions.txt");
        return std::fs::write(path, table);
    }
    if table != KNOWN {
        let mut diff = String::new();
        for line in KNOWN
            .lines()
            .filter(|line| !table.lines().any(|l| l == *line))
        {
            let _ = writeln!(diff, "- {line}");
        }
        for line in table
            .lines()
            .filter(|line| !KNOWN.lines().any(|l| l == *line))
        {
            let _ = writeln!(diff, "+ {line}");
        }
        panic!(
            "permissions have changed:\n{diff}\nIf that is meant, run\n  \
             HABEAS_REFRESH=1 cargo test -p habeas-domain --test permissions\n\
             and commit server/domain/tests/permissions.txt"
        );
    }
    Ok(())
}

#[test]
fn duties_are_kept_apart() {
    for act in Act::ALL {
        let staff = |role: Role| role.may(*act);
        assert!(
            !staff(Role::Agent) || staff(Role::Officer),
            "{act}: an officer can stand in for an agent"
        );
        // A mail that comes in is entered by the machine, and a receipt that a law wants confirmed
        // is confirmed by it where it can be; by hand where not.
        let by_hand_too = [Act::EnterRequest, Act::Acknowledge];
        if act.open_to_system() && !by_hand_too.contains(act) {
            assert!(
                Role::ALL.iter().all(|role| !role.may(*act)),
                "{act}: what the machine does nobody does by hand"
            );
        }
    }
    for decision in [
        Act::Approve,
        Act::Refuse,
        Act::Extend,
        Act::Answer,
        Act::Retry,
    ] {
        let may: Vec<_> = Role::ALL.into_iter().filter(|r| r.may(decision)).collect();
        assert_eq!(may, [Role::Officer], "{decision}");
    }
}

#[test]
fn a_customer_s_role_on_staff_opens_nothing() {
    let odd = Actor::Staff {
        id: StaffId::from_random([2; 16]),
        role: Role::Customer,
    };
    assert!(Act::ALL.iter().all(|act| !odd.may(*act)));
}

#[test]
fn names_are_unique_and_the_same_everywhere() -> serde_json::Result<()> {
    let mut names: Vec<_> = Act::ALL.iter().map(|act| act.as_str()).collect();
    for act in Act::ALL {
        assert_eq!(serde_json::to_string(act)?, format!("\"{act}\""));
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Act::ALL.len());
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(role));
        assert_eq!(serde_json::to_string(&role)?, format!("\"{role}\""));
    }
    Ok(())
}

#[test]
fn four_eyes_are_two_people() {
    let officer = someone(Role::Officer);
    assert!(!four_eyes(&officer, &[Some(officer.by())]));
    assert!(!four_eyes(
        &officer,
        &[Some(By::Person), Some(officer.by())]
    ));
    assert!(four_eyes(&officer, &[Some(By::Person), None]));
    let colleague = Actor::Staff {
        id: StaffId::from_random([3; 16]),
        role: Role::Agent,
    };
    assert!(four_eyes(&officer, &[Some(colleague.by())]));
}
