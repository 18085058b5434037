//! Every part in every state, for eyes, axe and pictures. Shown in the demo
//! only; its texts are made up and stay in the code.

use leptos::prelude::*;

use crate::{
    calls::{SystemLine, Tone, Watched},
    form::{Submitted, submitted},
    islands::JobProgress,
    parts::*,
    visit::words,
};

/// All parts, as customers see them; `?side=staff` as staff do, `?back` with a
/// form that came back with problems.
#[component]
pub fn SamplesPage() -> impl IntoView {
    let query = leptos_router::hooks::use_query_map();
    let (staff, back) = query.with_untracked(|q| {
        (
            q.get("side").as_deref() == Some("staff"),
            q.get("back").is_some(),
        )
    });
    if back && submitted().is_fine() {
        provide_context(came_back());
    }
    view! {
        <Page title="Samples" side=if staff { Side::Staff } else { Side::Customer } back="/" live=true>
            <p class="lead">"Every part this service is made of, in every state."</p>
            <Sample name="Doors, large"><Doors doors=rights()/></Sample>
            <Sample name="Doors, compact"><Doors doors=areas() size=DoorSize::Compact/></Sample>
            <Sample name="SummaryList"><Account/></Sample>
            <Sample name="Form"><SampleForm/></Sample>
            <Sample name="Buttons"><Buttons/></Sample>
            <Sample name="Compare"><Compare old="Lindenweg 4, 10115 Berlin" new="Kastanienallee 21, 10435 Berlin"/></Sample>
            <Sample name="Notice"><Notices/></Sample>
            <Sample name="DeadlineNote"><Deadlines/></Sample>
            <Sample name="Tag"><Tags/></Sample>
            <Sample name="Story"><SampleStory/></Sample>
            <Sample name="JobProgress"><Running/></Sample>
            <Sample name="Counts"><Counts counts=numbers()/></Sample>
            <Sample name="Table and Pager"><Queue/></Sample>
            <Sample name="Pager, at the ends">
                <Pager page=1 pages=2 path="/samples"/>
                <Pager page=2 pages=2 path="/samples"/>
            </Sample>
            <Sample name="ReferenceNumber"><ReferenceNumber number="HB-7K2M-93QF"/></Sample>
            <Sample name="Empty">
                <Empty title="You have not asked for anything yet.">
                    <p>"When you ask for a copy, a correction or a deletion, you can follow it here."</p>
                </Empty>
            </Sample>
            <Sample name="Panel">
                <Panel title="We have your request" reference="HB-7K2M-93QF">
                    <p>"You will get an answer by 7 April 2026. Until then you can cancel it at any time."</p>
                </Panel>
            </Sample>
        </Page>
    }
}

/// A part with its name.
#[component]
fn Sample(
    /// The part's name in the code.
    name: &'static str,
    /// The part.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="samples__sample">
            <h2 class="samples__name">{name}</h2>
            {children()}
        </section>
    }
}

