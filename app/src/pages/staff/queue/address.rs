//! A view of the queue is an address: it can be kept, passed on and gone back to.

use habeas_domain::{
    right::Right,
    view::{Assignee, DueWindow, QueueFilter, Stage},
};

/// The address of a view of the queue.
pub(crate) fn address(filter: &QueueFilter) -> String {
    match query(filter).as_str() {
        "" => "/staff".to_owned(),
        query => format!("/staff?{query}"),
    }
}

/// The query of that address. Every value is a name or a number of ours: none needs escaping.
pub(crate) fn query(filter: &QueueFilter) -> String {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let who = filter.assignee.map(|assignee| match assignee {
        Assignee::Me => "me".to_owned(),
        Assignee::Nobody => "nobody".to_owned(),
        Assignee::Staff(staff) => staff.to_string(),
    });
    let pairs: Vec<String> = [
        ("due", filter.due.map(|due| due.as_str().to_owned())),
        ("stage", filter.stage.map(|stage| stage.as_str().to_owned())),
        ("right", filter.right.map(|right| right.as_str().to_owned())),
        ("law", filter.regime.clone()),
        ("who", who),
        ("checked", filter.verified.map(yes)),
        ("waiting", filter.waiting.map(yes)),
        ("system", filter.blocked.clone()),
        ("team", filter.team.clone()),
        ("way", filter.channel.clone()),
        ("language", filter.language.clone()),
        ("after", filter.after.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
    .collect();
    pairs.join("&")
}

/// What an address asks for: the values of its query by name. What is nothing of ours is left
/// out, so that a mistyped address still shows the queue.
#[must_use]
pub fn asked_for(query: impl Fn(&str) -> Option<String>) -> QueueFilter {
    let named = |name: &str| query(name).filter(|value| is_plain(value));
    let yes = |name: &str| match query(name).as_deref() {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    QueueFilter {
        stage: query("stage").and_then(|name| Stage::named(&name)),
        right: query("right").and_then(|name| name.parse::<Right>().ok()),
        due: query("due").and_then(|name| DueWindow::named(&name)),
        regime: named("law"),
        assignee: query("who").and_then(|who| match who.as_str() {
            "me" => Some(Assignee::Me),
            "nobody" => Some(Assignee::Nobody),
            staff => staff.parse().ok().map(Assignee::Staff),
        }),
        verified: yes("checked"),
        waiting: yes("waiting"),
        blocked: named("system"),
        team: named("team"),
        channel: named("way"),
        language: named("language"),
        after: named("after"),
    }
}

/// Whether a value can go into an address as it is.
fn is_plain(value: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    !value.is_empty() && value.chars().all(plain)
}

/// What is due then.
pub(crate) fn due(window: DueWindow) -> QueueFilter {
    QueueFilter {
        due: Some(window),
        ..QueueFilter::default()
    }
}

/// What is at a stage.
pub(crate) fn at(stage: Stage) -> QueueFilter {
    QueueFilter {
        stage: Some(stage),
        ..QueueFilter::default()
    }
}

/// Where who asks is still to be checked.
pub(crate) fn unchecked() -> QueueFilter {
    QueueFilter {
        verified: Some(false),
        ..QueueFilter::default()
    }
}

/// What waits for the person.
pub(crate) fn waits() -> QueueFilter {
    QueueFilter {
        waiting: Some(true),
        ..QueueFilter::default()
    }
}

#[cfg(test)]
mod tests {
    use habeas_domain::id::StaffId;

    use super::*;

    fn read(address: &str) -> QueueFilter {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        asked_for(|name| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value);
            value.map(str::to_owned).next()
        })
    }

    #[test]
    fn an_address_says_what_its_view_was() {
        let staff = Assignee::Staff(StaffId::from_random([7; 16]));
        for assignee in [Assignee::Me, Assignee::Nobody, staff] {
            let filter = QueueFilter {
                stage: Some(Stage::NeedsPerson),
                right: Some(Right::OptOut),
                due: Some(DueWindow::Week),
                regime: Some("eu-gdpr".into()),
                assignee: Some(assignee),
                verified: Some(false),
                waiting: Some(true),
                blocked: Some("shop_2".into()),
                team: Some("Cork.evening".into()),
                channel: Some("e-mail".into()),
                language: Some("es".into()),
                after: Some("2026-04-19.0f0f".into()),
            };
            assert_eq!(read(&address(&filter)), filter);
        }
        assert_eq!(address(&QueueFilter::default()), "/staff");
        assert_eq!(read("/staff"), QueueFilter::default());
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let read = read("/staff?due=&stage=done&right=&who=x&law=%22&after=%22><b&x=1");
        assert_eq!(read, QueueFilter::default());
    }
}
