//! Made-up values of every kind the pages of staff meet.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use habeas_domain::{
    actor::By,
    clock::{Deadline, DueReason, PauseReason, Regime},
    found::Failure,
    id::StaffId,
    plan::{Drift, Obstacle, Totals},
    request::{Proof, Stop, Verified, What},
    right::Right,
    role::{Act, Role},
    view::*,
};

pub const DIGEST: &str = "9f2c41d07be5a3886c1e0d94f7a2b3c5d6e7f8091a2b3c4d5e6f708192a3b4c5";

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn at(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, month, day, hour, minute, 0)
        .unwrap()
}

fn line(
    reference: &str,
    right: Right,
    stage: Stage,
    due: NaiveDate,
    person: Option<&str>,
) -> RequestLine {
    // "Today" is 7 April 2026.
    let days_left = (due - day(2026, 4, 7)).num_days();
    RequestLine {
        reference: reference.parse().unwrap(),
        right,
        stage,
        received_at: at(3, 5, 14, 2),
        due,
        late: days_left < 0,
        days_left,
        person: person.map(str::to_owned),
    }
}

pub fn queue() -> QueueView {
    let lines = vec![
        line(
            "HB-7K2M-93QF",
            Right::Erasure,
            Stage::NeedsPerson,
            day(2026, 4, 5),
            Some("a•••@f•••••••.example"),
        ),
        line(
            "HB-22QX-4F7K",
            Right::Erasure,
            Stage::Open,
            day(2026, 4, 7),
            Some("j••••••@g•••.example"),
        ),
        line(
            "HB-9R3C-M2ZT",
            Right::Rectification,
            Stage::Open,
            day(2026, 4, 8),
            Some("m••@k•••••.example"),
        ),
        line(
            "HB-4D8W-Q1NP",
            Right::Portability,
            Stage::Running,
            day(2026, 4, 12),
            Some("o•••••••••@university.example"),
        ),
        line(
            "HB-K6V2-77BY",
            Right::Erasure,
            Stage::Approved,
            day(2026, 4, 19),
            Some("s•@t•••.example"),
        ),
        line(
            "HB-P0H3-5XGE",
            Right::Complaint,
            Stage::Received,
            day(2026, 5, 4),
            None,
        ),
        line(
            "HB-M4T9-A8RS",
            Right::AutomatedDecisionReview,
            Stage::Verifying,
            day(2026, 5, 6),
            Some("w•••@f•••.example"),
        ),
        line(
            "HB-C2Z6-J3KD",
            Right::Access,
            Stage::Answered,
            day(2026, 5, 7),
            Some("b•••@h••••.example"),
        ),
    ];
    let late_erasures = KeptView {
        id: uuid::Uuid::nil(),
        name: "Late erasures".into(),
        query: "due=late&right=erasure".into(),
        shared: true,
        own: false,
    };
    QueueView {
        lines: lines.into_iter().enumerate().map(queue_line).collect(),
        next: Some("2026-04-19.0f0f".into()),
        numbers: QueueNumbers {
            late: 1,
            due_today: 1,
            due_week: 4,
            to_decide: 1000,
            to_verify: 2,
            waiting: 1,
            stuck: 1,
            past_inner: 3,
        },
        choices: QueueChoices {
            regimes: vec!["eu-gdpr".into(), "uk-gdpr".into()],
            stores: vec![("support".into(), "Support desk".into())],
            staff: vec![(StaffId::from_random([1; 16]), "Henrik Solberg".into())],
            teams: vec!["cork".into()],
        },
        views: vec![late_erasures],
        bulk: Bulk::ALL.into(),
        may_export: true,
    }
}

/// Every state that a line has beside its stage, one after the other.
fn queue_line((place, line): (usize, RequestLine)) -> QueueLine {
    QueueLine {
        version: 3,
        regime: "eu-gdpr".into(),
        assignee: (place % 3 == 0).then(|| "Henrik Solberg".into()),
        mine: place % 3 == 1,
        verified: !matches!(line.stage, Stage::Received | Stage::Verifying),
        waiting: place == 2,
        blocked: (line.stage == Stage::NeedsPerson).then(|| "Support desk".into()),
        careful: false,
        held: true,
        restricted: true,
        line,
    }
}

