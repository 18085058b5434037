//! Made-up values of every kind the first pages meet.

use habeas_domain::{
    found::Failure,
    hold::HoldKind,
    look::{AlsoView, BrowseView, EvidenceView, Preview, RecordPage, StatementView},
    map::{Automated, Basis, Correctable, Source, ValueCheck},
    plan::Obstacle,
    view::*,
};

pub fn field(name: &str, label: &str, value: Shown) -> FieldView {
    FieldView {
        name: name.into(),
        label: label.into(),
        value,
        why: vec![("To deliver what you ordered".into(), Basis::Contract)],
        source: Source::You,
        recipients: vec!["Parcel carrier (Nordpost)".into()],
        until: "as long as you are a customer".into(),
        sensitive: false,
        correct: Correctable::No,
        automated: None,
        statements: Vec::new(),
        withheld: None,
    }
}

fn text(value: &str) -> Shown {
    Shown::Text(value.into())
}

pub fn account() -> CollectionView {
    let mut name = field("full_name", "Name", text("María Nováková <b>"));
    name.correct = Correctable::Directly;
    let mut phone = field("phone", "Telephone", Shown::Empty);
    phone.correct = Correctable::AfterReview;
    let mut size = field("size", "Size of clothes", text("L"));
    size.sensitive = true;
    size.source = Source::Inferred;
    size.recipients.clear();
    CollectionView {
        place: "shop.customers".into(),
        label: "Your account".into(),
        describe: "Your name and how we reach you".into(),
        system: "Our web shop".into(),
        total: 1,
        records: vec![RecordView {
            token: "0f0f".into(),
            shared: true,
            document: None,
            fields: vec![
                name,
                phone,
                size,
                field("note", "Note", Shown::AfterReview),
                field("card", "Card number", Shown::Withheld),
            ],
        }],
    }
}

pub fn orders(total: u64) -> CollectionView {
    let records = (1..=total.min(20)).map(|number| RecordView {
        token: format!("{number:04x}"),
        shared: false,
        document: None,
        fields: vec![
            field("number", "Order number", text(&number.to_string())),
            field("placed_on", "Ordered on", text("2026-03-05")),
        ],
    });
    CollectionView {
        place: "shop.orders".into(),
        label: "Orders".into(),
        describe: "What you ordered, and how it went".into(),
        system: "Our web shop".into(),
        total,
        records: records.collect(),
    }
}

pub fn data() -> YourData {
    let items = CollectionView {
        place: "shop.order_items".into(),
        label: "Things in your orders".into(),
        ..orders(1204)
    };
    YourData {
        summary: None,
        sections: vec![
            Section {
                meaning: "account".into(),
                collections: vec![account()],
            },
            Section {
                meaning: "orders".into(),
                collections: vec![orders(37), items],
            },
        ],
        missing: vec![SystemFault {
            system: "Support".into(),
            obstacle: Obstacle::Search {
                collection: "tickets".into(),
                why: Failure::TimedOut,
            },
        }],
        ask_still_right: false,
        stands: vec![RestrictedView {
            kind: HoldKind::Restriction,
            ground: "objection".into(),
            label: None,
            law: None,
            since: Default::default(),
            places: Vec::new(),
            end_told_at: None,
        }],
    }
}

pub fn correct(check: ValueCheck) -> CorrectView {
    CorrectView {
        place: "shop.customers".into(),
        token: "0f0f".into(),
        field: "full_name".into(),
        label: "Name".into(),
        collection: "Your account".into(),
        system: "Our web shop".into(),
        old: "Maria Novakova".into(),
        check,
        after_review: false,
        contact: false,
        recipients: vec!["Parcel carrier (Nordpost)".into()],
        also: vec![AlsoView {
            system: "Our help desk".into(),
            collection: "Who you are to our help desk".into(),
            field: "Name".into(),
            changed: None,
        }],
    }
}

pub fn browse(matching: u64, page: usize) -> BrowseView {
    BrowseView {
        collection: orders(matching),
        matching,
        words: String::new(),
        at: None,
        sorts: vec![("number".into(), "Order number".into())],
        sort: None,
        down: false,
        page,
    }
}

pub fn evidence() -> Vec<EvidenceView> {
    vec![EvidenceView {
        id: uuid::Uuid::from_u128(1),
        name: "marriage.pdf".into(),
        bytes: 120_000,
    }]
}

pub fn record() -> RecordPage {
    let mut score = field("score", "Score", text("0.93"));
    score.automated = Some(Automated {
        from: "What you bought".into(),
        decides: "Which offers you get".into(),
    });
    score.statements = vec![StatementView {
        text: "I have no garden".into(),
        at: "2026-03-05T10:00:00Z".parse().unwrap(),
    }];
    RecordPage {
        place: "shop.customers".into(),
        label: "Your account".into(),
        describe: "Your name and how we reach you".into(),
        system: "Our web shop".into(),
        record: RecordView {
            token: "0f0f".into(),
            shared: true,
            fields: vec![
                score,
                field("needs", "What helps you", Shown::Masked),
                field("picture", "Picture", Shown::File(Preview::Other)),
                field("note", "Note", Shown::AfterReview),
                field("card", "Card number", Shown::Withheld),
            ],
            document: Some(Preview::Image),
        },
    }
}
