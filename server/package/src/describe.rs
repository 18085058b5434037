//! What describes the data files: JSON Schema for JSON, a Frictionless Data Package for CSV.

use habeas_domain::map::{Collection, DataMap, Place};
use serde_json::{Map, Value as Json, json};

use crate::{
    collection::{Column, FILE_COLUMN},
    completeness::WithheldField,
    manifest::FileEntry,
};

/// Where the files of a collection are.
pub(crate) struct Paths {
    pub json: String,
    pub csv: String,
    pub schema: String,
    pub view: String,
}

/// The beginning of a data file, up to its first record.
pub(crate) fn json_head(
    map: &DataMap,
    place: &Place,
    paths: &Paths,
    columns: &[Column],
    withheld: &[WithheldField],
) -> Vec<u8> {
    let labels: Map<String, Json> = columns
        .iter()
        .map(|column| (column.name.clone(), column.label.clone().into()))
        .collect();
    let withheld: Vec<&str> = withheld.iter().map(|field| field.name.as_str()).collect();
    let head = json!({
        "schema": format!("../../{}", paths.schema),
        "system": map.store(&place.store).map(|store| store.label.as_str()),
        "collection": map.collection(place).map(|collection| collection.label.as_str()),
        "labels": labels,
        "withheld": withheld,
    });
    let mut text = head.to_string();
    text.pop();
    text.push_str(",\"rows\":[");
    text.into_bytes()
}

/// JSON Schema 2020-12 of a data file.
pub(crate) fn json_schema(map: &DataMap, place: &Place, columns: &[Column]) -> Json {
    let collection = map.collection(place);
    let properties: Map<String, Json> = columns
        .iter()
        .map(|column| {
            let mut schema = column.shapes.json_schema();
            schema["title"] = column.label.clone().into();
            if let Some(category) = category(collection, &column.name) {
                schema["x-category"] = category.into();
            }
            (column.name.clone(), schema)
        })
        .collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": collection.map(|collection| collection.label.as_str()),
        "description": collection.map(|collection| collection.describe.as_str()),
        "type": "object",
        "required": ["schema", "system", "collection", "labels", "withheld", "rows", "complete"],
        "additionalProperties": false,
        "properties": {
            "schema": { "type": "string" },
            "system": { "type": "string" },
            "collection": { "type": "string" },
            "labels": { "type": "object", "additionalProperties": { "type": "string" } },
            "withheld": { "type": "array", "items": { "type": "string" } },
            "rows": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": names,
                    "additionalProperties": false,
                    "properties": properties,
                }
            },
            "complete": { "type": "boolean" },
        }
    })
}

/// One CSV file in `datapackage.json`.
pub(crate) fn resource(map: &DataMap, place: &Place, csv: &FileEntry, columns: &[Column]) -> Json {
    let collection = map.collection(place);
    let fields: Vec<Json> = columns
        .iter()
        .map(|column| {
            let mut field = json!({ "name": column.name, "title": column.label });
            if let (Some(field), Json::Object(kind)) =
                (field.as_object_mut(), column.shapes.table_type())
            {
                field.extend(kind);
            }
            field
        })
        .collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    let key: Vec<&str> = collection
        .iter()
        .flat_map(|collection| &collection.key)
        .map(|name| name.as_str())
        .collect();
    let whole = key
        .iter()
        .all(|name| columns.iter().any(|column| column.name == *name));
    if whole && !key.is_empty() {
        schema["primaryKey"] = json!(key);
    } else if columns.iter().any(|column| column.name == FILE_COLUMN) {
        schema["primaryKey"] = json!([FILE_COLUMN]);
    }
    let name = csv
        .path
        .trim_start_matches("data/")
        .trim_end_matches(".csv");
    json!({
        "name": name.replace('/', "."),
        "title": collection.map(|collection| collection.label.as_str()),
        "description": collection.map(|collection| collection.describe.as_str()),
        "path": csv.path,
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.bytes,
        "hash": format!("sha256:{}", csv.sha256),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
            "header": true,
            "caseSensitiveHeader": true,
        },
        "schema": schema,
    })
}

fn category<'c>(collection: Option<&'c Collection>, name: &str) -> Option<&'c str> {
    collection?.field(name).map(|field| field.category.as_str())
}