pub fn morning() -> MorningView {
    let queue = queue();
    let days = (0_u32..30).map(|back| DayCount {
        day: day(2026, 4, 7) - chrono::TimeDelta::days(29 - i64::from(back)),
        received: u64::from(back % 4),
        finished: u64::from(back % 3),
    });
    MorningView {
        numbers: queue.numbers,
        first: queue.lines,
        days: days.collect(),
        times: AnswerTimes {
            answered: 4,
            on_time: 3,
            median: 4.0,
            mean: 7.4,
        },
        stuck: vec![StuckLine {
            reference: "HB-7K2M-93QF".parse().unwrap(),
            right: Right::Erasure,
            why: vec![("Support desk".into(), "stuck-no-answer".into())],
            retry: Some(7),
        }],
        unread: Vec::new(),
        ratings: [0, 1, 0, 2, 5],
        erased: ErasedWatch {
            back: 2,
            looked_at: None,
            next_at: None,
            blind: vec!["Our help desk".into()],
        },
        to_tell: vec![("HB-7K2M-93QF".parse().unwrap(), 2)],
        rated: Some((2, vec![("HB-22QX-4F7K".parse().unwrap(), at(4, 6, 9, 0))])),
    }
}

fn regime() -> Regime {
    Regime {
        id: "eu-gdpr".into(),
        version: "2018-05-25".into(),
        calendar: "ie".into(),
        zone: "Europe/Dublin".parse().unwrap(),
        pauses: vec![PauseReason::Identity, PauseReason::Scope],
    }
}

fn deadline() -> Deadline {
    let easter = |d, key: &str| DueReason::Holiday {
        date: day(2026, 4, d),
        key: key.into(),
        substitute: false,
    };
    Deadline {
        legal: day(2026, 4, 7),
        inner: day(2026, 4, 2),
        extendable: true,
        reasons: vec![
            DueReason::ReceivedOn {
                date: day(2026, 3, 5),
            },
            DueReason::SameDay {
                months: 1,
                date: day(2026, 4, 5),
            },
            easter(5, "easter-sunday"),
            easter(6, "easter-monday"),
        ],
    }
}

fn ground(ground: &str, law: &str) -> RefusalGround {
    RefusalGround {
        ground: ground.into(),
        law: law.into(),
    }
}

fn story(steps: &[(DateTime<Utc>, &str, Option<Role>)]) -> Vec<StoryStep> {
    steps
        .iter()
        .map(|(at, what, by)| StoryStep {
            at: *at,
            what: (*what).into(),
            by: *by,
        })
        .collect()
}

fn plan_line(system: &str, place: &str, label: &str, count: u64, fate: Fate) -> PlanLine {
    PlanLine {
        system: system.into(),
        place: place.into(),
        label: label.into(),
        count,
        fate,
    }
}

fn plan() -> PlanView {
    let shop = "Our web shop";
    let tax = Fate::Kept {
        asked: true,
        ground: "Tax law makes us keep invoices for ten years".into(),
        law: "Taxes Consolidation Act 1997 s. 886".into(),
        until: Some(day(2033, 12, 31)),
        told: true,
    };
    let secret = Fate::Kept {
        asked: true,
        ground: "Needed for an open investigation".into(),
        law: "Criminal Justice Act 2010 s. 49".into(),
        until: None,
        told: false,
    };
    let fields = ["Name", "E-mail address", "Telephone"]
        .map(str::to_owned)
        .to_vec();
    PlanView {
        digest: DIGEST.into(),
        map_version: "2026-11-01".into(),
        totals: Totals {
            deleted: 412,
            anonymised: 1,
            unlinked: 1,
            kept: 11,
        },
        lines: vec![
            plan_line(shop, "shop.orders", "Orders", 37, Fate::Deleted),
            plan_line(
                shop,
                "shop.order_items",
                "What you ordered",
                361,
                Fate::Deleted,
            ),
            plan_line(
                "Support desk",
                "support.tickets",
                "Conversations",
                14,
                Fate::Deleted,
            ),
            plan_line(
                shop,
                "shop.customers",
                "Your account",
                1,
                Fate::Anonymised(fields),
            ),
            plan_line(shop, "shop.addresses", "Addresses", 1, Fate::Unlinked),
            plan_line(shop, "shop.orders", "Orders", 2, secret),
            plan_line("Documents", "documents.invoices", "Invoices", 9, tax),
        ],
        missing: Vec::new(),
    }
}

