//! Where staff can go: of each page the act it needs, so that nobody is shown a way to a page
//! that is not there for them.

use habeas_domain::role::{Act, Role};

/// Every place of the staff's navigation: what it needs, its address, the key of its words.
const LINKS: [(Act, &str, &str); 11] = [
    (Act::SeeQueue, "/staff/morning", "nav-morning"),
    (Act::SeeQueue, "/staff", "nav-queue"),
    (Act::EnterRequest, "/staff/intake", "nav-intake"),
    (Act::FindPerson, "/staff/find", "nav-find"),
    (Act::LiftStop, "/staff/stopped", "nav-stopped"),
    (Act::SeeBench, "/staff/bench", "nav-bench"),
    (Act::JudgeReturn, "/staff/returned", "nav-returned"),
    (Act::SeeLedger, "/staff/audit", "nav-audit"),
    (Act::SeeReports, "/staff/reports", "nav-reports"),
    (Act::SeeMap, "/staff/map", "map-title"),
    (Act::SeeSessions, "/staff/sessions", "nav-sessions"),
];

/// The places that a role may open, in order.
pub(crate) fn links(role: Role) -> Vec<(&'static str, &'static str)> {
    LINKS
        .into_iter()
        .filter(|(act, _, _)| role.may(*act))
        .map(|(_, href, key)| (href, key))
        .collect()
}

/// Where a role begins: the queue, else the first place it may open, else its own security.
pub(crate) fn home(role: Role) -> &'static str {
    if role.may(Act::SeeQueue) {
        return "/staff";
    }
    links(role)
        .first()
        .map_or("/account/security", |(href, _)| href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_is_shown_what_it_may_open() {
        let of = |role| {
            links(role)
                .into_iter()
                .map(|(href, _)| href)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(Role::Agent),
            [
                "/staff/morning",
                "/staff",
                "/staff/intake",
                "/staff/find",
                "/staff/stopped"
            ]
        );
        assert_eq!(of(Role::Officer).len(), LINKS.len() - 1);
        assert_eq!(
            of(Role::Auditor),
            ["/staff/audit", "/staff/reports", "/staff/map"]
        );
        assert_eq!(of(Role::Administrator), ["/staff/map", "/staff/sessions"]);
        assert_eq!(home(Role::Auditor), "/staff/audit");
        assert_eq!(home(Role::Administrator), "/staff/map");
        assert_eq!(home(Role::Customer), "/account/security");
    }
}
