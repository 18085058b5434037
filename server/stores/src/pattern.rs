//! Names of files as a table: `invoices/{customer_id}/{issued_on}_{number}.pdf`.

use std::collections::BTreeMap;

/// A pattern, cut into pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// Each part of the path between slashes.
    segments: Vec<Vec<Piece>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Fixed(String),
    Field(String),
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        let segments = text.split('/').filter(|part| !part.is_empty());
        Self {
            segments: segments.map(pieces).collect(),
        }
    }

    /// The fields, in order.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let pieces = self.segments.iter().flatten();
        pieces
            .filter_map(|piece| match piece {
                Piece::Field(name) => Some(name.as_str()),
                Piece::Fixed(_) => None,
            })
            .collect()
    }

    /// The fields' values in a file's path, if it is one of the family.
    pub(crate) fn read(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.len() != self.segments.len() {
            return None;
        }
        let mut values = BTreeMap::new();
        for (pieces, part) in self.segments.iter().zip(parts) {
            read_segment(pieces, part, &mut values)?;
        }
        Some(values)
    }

    /// The folder in which all files with these values lie: as deep as the values lead.
    pub(crate) fn folder(&self, known: &BTreeMap<&str, &str>) -> Vec<String> {
        let mut folder = Vec::new();
        let directories = self.segments.len().saturating_sub(1);
        for pieces in self.segments.iter().take(directories) {
            let mut segment = String::new();
            for piece in pieces {
                match piece {
                    Piece::Fixed(text) => segment.push_str(text),
                    Piece::Field(name) => match known.get(name.as_str()) {
                        Some(value) => segment.push_str(value),
                        None => return folder,
                    },
                }
            }
            folder.push(segment);
        }
        folder
    }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Fixed(before.to_owned()));
        }
        pieces.push(Piece::Field(name.to_owned()));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Fixed(rest.to_owned()));
    }
    pieces
}

/// A field ends where the text that follows it in the pattern first appears; the last field of a
/// segment reaches up to the segment's ending.
fn read_segment(pieces: &[Piece], part: &str, values: &mut BTreeMap<String, String>) -> Option<()> {
    let mut rest = part;
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Fixed(text) => rest = rest.strip_prefix(text.as_str())?,
            Piece::Field(name) => {
                let next = pieces.peek().copied();
                let is_last = {
                    let mut behind = pieces.clone();
                    behind.next();
                    behind.next().is_none()
                };
                let end = match next {
                    None => rest.len(),
                    Some(Piece::Fixed(text)) if is_last => rest.strip_suffix(text.as_str())?.len(),
                    Some(Piece::Fixed(text)) => rest.find(text.as_str())?,
                    Some(Piece::Field(_)) => return None,
                };
                let (value, behind) = rest.split_at(end);
                // The same field twice must say the same.
                if value.is_empty()
                    || values
                        .insert(name.clone(), value.to_owned())
                        .is_some_and(|before| before != value)
                {
                    return None;
                }
                rest = behind;
            }
        }
    }
    rest.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_name_is_read_by_its_pattern() {
        let pattern = Pattern::new("invoices/{customer}/{day}_{number}.pdf");
        let values = pattern.read("invoices/42/2026-03-05_INV_7.pdf");
        let values = values.unwrap_or_default();
        assert_eq!(values.get("customer").map(String::as_str), Some("42"));
        assert_eq!(values.get("day").map(String::as_str), Some("2026-03-05"));
        assert_eq!(values.get("number").map(String::as_str), Some("INV_7"));
        assert_eq!(pattern.fields(), ["customer", "day", "number"]);
    }

    #[test]
    fn other_names_are_not_of_the_family() {
        let pattern = Pattern::new("invoices/{customer}/{number}.pdf");
        for path in [
            "invoices/42/a.txt",
            "invoices/42/a/b.pdf",
            "x/42/a.pdf",
            "invoices/42/.pdf",
        ] {
            assert_eq!(pattern.read(path), None, "{path}");
        }
    }

    #[test]
    fn known_values_lead_into_a_folder() {
        let pattern = Pattern::new("invoices/c-{customer}/{year}/{number}.pdf");
        let known = [("customer", "42"), ("number", "7")].into_iter().collect();
        assert_eq!(pattern.folder(&known), ["invoices", "c-42"]);
        assert_eq!(pattern.folder(&[].into_iter().collect()), ["invoices"]);
    }
}