pub fn erasure() -> StaffRequestView {
    let staff = By::Staff {
        id: StaffId::from_random([7; 16]),
        role: Role::Agent,
    };
    StaffRequestView {
        request: RequestView {
            summary: None,
            areas: Vec::new(),
            line: line(
                "HB-7K2M-93QF",
                Right::Erasure,
                Stage::Open,
                day(2026, 4, 7),
                Some("a•••@f•••••••.example"),
            ),
            version: 3,
            deadline: deadline(),
            story: story(&[
                (at(3, 5, 14, 2), "story-received", Some(Role::Customer)),
                (at(3, 5, 14, 3), "story-verified", Some(Role::Agent)),
                (at(3, 9, 9, 30), "story-assigned", Some(Role::Officer)),
            ]),
            progress: Progress::default(),
            outcome: None,
            refusal: None,
            hold_until: None,
            package: None,
            receipt: false,
            correction: None,
            told: Vec::new(),
            review: None,
            messages: Vec::new(),
            rating: None,
            about: None,
            wrote: None,
            reading: None,
            acts: vec![Act::Approve, Act::Refuse],
        },
        plan: Some(plan()),
        stuck: Vec::new(),
        to_settle: Vec::new(),
        regime: regime(),
        verified: Some(Verified {
            by: staff,
            at: at(3, 5, 14, 3),
            how: Proof::Desk,
        }),
        held: None,
        grounds: vec![
            ground("unfounded", "GDPR Art. 12(5)(b)"),
            ground("excessive", "GDPR Art. 12(5)(b)"),
            ground("legal-obligation", "GDPR Art. 17(3)(b)"),
            ground("legal-claims", "GDPR Art. 17(3)(e)"),
        ],
        asked: None,
        intake: None,
        careful: Vec::new(),
        pauses: Vec::new(),
        assigned: None,
        later: Vec::new(),
        follows: None,
        holds: Vec::new(),
        team: Some("cork".into()),
        staff: vec![(
            "00000000-0000-4000-8000-000000000001".into(),
            "Henrik Solberg".into(),
        )],
        teams: vec!["cork".into()],
        inside: InsideView {
            tasks: vec![InsideLine {
                id: uuid::Uuid::from_u128(1),
                text: "Ask the warehouse for the March list".into(),
                by: "Henrik Solberg".into(),
                at: at(3, 9, 9, 30),
                done: Some((at(3, 10, 9, 30), "Amara Diallo".into())),
                bytes: 0,
            }],
            ..InsideView::default()
        },
        prepared: None,
        may_prepare: false,
    }
}

pub fn missing() -> StaffRequestView {
    let mut view = erasure();
    let mut plan = plan();
    plan.lines.retain(|line| line.system != "Support desk");
    plan.missing = vec![SystemFault {
        system: "Support desk".into(),
        obstacle: Obstacle::Search {
            collection: "tickets".into(),
            why: Failure::Unreachable,
        },
    }];
    view.plan = Some(plan);
    view
}

pub fn stuck() -> StaffRequestView {
    let mut view = erasure();
    view.request.line = line(
        "HB-7K2M-93QF",
        Right::Erasure,
        Stage::NeedsPerson,
        day(2026, 4, 5),
        Some("a•••@f•••••••.example"),
    );
    view.request.version = 7;
    view.request.acts = vec![Act::Retry];
    view.stuck = vec![
        ("Support desk".into(), "stuck-no-answer".into()),
        (String::new(), "stuck-changed".into()),
    ];
    let system = |system: &str, state, count| SystemProgress {
        system: system.into(),
        state,
        count,
    };
    view.request.progress = Progress {
        systems: vec![
            system("Our web shop", StepState::Done, 402),
            system("Support desk", StepState::NeedsPerson, 0),
            system("Documents", StepState::Waiting, 0),
        ],
        finished: false,
    };
    view.request.story.extend(story(&[
        (at(3, 10, 11, 5), "story-approved", Some(Role::Officer)),
        (at(3, 19, 11, 5), "story-started", None),
        (at(3, 19, 11, 9), "story-stopped", None),
    ]));
    view
}