fn came_back() -> Submitted {
    let typed = [
        ("email", "ada.fernhill.example"),
        ("reason", "I moved."),
        ("evidence", "letter"),
        ("country", ""),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Submitted::received(typed.into(), &["password"])
        .problem("email", "Enter an e-mail address like name@example.org")
        .problem("password", "Enter your password")
        .problem("proof", "Choose how you want to prove that it is you")
        .problem("country", "Choose a country")
        .problem("bill", "This file is longer than 5 MB")
}

fn rights() -> Vec<Door> {
    let door = |name: &str, line: &str| Door {
        href: "#".into(),
        name: name.into(),
        line: Some(line.into()),
        count: None,
    };
    vec![
        door(
            "See your data",
            "Everything we hold about you, why, and who else has it",
        ),
        door(
            "Correct something",
            "A wrong address, an old name, a spelling mistake",
        ),
        door(
            "Take your data away",
            "One file with all of it, for you or for another company",
        ),
        door(
            "Delete your data",
            "See first what goes and what has to stay",
        ),
        door(
            "Say no",
            "To offers, to sharing, to decisions made by machines",
        ),
    ]
}

fn areas() -> Vec<Door> {
    let door = |name: &str, count: u64| Door {
        href: "#".into(),
        name: name.into(),
        line: None,
        count: Some(words().with("count-records", &[("count", count.into())])),
    };
    vec![
        door("Your account", 1),
        door("Orders", 37),
        door("Conversations", 12),
        door("What we concluded about you", 1204),
    ]
}

/// Values with and without [Change].
#[component]
fn Account() -> impl IntoView {
    let why = |facts: &[&str]| facts.iter().map(|&f| f.to_owned()).collect::<Vec<_>>();
    view! {
        <SummaryList>
            <SummaryRow label="Name" change="#"
                why=why(&["To deliver what you ordered", "You told us", "Nordpost gets it", "As long as you are a customer"])>
                "Ada Fernández-Őry"
            </SummaryRow>
            <SummaryRow label="E-mail address" change="#" why=why(&["To tell you about your orders", "You told us", "As long as you are a customer"])>
                "ada.fernandez-ory.with.a.long.address@students.university.example"
            </SummaryRow>
            <SummaryRow label="Telephone" change="#"/>
            <SummaryRow label="Customer number" why=why(&["To keep your orders together", "We gave it to you"])>"10 024 118"</SummaryRow>
        </SummaryList>
    }
}

/// Every kind of field.
#[component]
fn SampleForm() -> impl IntoView {
    let answer = |value: &str, label: &str, hint: Option<&str>| Answer {
        value: value.into(),
        label: label.into(),
        hint: hint.map(Into::into),
        chosen: false,
    };
    let proofs = vec![
        answer(
            "passkey",
            "With my telephone or security key",
            Some("The quickest way, if you set it up"),
        ),
        answer("mail", "With a code sent to me", None),
        answer(
            "wait",
            "By waiting three days",
            Some("We tell your older addresses first"),
        ),
    ];
    let evidence = vec![
        answer("letter", "A letter from my landlord", None),
        answer("card", "My identity card", None),
    ];
    view! {
        <form method="post" novalidate>
            <Field name="email" label="E-mail address" kind=Kind::Email autocomplete="email"
                hint="The one you use with Fernhill" value="ada@fernhill.example"/>
            <Field name="password" label="Password" kind=Kind::Password autocomplete="current-password"
                reason="We ask again because your copy holds everything about you."/>
            <Field name="code" label="Code from the letter" kind=Kind::Code hint="8 letters and numbers, like 4F7K 22QX"/>
            <Field name="reason" label="Why it is wrong" kind=Kind::Long optional=true/>
            <Choices name="proof" legend="How do you want to prove that it is you?" answers=proofs
                hint="You need only one of these."/>
            <Choices name="evidence" legend="What can you show us?" answers=evidence many=true/>
            <Field name="name" label="Your name" autocomplete="name"/>
            <Field name="phone" label="Telephone number" kind=Kind::Phone autocomplete="tel"/>
            <Field name="born" label="Date of birth" kind=Kind::Date hint="For example 27 3 1985"/>
            <Select name="country" label="Country" options=countries() chosen="IE" hint="Where you live now"/>
            <FileField name="bill" label="A bill with your new address" hint="PDF or picture, up to 5 MB" accept="application/pdf,image/*"/>
            <p class="actions"><Button>"Continue"</Button></p>
        </form>
    }
}

fn countries() -> Vec<(String, String)> {
    [
        ("", "Choose one"),
        ("IE", "Ireland"),
        ("ES", "Spain"),
        ("JP", "Japan"),
    ]
    .map(|(value, name)| (value.to_owned(), name.to_owned()))
    .to_vec()
}

/// Every weight.
#[component]
fn Buttons() -> impl IntoView {
    view! {
        <p class="actions">
            <Button>"Make my copy"</Button>
            <Button weight=Weight::Quiet>"Cancel the request"</Button>
            <Button weight=Weight::Danger>"Delete my data"</Button>
            <ButtonLink href="#">"Sign in"</ButtonLink>
        </p>
    }
}

/// Every tone.
#[component]
fn Notices() -> impl IntoView {
    view! {
        <Notice><p>"Your copy is being made. You can close this page; we send a mail when it is ready."</p></Notice>
        <Notice tone=Tone::Wait title="One of our systems does not answer">
            <p>"Support conversations are missing below. Everything else is complete. We try again by itself."</p>
        </Notice>
        <Notice tone=Tone::Bad title="This cannot be undone after 14 May 2026">
            <p>"It deletes 412 things in 3 systems. 9 invoices stay until 31 December 2033 because tax law says so."</p>
        </Notice>
        <Notice tone=Tone::Good><p>"The signature is genuine, and nothing was changed since."</p></Notice>
    }
}

/// In time, soon and late.
#[component]
fn Deadlines() -> impl IntoView {
    view! {
        <DeadlineNote due="You will have an answer by 7 April 2026."
            because="We have one month from 5 March. 5 April is Easter Sunday and 6 April is Easter Monday."/>
        <DeadlineNote tone=Tone::Wait due="Due tomorrow, 7 April 2026."/>
        <DeadlineNote tone=Tone::Bad due="2 days late." because="It was due on 7 April 2026. We are sorry."/>
    }
}

/// Every state a request can be in.
#[component]
fn Tags() -> impl IntoView {
    let tag = |tone: Tone, text: &'static str| view! { <Tag tone>{text}</Tag> };
    view! {
        <p class="actions">
            {tag(Tone::Plain, "Received")}
            {tag(Tone::Now, "With a person")}
            {tag(Tone::Wait, "Approved, waiting")}
            {tag(Tone::Good, "Answered")}
            {tag(Tone::Bad, "Needs a person")}
        </p>
    }
}

/// Done, now, next and stopped.
#[component]
fn SampleStory() -> impl IntoView {
    view! {
        <Story>
            <StoryStepView is=StepIs::Done title="You asked us to delete your data" when="5 March 2026, 14:02"/>
            <StoryStepView is=StepIs::Done title="You proved that it is you" when="5 March 2026, 14:03"/>
            <StoryStepView is=StepIs::Now title="You can still change your mind" when="until 14 March 2026">
                <p>"Nothing is deleted yet. Offers by mail have already stopped."</p>
                <p class="actions"><Button weight=Weight::Quiet>"Cancel the request"</Button></p>
            </StoryStepView>
            <StoryStepView is=StepIs::Next title="We delete your data" when="14 March 2026"/>
            <StoryStepView is=StepIs::Next title="You get a signed receipt"/>
        </Story>
        <Story>
            <StoryStepView is=StepIs::Done title="Deleting began" when="14 March 2026, 09:00"/>
            <StoryStepView is=StepIs::Stopped title="One of our systems does not answer">
                <p>"Somebody here is looking at it. You do not have to do anything."</p>
            </StoryStepView>
        </Story>
    }
}

/// A job in the middle.
#[component]
fn Running() -> impl IntoView {
    let system = |name: &str, answer: String, tone| SystemLine {
        name: name.into(),
        answer,
        tone,
    };
    let words = words();
    let first = Watched {
        line: words.with("progress-of", &[("done", 1.into()), ("all", 3.into())]),
        done: 1,
        all: 3,
        // Nothing to ask the server for: this job is made up.
        finished: true,
        systems: vec![
            system(
                "Our web shop",
                words.with("count-records", &[("count", 1204.into())]),
                Tone::Good,
            ),
            system("Support", words.of("progress-state", "running"), Tone::Now),
            system(
                "Documents",
                words.of("progress-state", "waiting"),
                Tone::Plain,
            ),
        ],
    };
    view! { <JobProgress reference="HB-7K2M-93QF".to_owned() first lost=words.say("progress-lost")/> }
}

fn numbers() -> Vec<Count> {
    let count = |number: u64, what: &str, tone| Count {
        number: words().number(number),
        what: what.into(),
        href: "#".into(),
        tone,
    };
    vec![
        count(2, "late", Tone::Bad),
        count(5, "due today or tomorrow", Tone::Wait),
        count(14, "to decide", Tone::Plain),
        count(1, "stuck", Tone::Bad),
    ]
}

/// A queue.
#[component]
fn Queue() -> impl IntoView {
    let rows = [
        (
            "2 days late",
            Tone::Bad,
            "HB-7K2M-93QF",
            "Delete",
            "a••@f••.example",
            "Needs a person",
        ),
        (
            "due tomorrow",
            Tone::Wait,
            "HB-22QX-4F7K",
            "Take away",
            "j•••@g••.example",
            "With a person",
        ),
        (
            "12 days",
            Tone::Plain,
            "HB-9R3C-M2ZT",
            "Correct",
            "m•@k•••.example",
            "With a person",
        ),
    ];
    let heads = ["Due", "Number", "Right", "Person", "State"]
        .map(Head::text)
        .to_vec();
    view! {
        <Table caption="Requests, what is due first" heads=heads>
            {rows.into_iter().map(|(due, tone, number, right, person, state)| view! {
                <tr>
                    <td>{due}</td>
                    <th scope="row"><a class="mono" href="#">{number}</a></th>
                    <td>{right}</td>
                    <td>{person}</td>
                    <td><Tag tone>{state}</Tag></td>
                </tr>
            }).collect_view()}
        </Table>
        <Pager page=2 pages=9 path="/samples"/>
    }
}
