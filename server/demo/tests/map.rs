//! The maps are tutorials: they must be without a fault, in themselves and against the stores.

use std::{collections::BTreeSet, error::Error};

use habeas_demo::{MAP, MAP_IN_SPANISH, SEED, Size, cast_map, create_sized, postgres_map};
use habeas_domain::map::{self, DataMap};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

type Outcome = Result<(), Box<dyn Error>>;

fn findings(text: &str) -> Result<Vec<String>, map::MapError> {
    Ok(map::check(&map::parse(text)?)
        .iter()
        .map(ToString::to_string)
        .collect())
}

#[test]
fn the_maps_parse_without_findings() -> Outcome {
    assert_eq!(findings(MAP)?, Vec::<String>::new());
    assert_eq!(findings(&cast_map())?, Vec::<String>::new());
    assert_eq!(map::parse(&cast_map())?.stores.len(), 3);
    assert_eq!(map::parse(MAP)?.stores.len(), 4);
    assert_eq!(findings(postgres_map())?, Vec::<String>::new());
    Ok(())
}

#[test]
fn every_choice_and_every_word_of_the_lists_is_used() -> Outcome {
    for text in [MAP, &cast_map(), postgres_map()] {
        let map = map::parse(text)?;
        let fields = || {
            map.collections()
                .flat_map(|(_, _, collection)| &collection.fields)
        };
        let purposes: BTreeSet<&str> = fields()
            .flat_map(|field| &field.purposes)
            .map(map::Name::as_str)
            .collect();
        let recipients: BTreeSet<&str> = fields()
            .flat_map(|field| &field.recipients)
            .map(map::Name::as_str)
            .collect();
        assert!(map.purposes.keys().map(String::as_str).eq(purposes));
        assert!(map.recipients.keys().map(String::as_str).eq(recipients));
        assert_eq!(map.choices.len(), 4);
    }
    Ok(())
}

/// The tables of the live stores, the columns of each, and the map: nobody forgot a column.
#[tokio::test]
async fn every_column_is_mapped() -> Outcome {
    let folder = tempfile::TempDir::new()?;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    create_sized(folder.path(), SEED, today, Size::Whole).await?;
    let map: DataMap = map::parse(MAP)?;
    for store in ["shop", "support", "marketing"] {
        let path = folder.path().join(format!("{store}.sqlite"));
        let mut db = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .connect()
            .await?;
        let live: Vec<(String, String)> = sqlx::query_as(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' ORDER BY 1, 2",
        )
        .fetch_all(&mut db)
        .await?;
        let mut mapped: Vec<(String, String)> = map
            .collections()
            .filter(|(place, _, _)| place.store == store)
            .flat_map(|(_, _, c)| {
                c.fields
                    .iter()
                    .map(|field| (c.source_name().to_owned(), field.name.to_string()))
            })
            .collect();
        mapped.sort();
        assert_eq!(live, mapped);
    }
    Ok(())
}

/// Whoever takes a session over would change first how the person is reached: never at once,
/// whatever a map says.
#[test]
fn what_reaches_a_person_is_never_corrected_at_once() -> Outcome {
    for text in [MAP, postgres_map()] {
        let map = map::parse(text)?;
        let mut reached = 0;
        for (place, _, collection) in map.collections() {
            for field in &collection.fields {
                if collection.reaches(field) {
                    reached += usize::from(field.correct != map::Correctable::No);
                    let how = collection.correctable(field);
                    assert_ne!(how, map::Correctable::Directly, "{place}.{}", field.name);
                }
            }
        }
        assert!(reached > 0);
    }
    Ok(())
}

/// What staff may ask a caller is something the person knows, may see and can say.
#[test]
fn what_is_secret_sensitive_or_hidden_cannot_show_who_asks() -> Outcome {
    let asked = map::parse(MAP)?
        .collections()
        .flat_map(|(_, _, collection)| collection.fields.clone())
        .filter(|field| field.verify)
        .count();
    assert!(asked >= 3, "a copy needs three answers that agree");
    for (name, why) in [
        ("name: password_hash,", "is a secret of the person"),
        ("name: access_needs,", "is sensitive"),
        ("name: delivery_note,", "is free text"),
        ("name: address_id,", "is not shown to the person"),
    ] {
        let marked = MAP.replacen(name, &format!("{name} verify: true,"), 1);
        assert_ne!(marked, MAP);
        let found = findings(&marked)?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(why), "{found:?}");
    }
    Ok(())
}

/// Every text of the map that people read has its Spanish, and nothing in Spanish is left over.
#[test]
fn the_map_is_whole_in_spanish() -> Outcome {
    let spanish = map::Translation::parse(MAP_IN_SPANISH)?;
    let whole = map::parse(MAP)?;
    let found: Vec<String> = spanish
        .check(&whole)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, Vec::<String>::new());
    let said = spanish.of(&whole);
    let shop = &said.stores[0];
    assert_eq!(shop.label, "Nuestra tienda en línea");
    assert_eq!(
        map::texts(&said).intersection(&map::texts(&whole)).count(),
        0
    );
    Ok(())
}
