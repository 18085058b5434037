//! A message in words: subject, plain text and HTML, all of the same paragraphs.

use habeas_words::{Arg, Locale, Words};

use super::{Contents, Value};
use crate::Desk;

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject; empty for a text message.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

impl Desk {
    /// A message in words; the key that cannot be said, where there is one.
    pub(crate) fn render(
        &self,
        (channel, template): (&str, &str),
        language: Locale,
        contents: &Contents,
    ) -> Result<Rendered, String> {
        let words = Words::for_locale(language);
        let controller = &self.map().controller;
        let mut args: Vec<(&str, Arg)> = vec![
            ("company", controller.name.as_str().into()),
            ("home", self.settings.public.as_str().into()),
        ];
        for (name, value) in &contents.values {
            args.push((name, value.to_arg()));
        }
        let say = |key: String| -> Result<String, String> {
            let said = words.find(&key, &args).unwrap_or_default();
            let sound = !said.is_empty() && !said.contains("⟦broken:");
            sound.then_some(said).ok_or(key)
        };
        let body = match channel {
            "sms" => say(format!("sms-{template}"))?,
            _ => say(format!("mail-{template}"))?,
        };
        if channel == "sms" {
            return Ok(Rendered {
                subject: String::new(),
                html: paragraph(&body, ""),
                text: body,
            });
        }
        let subject = say(format!("mail-{template}.subject"))?;
        let foot = words.with("mail-foot", &args);
        let code = contents.values.iter().find(|(name, _)| name == "code");
        let code = match code {
            Some((_, Value::Text(code))) => code.as_str(),
            _ => "",
        };
        let paragraphs: Vec<&str> = body.split("\n\n").map(str::trim).collect();
        let html: String = paragraphs
            .iter()
            .map(|text| paragraph(text, code))
            .collect();
        Ok(Rendered {
            html: format!(
                "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
                 <body>\n{html}<hr>\n{}</body>\n</html>\n",
                words.locale().tag(),
                escaped(&subject),
                paragraph(&foot, "")
            ),
            text: format!("{}\n\n-- \n{foot}\n", paragraphs.join("\n\n")),
            subject,
        })
    }
}

/// A paragraph: a link where it is an address, large where it is the code.
fn paragraph(text: &str, code: &str) -> String {
    let safe = escaped(text).replace('\n', "<br>\n");
    let is_link = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace);
    if is_link {
        format!("<p><a href=\"{safe}\">{safe}</a></p>\n")
    } else if !code.is_empty() && text == code {
        format!("<p><strong><big>{safe}</big></strong></p>\n")
    } else {
        format!("<p>{safe}</p>\n")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_says_what_it_says_and_nothing_more() {
        assert_eq!(
            paragraph("1 < 2\n& 3", ""),
            "<p>1 &lt; 2<br>\n&amp; 3</p>\n"
        );
        let link = paragraph("https://a.example/x?y=\"z\"", "");
        assert_eq!(
            link,
            "<p><a href=\"https://a.example/x?y=&quot;z&quot;\">https://a.example/x?y=&quot;z&quot;</a></p>\n"
        );
        assert_eq!(
            paragraph("1234 5678", "1234 5678"),
            "<p><strong><big>1234 5678</big></strong></p>\n"
        );
        assert_eq!(paragraph("javascript:x", ""), "<p>javascript:x</p>\n");
    }
}
