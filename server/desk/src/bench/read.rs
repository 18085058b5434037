//! What can be read of a value or a file.

use habeas_domain::{look::Preview, value::Value};

use crate::media::Media;

/// The largest file that is read for its words, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// The words of a value, and how the original can be shown where it is a file.
pub(crate) fn of_value(value: &Value, name: &str) -> (Option<String>, Option<Preview>) {
    match value {
        Value::Null => (None, None),
        Value::Text(text) => (Some(text.clone()), None),
        Value::Bytes(content) => of_file(content, name),
    }
}

/// The words of a file, and how it can be shown.
pub(crate) fn of_file(content: &[u8], name: &str) -> (Option<String>, Option<Preview>) {
    let media = Media::of(content, name);
    let text = match media {
        _ if content.len() > LARGEST => None,
        Media::Text => String::from_utf8(content.to_vec()).ok(),
        Media::Pdf => of_pdf(content),
        _ => None,
    };
    (text, Some(media.preview()))
}

/// The words of a PDF; none where it has none or cannot be read. The reader is somebody else's
/// code on somebody else's file: what it cannot take must not take us with it.
fn of_pdf(content: &[u8]) -> Option<String> {
    let content = content.to_vec();
    let read = std::panic::catch_unwind(move || {
        let document = lopdf::Document::load_mem(&content).ok()?;
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        document.extract_text(&pages).ok()
    });
    let text = read.ok().flatten()?;
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
