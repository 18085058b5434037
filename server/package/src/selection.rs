//! What of a collection goes into a package: the map decides, with one exception it cannot undo.

use habeas_domain::map::{Collection, DataMap, Disclose, Field, Tell};

/// Secrets of the account. Never exported whatever the map says: a package must not be worth
/// stealing for them.
const SECRETS: [&str; 3] = [
    "user.credentials",
    "user.authentication",
    "user.authorization",
];

/// Whether a category is a secret of the account.
fn is_secret(category: &str) -> bool {
    SECRETS.iter().any(|secret| {
        category
            .strip_prefix(secret)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Whether a field is exported.
pub(crate) fn disclosure(field: &Field) -> Disclose {
    if is_secret(&field.category) {
        Disclose::No
    } else {
        field.export()
    }
}

/// Whether the files themselves of a collection of files are exported: as the strictest of the
/// fields in their names, because the name travels with the file.
pub fn document_disclosure(collection: &Collection) -> Disclose {
    let of = |wanted| {
        collection
            .fields
            .iter()
            .any(|field| disclosure(field) == wanted)
    };
    if of(Disclose::No) {
        Disclose::No
    } else if of(Disclose::AfterReview) {
        Disclose::AfterReview
    } else {
        Disclose::Yes
    }
}

/// Whether a collection leaves no trace in a package: nothing of it is exported, and it is held
/// on a ground that nobody may be told.
pub(crate) fn is_silent(map: &DataMap, collection: &Collection) -> bool {
    let untold = collection
        .ground
        .iter()
        .chain(collection.keep.iter().map(|keep| &keep.ground))
        .any(|ground| is_untold(map, ground.as_str()));
    untold
        && collection
            .fields
            .iter()
            .all(|field| disclosure(field) == Disclose::No)
}

/// Whether nobody may be told of a ground.
pub(crate) fn is_untold(map: &DataMap, ground: &str) -> bool {
    map.grounds
        .get(ground)
        .is_some_and(|ground| ground.tell == Tell::Nobody)
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn secrets_are_known_by_their_category() {
        assert!(is_secret("user.credentials.password"));
        assert!(is_secret("user.authentication"));
        assert!(!is_secret("user.credentialsless"));
        assert!(!is_secret("user.contact.email"));
    }
}
