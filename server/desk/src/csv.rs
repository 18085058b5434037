//! Lists as files: CSV (RFC 4180), cells that a spreadsheet would run defused, made page by page so
//! that a long list needs no more memory than a short one and nothing of it is left out.

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use habeas_package::push_cell_text;

use crate::{DeskError, Done};

/// A file that comes in pieces.
pub type Csv = stream::BoxStream<'static, Result<Bytes, DeskError>>;

/// One line.
pub(crate) fn line<T: AsRef<str>>(cells: &[T]) -> Vec<u8> {
    let mut out = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        if !cell.as_ref().is_empty() {
            push_cell_text(&mut out, cell.as_ref(), false);
        }
    }
    out.extend(b"\r\n");
    out
}

/// A head, then pages: each gives its lines and where the next one begins.
pub(crate) fn file<S, F, P>(heads: &[&str], first: S, page: F) -> Csv
where
    S: Send + 'static,
    F: Fn(S) -> P + Send + 'static,
    P: Future<Output = Done<(Vec<u8>, Option<S>)>> + Send + 'static,
{
    let head = line(heads);
    let pages = stream::try_unfold((page, Some(first)), |(page, at)| async move {
        let Some(at) = at else {
            return Ok(None);
        };
        let (lines, next) = page(at).await?;
        Ok(Some((lines, (page, next))))
    });
    whole(head, pages)
}

fn whole(
    head: Vec<u8>,
    pages: impl Stream<Item = Result<Vec<u8>, DeskError>> + Send + 'static,
) -> Csv {
    stream::once(async move { Ok(head) })
        .chain(pages)
        .map(|piece| piece.map(Bytes::from))
        .boxed()
}
