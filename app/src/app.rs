//! The document around every page, and the one list of routes.

use leptos::{prelude::*, reactive::owner::Owner};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    answer::Trouble,
    doors::{
        account::{Account, AddContact, VerifyContact},
        ask::{Ask, ConfirmAsked, Sent},
        choices::Choices,
        correct::Correct,
        data::{Data, OneCollection, OneRecord, Review, Statement},
        delete::{Confirm, Delete},
        entrance::{Join, Prove},
        hand_over::{HandOver, Receive},
        messages::{StaffWrite, Write},
        outbox::Outbox,
        receipts::{Goodbye, Keys, OneReceipt, Verify},
        register::{Register, RegisterCode, RegisterPassword, Reset, ResetCode, ResetPassword},
        requests::{AskOther, Looks, OneRequest, Requests},
        security::OwnSecurity,
        staff::{
            StaffAccesses, StaffApprove, StaffAudit, StaffBench, StaffBenchItem, StaffBenches,
            StaffBulk, StaffChain, StaffFind, StaffFound, StaffHolds, StaffInside, StaffIntake,
            StaffMap, StaffMorning, StaffPerson, StaffPrepare, StaffProcessing, StaffQueue,
            StaffReports, StaffRequest, StaffReturned, StaffSessions, StaffTemplates, StaffWho,
        },
        stop::{NotMe, StaffStopped},
        take_away::TakeAway,
    },
    pages::{
        entrance::SignInPage,
        hand_over::ReceiveGuidePage,
        home::HomePage,
        not_found::NotFoundPage,
        receipt::FindReceiptPage,
        register::{LetterPage, NoCodePage},
        samples::SamplesPage,
        security::SecondPage,
        trouble::TroublePage,
    },
    visit::{Assets, words},
};

