//! The pages of those who work here: an instrument, dense and quick.

mod audit;
mod bench;
mod bulk;
mod correction;
mod decide;
mod facts;
mod find;
mod handle;
mod holds;
mod intake;
mod morning;
mod person;
mod plan;
mod queue;
mod request;
mod returned;
mod who;

pub use audit::StaffAuditPage;
pub(crate) use bench::{Previewed, StaffBenchItemPage, StaffBenchPage, StaffBenchesPage};
pub(crate) use bulk::{Many, StaffBulkPage};
pub(crate) use find::{Found, StaffFindPage};
pub use holds::StaffHoldsPage;
pub(crate) use intake::{Checked, Offered, StaffIntakePage};
pub use morning::StaffMorningPage;
pub(crate) use person::{Revealed, StaffPersonPage};
pub use queue::{StaffQueuePage, asked_for};
pub use request::StaffRequestPage;
pub use returned::StaffReturnedPage;
pub(crate) use who::{Compared, StaffWhoPage};

use habeas_domain::view::{RequestLine, Stage};
use habeas_words::Words;

use crate::calls::Tone;

/// How soon an answer is due, in words: "2 days late", "due tomorrow". A finished request is due
/// no more.
fn due_in_words(words: &Words, line: &RequestLine) -> Option<(String, Tone)> {
    if is_finished(line.stage) {
        return None;
    }
    let days = ("days", line.days_left.abs().into());
    Some(match line.days_left {
        ..0 => (words.with("staff-due-late", &[days]), Tone::Bad),
        0 => (words.say("staff-due-today"), Tone::Wait),
        1 => (words.say("staff-due-tomorrow"), Tone::Wait),
        _ => (words.with("staff-due-later", &[days]), Tone::Plain),
    })
}

/// The colour of a stage.
const fn tone_of(stage: Stage) -> Tone {
    match stage {
        Stage::Received | Stage::Refused | Stage::Withdrawn | Stage::Expired => Tone::Plain,
        Stage::Verifying | Stage::Approved => Tone::Wait,
        Stage::Open | Stage::Running => Tone::Now,
        Stage::NeedsPerson => Tone::Bad,
        Stage::Answered => Tone::Good,
    }
}

const fn is_finished(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Answered | Stage::Refused | Stage::Withdrawn | Stage::Expired
    )
}
