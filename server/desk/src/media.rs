//! What a file is, by its first bytes: neither a name nor a sender is believed.

use habeas_domain::look::Preview;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A GIF picture.
    Gif,
    /// A WebP picture.
    Webp,
    /// A PDF.
    Pdf,
    /// Plain text.
    Text,
    /// Anything else: also pictures and pages that can carry scripts.
    Other,
}

impl Media {
    /// What these are the first bytes of; a text also needs a name that says so.
    pub fn of(head: &[u8], name: &str) -> Self {
        let is = |magic: &[u8]| head.starts_with(magic);
        if is(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if is(b"\xff\xd8\xff") {
            Self::Jpeg
        } else if is(b"GIF87a") || is(b"GIF89a") {
            Self::Gif
        } else if is(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            Self::Webp
        } else if is(b"%PDF-") {
            Self::Pdf
        } else if Preview::named(name) == Preview::Text && is_text(head) {
            Self::Text
        } else {
            Self::Other
        }
    }

    /// Its media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            // Whatever it is about, it is shown as text and run as nothing.
            Self::Text => "text/plain; charset=utf-8",
            Self::Other => "application/octet-stream",
        }
    }

    /// How it can be shown.
    pub const fn preview(self) -> Preview {
        match self {
            Self::Png | Self::Jpeg | Self::Gif | Self::Webp => Preview::Image,
            Self::Pdf => Preview::Pdf,
            Self::Text => Preview::Text,
            Self::Other => Preview::Other,
        }
    }
}

/// Whether this is the beginning of a UTF-8 text: what is cut at the end does not count.
fn is_text(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    };
    whole && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::Media;

    #[test]
    fn the_first_bytes_decide_and_not_the_name() {
        assert_eq!(Media::of(b"%PDF-1.7\n", "x.png"), Media::Pdf);
        assert_eq!(Media::of(b"\xff\xd8\xff\xe0", "x"), Media::Jpeg);
        assert_eq!(Media::of(b"RIFF\0\0\0\0WEBPVP8 ", "x"), Media::Webp);
        assert_eq!(Media::of(b"MZ\x90\0", "invoice.pdf"), Media::Other);
        assert_eq!(Media::of(b"<html><script>", "page.html"), Media::Other);
        assert_eq!(Media::of(b"<svg onload=alert(1)>", "x.svg"), Media::Other);
        assert_eq!(
            Media::of("Ein Brief, fünf €".as_bytes(), "brief.txt"),
            Media::Text
        );
        // Cut within a character; bytes that are no text.
        assert_eq!(Media::of(&"fünf €".as_bytes()[..8], "a.txt"), Media::Text);
        assert_eq!(Media::of(b"a\xffb and more", "a.txt"), Media::Other);
        assert_eq!(Media::of(b"a\0b", "a.txt"), Media::Other);
    }
}