/// The whole document. What the visit is (words, company, who) comes from the
/// context the server provides for each request.
pub fn shell() -> impl IntoView {
    // A page is plain HTML until one of its parts says otherwise (`Page live`),
    // so nothing is serialised for the browser.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let assets = use_context::<Assets>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=words().locale().tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="icon" href=assets.icon type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.style/>
                {assets.brand.map(|brand| view! { <link rel="stylesheet" href=brand/> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// All routes, in one list. Every one is rendered whole before it is sent:
/// with scripts off, a streamed page would stay at its fallback.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // A form that could not be acted on at all has no page to come back to.
    if let Some(trouble) = use_context::<Trouble>() {
        return view! { <TroublePage trouble/> }.into_any();
    }
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=SecondPage ssr=SsrMode::Async/>
                <Route path=path!("/account/security") view=OwnSecurity ssr=SsrMode::Async/>
                <Route path=path!("/prove") view=Prove ssr=SsrMode::Async/>
                <Route path=path!("/join/:token") view=Join ssr=SsrMode::Async/>
                <Route path=path!("/register") view=Register ssr=SsrMode::Async/>
                <Route path=path!("/register/letter") view=LetterPage ssr=SsrMode::Async/>
                <Route path=path!("/register/code") view=RegisterCode ssr=SsrMode::Async/>
                <Route path=path!("/register/no-code") view=NoCodePage ssr=SsrMode::Async/>
                <Route path=path!("/register/password") view=RegisterPassword ssr=SsrMode::Async/>
                <Route path=path!("/reset") view=Reset ssr=SsrMode::Async/>
                <Route path=path!("/reset/code") view=ResetCode ssr=SsrMode::Async/>
                <Route path=path!("/reset/password") view=ResetPassword ssr=SsrMode::Async/>
                <Route path=path!("/account") view=Account ssr=SsrMode::Async/>
                <Route path=path!("/account/add") view=AddContact ssr=SsrMode::Async/>
                <Route path=path!("/account/verify") view=VerifyContact ssr=SsrMode::Async/>
                <Route path=path!("/ask") view=Ask ssr=SsrMode::Async/>
                <Route path=path!("/ask/sent") view=Sent ssr=SsrMode::Async/>
                <Route path=path!("/ask/confirm/:token") view=ConfirmAsked ssr=SsrMode::Async/>
                <Route path=path!("/demo/outbox") view=Outbox ssr=SsrMode::Async/>
                <Route path=path!("/data") view=Data ssr=SsrMode::Async/>
                <Route path=path!("/data/:place") view=OneCollection ssr=SsrMode::Async/>
                <Route path=path!("/data/:place/:token") view=OneRecord ssr=SsrMode::Async/>
                <Route path=path!("/data/:place/:token/:field") view=Correct ssr=SsrMode::Async/>
                <Route path=path!("/data/:place/:token/:field/review") view=Review ssr=SsrMode::Async/>
                <Route path=path!("/data/:place/:token/:field/statement") view=Statement ssr=SsrMode::Async/>
                <Route path=path!("/take-away") view=TakeAway ssr=SsrMode::Async/>
                <Route path=path!("/delete") view=Delete ssr=SsrMode::Async/>
                <Route path=path!("/delete/confirm") view=Confirm ssr=SsrMode::Async/>
                <Route path=path!("/choices") view=Choices ssr=SsrMode::Async/>
                <Route path=path!("/requests") view=Requests ssr=SsrMode::Async/>
                <Route path=path!("/requests/other") view=AskOther ssr=SsrMode::Async/>
                <Route path=path!("/requests/:reference") view=OneRequest ssr=SsrMode::Async/>
                <Route path=path!("/requests/:reference/messages") view=Write ssr=SsrMode::Async/>
                <Route path=path!("/requests/:reference/hand-over") view=HandOver ssr=SsrMode::Async/>
                <Route path=path!("/receive/:token") view=Receive ssr=SsrMode::Async/>
                <Route path=path!("/receive-guide") view=ReceiveGuidePage ssr=SsrMode::Async/>
                <Route path=path!("/looks") view=Looks ssr=SsrMode::Async/>
                <Route path=path!("/receipt") view=FindReceiptPage ssr=SsrMode::Async/>
                <Route path=path!("/receipt/:reference") view=OneReceipt ssr=SsrMode::Async/>
                <Route path=path!("/goodbye/:reference") view=Goodbye ssr=SsrMode::Async/>
                <Route path=path!("/verify") view=Verify ssr=SsrMode::Async/>
                <Route path=path!("/keys") view=Keys ssr=SsrMode::Async/>
                <Route path=path!("/staff") view=StaffQueue ssr=SsrMode::Async/>
                <Route path=path!("/staff/morning") view=StaffMorning ssr=SsrMode::Async/>
                <Route path=path!("/staff/find") view=StaffFind ssr=SsrMode::Async/>
                <Route path=path!("/staff/bulk") view=StaffBulk ssr=SsrMode::Async/>
                <Route path=path!("/staff/intake") view=StaffIntake ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference") view=StaffRequest ssr=SsrMode::Async/>
                <Route path=path!("/staff/people/:token") view=StaffFound ssr=SsrMode::Async/>
                <Route path=path!("/staff/reports") view=StaffReports ssr=SsrMode::Async/>
                <Route path=path!("/staff/templates") view=StaffTemplates ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/approve") view=StaffApprove ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/inside") view=StaffInside ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/correction") view=StaffPrepare ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/messages") view=StaffWrite ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/who") view=StaffWho ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/holds") view=StaffHolds ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/person") view=StaffPerson ssr=SsrMode::Async/>
                <Route path=path!("/staff/returned") view=StaffReturned ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/bench") view=StaffBench ssr=SsrMode::Async/>
                <Route path=path!("/staff/requests/:reference/bench/:place/:token/:field") view=StaffBenchItem ssr=SsrMode::Async/>
                <Route path=path!("/staff/bench") view=StaffBenches ssr=SsrMode::Async/>
                <Route path=path!("/staff/audit") view=StaffAudit ssr=SsrMode::Async/>
                <Route path=path!("/staff/stopped") view=StaffStopped ssr=SsrMode::Async/>
                <Route path=path!("/staff/sessions") view=StaffSessions ssr=SsrMode::Async/>
                <Route path=path!("/not-me/:token") view=NotMe ssr=SsrMode::Async/>
                <Route path=path!("/staff/accesses") view=StaffAccesses ssr=SsrMode::Async/>
                <Route path=path!("/staff/chain") view=StaffChain ssr=SsrMode::Async/>
                <Route path=path!("/staff/map") view=StaffMap ssr=SsrMode::Async/>
                <Route path=path!("/staff/processing") view=StaffProcessing ssr=SsrMode::Async/>
                <Route path=path!("/samples") view=SamplesPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .into_any()
}
