//! The parts pages are made of. Each draws one thing from plain values; each
//! is on `/samples` in every state.

mod button;
mod choices;
mod compare;
mod deadline;
mod doors;
mod empty;
mod field;
mod file;
mod notice;
mod page;
mod pager;
mod problems;
mod reference;
mod select;
pub(crate) mod staff_links;
mod stay;
mod steps;
mod summary;
mod table;
mod tag;

pub use button::*;
pub use choices::*;
pub use compare::*;
pub use deadline::*;
pub use doors::*;
pub use empty::*;
pub use field::*;
pub use file::*;
pub use notice::*;
pub use page::*;
pub use pager::*;
pub use problems::*;
pub use reference::*;
pub use select::*;
pub use steps::*;
pub use summary::*;
pub use table::*;
pub use tag::*;
