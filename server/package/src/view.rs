//! The records once more, as small scripts that `index.html` loads when a person searches or
//! turns pages: a page opened from a folder may load a script beside it, but no JSON.

use std::{
    fs::File,
    io::{self, Write},
};

use habeas_domain::value::Value;
use habeas_words::Words;

use crate::{
    cell::push_json_text,
    index::beginning,
    seal::{SealedReader, SealedWriter},
    shape::Shape,
};

/// Records of one script.
const CHUNK: u64 = 1000;
/// Bytes of one collection that can be searched on the page: a browser holds them all. The data
/// files hold everything.
const VIEWED: usize = 16 * 1024 * 1024;

/// The records of one collection on their way to the page's search. They wait in a spool: only
/// one script is in memory.
pub(crate) struct View {
    spool: SealedWriter<File>,
    lengths: Vec<usize>,
    script: Vec<u8>,
    path: String,
    rows: u64,
    bytes: usize,
}

impl View {
    /// Hands its records to the page under the collection's `path`.
    pub fn new(spool: SealedWriter<File>, path: &str) -> Self {
        Self {
            spool,
            lengths: Vec::new(),
            script: Vec::new(),
            path: path.to_owned(),
            rows: 0,
            bytes: 0,
        }
    }

    /// Takes a record, if there is still room.
    pub fn take<'v>(
        &mut self,
        words: &Words,
        cells: impl Iterator<Item = (Option<Shape>, &'v Value)>,
    ) -> io::Result<()> {
        if self.bytes > VIEWED {
            return Ok(());
        }
        if self.rows.is_multiple_of(CHUNK) {
            self.end_script()?;
            self.script.extend_from_slice(b"habeas(");
            push_json_text(&mut self.script, &self.path);
            self.script
                .extend_from_slice(format!(",{},[", self.lengths.len()).as_bytes());
        } else {
            self.script.push(b',');
        }
        self.script.extend_from_slice(b"\n[");
        for (at, (shape, value)) in cells.enumerate() {
            if at > 0 {
                self.script.push(b',');
            }
            match shape {
                None => self.script.extend_from_slice(b"null"),
                Some(shape) => {
                    let text = beginning(Some(shape), value);
                    push_json_text(&mut self.script, &shown(words, shape, &text));
                }
            }
        }
        self.script.push(b']');
        self.rows += 1;
        Ok(())
    }

    fn end_script(&mut self) -> io::Result<()> {
        if self.script.is_empty() {
            return Ok(());
        }
        self.script.extend_from_slice(b"\n]);\n");
        self.spool.write_all(&self.script)?;
        self.bytes += self.script.len();
        self.lengths.push(self.script.len());
        self.script.clear();
        Ok(())
    }

    /// How many records can be searched.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many records each script holds.
    pub fn chunk() -> u64 {
        CHUNK
    }

    /// The scripts, one after the other, and the length of each.
    pub fn end(mut self, key: &[u8; 32]) -> io::Result<(SealedReader<File>, Vec<usize>)> {
        self.end_script()?;
        let spool = SealedReader::open(self.spool.finish()?, key)?;
        Ok((spool, self.lengths))
    }
}

/// A value as a person reads it.
pub(crate) fn shown(words: &Words, shape: Shape, text: &str) -> String {
    match shape {
        Shape::Bytes => words.say("package-binary"),
        Shape::Boolean => {
            let yes = matches!(text, "true" | "t" | "1");
            words.say(if yes { "package-yes" } else { "package-no" })
        }
        Shape::Date => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| words.date(day)),
        shape => match shape.moment(text) {
            Some(moment) => words.moment(&moment.and_utc()),
            None => text.to_owned(),
        },
    }
}
