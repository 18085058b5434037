//! The audit ledger: who did what, and whether anybody changed it since.

use habeas_domain::view::{AuditLine, AuditView, ChainState};
use leptos::prelude::*;

use super::oversight::{Watching, because};
use crate::{
    calls::Tone,
    parts::{Empty, Head, Notice, Page, Side, Table},
    visit::words,
};

/// How much of a hash tells lines apart.
const SHORT: usize = 12;

/// Which list of lines a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// Everything.
    #[default]
    All,
    /// Looks alone: the access log.
    Looks,
}

/// Whether the chain holds, then the lines, newest first.
#[component]
pub fn StaffAuditPage(
    /// A page of the ledger.
    view: AuditView,
    /// Whether newer lines are left out.
    #[prop(optional)]
    further: bool,
    /// Whether whoever looks may open requests: an auditor may not.
    #[prop(optional)]
    links: bool,
    /// Which lines.
    #[prop(optional)]
    of: Lines,
) -> impl IntoView {
    let words = words();
    let AuditView {
        lines,
        older,
        chain,
    } = view;
    let (here, title, file) = match of {
        Lines::All => ("/staff/audit", "audit-title", "/staff/audit.csv"),
        Lines::Looks => ("/staff/accesses", "accesses-title", "/staff/accesses.csv"),
    };
    let heads = vec![
        Head::number(words.say("audit-head-number")),
        Head::text(words.say("audit-head-when")),
        Head::text(words.say("audit-head-who")),
        Head::text(words.say("audit-head-act")),
        Head::text(words.say("audit-head-why")),
        Head::text(words.say("audit-head-request")),
        Head::text(words.say("audit-head-hash")),
    ];
    let pager = (further || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=words.say("pager-label")>
                {further.then(|| view! { <a href=here>{words.say("audit-newest")}</a> })}
                {older.map(|below| view! {
                    <a href=format!("{here}?below={below}") rel="next">{words.say("audit-older")}</a>
                })}
            </nav>
        }
    });
    view! {
        <Page title=words.say(title) side=Side::Staff>
            <Watching/>
            <Chain chain/>
            {(of == Lines::Looks).then(|| view! { <p>{words.say("accesses-line")}</p> })}
            {if lines.is_empty() {
                view! {
                    <Empty title=words.say("audit-empty")><p>{words.say("audit-empty.line")}</p></Empty>
                }.into_any()
            } else {
                view! {
                    <Table caption=words.say("audit-table") caption_hidden=true heads=heads>
                        {lines.into_iter().map(|line| view! { <Line line links/> }).collect_view()}
                    </Table>
                }.into_any()
            }}
            {pager}
            <p><a href=file>{words.say("audit-export")}</a></p>
        </Page>
    }
}

/// Whether the chain holds, in words.
#[component]
pub(super) fn Chain(
    /// As it was last recomputed.
    chain: ChainState,
) -> impl IntoView {
    let words = words();
    match chain {
        ChainState::Whole { upto, at } => {
            let args = [("upto", upto.into()), ("at", words.moment(&at).into())];
            view! {
                <Notice tone=Tone::Good><p>{words.with("audit-chain-whole", &args)}</p></Notice>
            }
            .into_any()
        }
        ChainState::Broken { number } => {
            let title = words.with("audit-chain-broken", &[("number", number.into())]);
            view! {
                <Notice tone=Tone::Bad title=title><p>{words.say("audit-chain-broken.do")}</p></Notice>
            }
            .into_any()
        }
        ChainState::Unchecked => view! {
            <Notice tone=Tone::Wait><p>{words.say("audit-chain-unchecked")}</p></Notice>
        }
        .into_any(),
    }
}

/// One line of the ledger.
#[component]
fn Line(
    /// The line.
    line: AuditLine,
    /// Whether its request is a link.
    links: bool,
) -> impl IntoView {
    let words = words();
    let (role, person) = line.who.split_once(' ').unwrap_or((&line.who, ""));
    let role = words.of("audit-role", role);
    let person = (!person.is_empty()).then(|| person.to_owned());
    let act = words.of("act", &line.act);
    let why: Vec<String> = line
        .why
        .iter()
        .map(|(name, said)| because(words, name, said))
        .collect();
    let hash = line
        .hash
        .map(|hash| hash.chars().take(SHORT).collect::<String>());
    let request = line.reference.map(|reference| {
        let href = links.then(|| format!("/staff/requests/{reference}"));
        let number = reference.to_string();
        match href {
            Some(href) => view! { <a class="mono" href=href>{number}</a> }.into_any(),
            None => view! { <span class="mono">{number}</span> }.into_any(),
        }
    });
    view! {
        <tr>
            {match line.number {
                Some(number) => view! { <th scope="row" class="num">{words.number(number)}</th> }.into_any(),
                None => view! { <th scope="row" class="num quiet">{words.say("audit-waits")}</th> }.into_any(),
            }}
            <td class="cell-when"><time datetime=line.at.to_rfc3339()>{words.moment(&line.at)}</time></td>
            <td>{role}{person.map(|person| view! { " "<span class="mono quiet">{person}</span> })}</td>
            <td>{act}</td>
            <td class="quiet">{why.join("; ")}</td>
            <td>{request}</td>
            <td><span class="mono quiet">{hash}</span></td>
        </tr>
    }
}
