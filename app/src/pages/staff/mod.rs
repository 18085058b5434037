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
mod inside;
mod intake;
mod morning;
mod oversight;
mod person;
mod plan;
mod prepare;
mod queue;
mod reports;
mod request;
mod returned;
mod sessions;
mod templates;
mod who;

pub use audit::{Lines, StaffAuditPage};
pub(crate) use bench::{Previewed, StaffBenchItemPage, StaffBenchPage, StaffBenchesPage};
pub(crate) use bulk::{Asked, NO_TEAM, Offered as ManyOffered, StaffBulkPage};
pub use decide::StaffApprovePage;
pub(crate) use find::{Found, StaffFindPage};
pub use holds::StaffHoldsPage;
pub(crate) use inside::StaffInsidePage;
pub(crate) use intake::{Checked, Offered, StaffIntakePage};
pub use morning::StaffMorningPage;
pub use oversight::{StaffChainPage, StaffMapPage, StaffProcessingPage};
pub(crate) use person::{Revealed, StaffPersonPage};
pub(crate) use prepare::StaffPreparePage;
pub use queue::{StaffQueuePage, asked_for};
pub use reports::{ReportView, StaffReportsPage};
pub use request::StaffRequestPage;
pub use returned::StaffReturnedPage;
pub(crate) use sessions::StaffSessionsPage;
pub(crate) use templates::{Previewed as TemplatePreviewed, StaffTemplatesPage};
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
