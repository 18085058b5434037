//! A form that came back: what was typed, and what is wrong with it.
//!
//! Every form posts to the address of its own page. If something is wrong the
//! same page is rendered again with status 422 and a [`Submitted`] in its
//! context; fields and the error summary read it, the page itself need not.

use leptos::prelude::use_context;

/// What was typed, without secrets, and the problems found.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    values: Vec<(String, String)>,
    problems: Vec<Problem>,
}

/// One thing to put right. Summary and field say it in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field, which is also the id the summary links to.
    pub field: String,
    /// What to do, in the reader's language.
    pub message: String,
}

impl std::fmt::Debug for Submitted {
    /// What people typed never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<_> = self.problems.iter().map(|p| p.field.as_str()).collect();
        f.debug_struct("Submitted")
            .field("values", &self.values.len())
            .field("problems", &fields)
            .finish()
    }
}

impl Submitted {
    /// What a form sent. Values of `secrets` are dropped here, so that no page
    /// can send them back.
    #[must_use]
    pub fn received(pairs: Vec<(String, String)>, secrets: &[&str]) -> Self {
        let values = pairs
            .into_iter()
            .filter(|(name, _)| !secrets.contains(&name.as_str()))
            .collect();
        Self {
            values,
            problems: Vec::new(),
        }
    }

    /// Adds a problem with a field.
    #[must_use]
    pub fn problem(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.problems.push(Problem {
            field: field.into(),
            message: message.into(),
        });
        self
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }

    /// Everything that is wrong, in the order of the fields.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// Whether this choice of a field was made.
    #[must_use]
    pub fn chose(&self, field: &str, value: &str) -> bool {
        self.values
            .iter()
            .any(|(name, chosen)| name == field && chosen == value)
    }

    /// Whether the form came back at all.
    #[must_use]
    pub fn came_back(&self) -> bool {
        !self.values.is_empty() || !self.problems.is_empty()
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.problems
            .iter()
            .find(|p| p.field == field)
            .map(|p| p.message.as_str())
    }
}

/// The form that came back with this request; empty on a first visit.
#[must_use]
pub fn submitted() -> Submitted {
    use_context().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_dropped_and_values_kept_out_of_logs() {
        let typed = vec![
            ("email".into(), "ada@example.org".into()),
            ("password".into(), "hunter2".into()),
        ];
        let back =
            Submitted::received(typed, &["password"]).problem("password", "Enter your password");
        assert_eq!(back.value("email"), Some("ada@example.org"));
        assert_eq!(back.value("password"), None);
        assert_eq!(back.error("password"), Some("Enter your password"));
        assert!(!format!("{back:?}").contains("ada"));
    }
}