pub fn correction() -> StaffRequestView {
    let mut view = erasure();
    view.request.line.right = Right::Rectification;
    view.request.line.due = day(2026, 4, 8);
    view.request.line.days_left = 1;
    view.plan = None;
    view.request.correction = Some(CorrectionView {
        unshown: false,
        label: "Address".into(),
        system: "Our web shop".into(),
        old: "Lindenweg 4, 10115 Berlin".into(),
        new: "Kastanienallee 21, 10435 Berlin".into(),
        reason: "I moved".into(),
        contact: false,
        evidence: Vec::new(),
        told: Vec::new(),
        also: Vec::new(),
        forgotten: false,
        page: None,
    });
    view
}

pub fn refused() -> StaffRequestView {
    let mut view = erasure();
    view.request.line.stage = Stage::Refused;
    view.request.acts = Vec::new();
    view.plan = None;
    view.verified = None;
    view.request.refusal = Some(RefusalView {
        ground: "refusal-not-identified".into(),
        law: "GDPR Art. 12(2), 12(6)".into(),
        note: "We wrote to you twice, on 9 and 20 March, and asked for proof that it is you. We have no answer.".into(),
        authority: "Data Protection Commission, Dublin".into(),
    });
    view
}

pub fn audit() -> AuditView {
    let hash = |n: u8| {
        Some(format!(
            "c0ffee00c0ff{n:02x}0123456789abcdef0123456789abcdef0123456789abcdef0123"
        ))
    };
    let line = |number, minute, who: &str, act: Act, reference: Option<&str>, hash| AuditLine {
        number,
        at: at(4, 7, 9, minute),
        who: who.into(),
        act: act.as_str().into(),
        reference: reference.map(|text| text.parse().unwrap()),
        why: vec![
            ("person".into(), "07c9a13d4f85e21b".into()),
            ("ground".into(), "unfounded".into()),
            ("why".into(), "call-back".into()),
            ("field".into(), "shop.customers.phone".into()),
            ("agrees".into(), "no".into()),
        ],
        hash,
    };
    let hb = Some("HB-7K2M-93QF");
    AuditView {
        lines: vec![
            line(
                None,
                40,
                "officer 5e21b07c9a13d4f8",
                Act::SeeRequest,
                hb,
                None,
            ),
            line(
                Some(1204),
                31,
                "officer 5e21b07c9a13d4f8",
                Act::Approve,
                hb,
                hash(4),
            ),
            line(
                Some(1203),
                12,
                "customer 07c9a13d4f85e21b",
                Act::ProveAgain,
                None,
                hash(3),
            ),
            line(
                Some(1202),
                5,
                "system",
                Act::Run,
                Some("HB-4D8W-Q1NP"),
                hash(2),
            ),
            line(
                Some(1201),
                1,
                "agent a13d4f85e21b07c9",
                Act::SignIn,
                None,
                hash(1),
            ),
        ],
        older: Some(1201),
        chain: ChainState::Whole {
            upto: 1204,
            at: at(4, 7, 9, 0),
        },
    }
}

pub fn every_stop() -> Vec<Stop> {
    let store = || "shop".to_owned();
    vec![
        Stop::NoAnswer { store: store() },
        Stop::Failed { store: store() },
        Stop::Changed { drift: Drift::Map },
        Stop::Doubt { store: store() },
        Stop::LeftOver {
            store: store(),
            count: 1,
        },
    ]
}

pub fn everything_that_happens() -> Vec<What> {
    let legal = day(2026, 4, 7);
    vec![
        What::Received {
            right: Right::Access,
            regime: "eu-gdpr".into(),
            legal,
            proof: None,
        },
        What::VerifyingStarted,
        What::AddressConfirmed,
        What::Verified { proof: Proof::Desk },
        What::Assigned { to: None },
        What::Paused {
            why: PauseReason::Identity,
        },
        What::Resumed { legal },
        What::Extended {
            reasons: Vec::new(),
            legal,
        },
        What::Approved {
            plan_digest: None,
            hold_until: at(4, 7, 9, 0),
        },
        What::Refused {
            ground: "unfounded".into(),
        },
        What::Withdrawn,
        What::Started,
        What::Stopped { why: Vec::new() },
        What::Retried,
        What::AnsweredInFull,
        What::AnsweredInPart {
            grounds: Vec::new(),
        },
        What::AnsweredNothingHeld,
        What::Expired,
    ]
}
