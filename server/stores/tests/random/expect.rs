//! What an erasure must leave behind, or why it must be refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    oracle::{At, Class, Oracle},
    world::{CONSTANT, Cell, Erase, LinkKind, OnDelete, Row, Rule},
};

/// What a cell must be after an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    Is(Cell),
    /// Something else than it was.
    Another(String),
}

/// The rows of tables, by key.
pub type Wanted = BTreeMap<usize, BTreeMap<Row, Vec<Want>>>;

impl Oracle<'_> {
    /// The whole store after the erasure, by table; or why it must be refused.
    pub fn erased(&self, store: usize) -> Result<Wanted, String> {
        let mut rows: BTreeMap<At, Row> = BTreeMap::new();
        for (number, table) in self.world.tables_of(store) {
            for (place, row) in table.rows.iter().enumerate() {
                rows.insert((number, place), row.clone());
            }
        }
        self.cut(&mut rows)?;
        let goes = |at: &At| self.is(*at, Class::Own) && self.table(*at).erase == Erase::Delete;
        rows.retain(|at, _| !goes(at));
        self.mend(&mut rows)?;
        let mut wanted = self.mask(store, &rows)?;
        self.follow(&rows, &mut wanted);
        self.hold(&wanted)?;
        Ok(wanted)
    }

    /// Under ON UPDATE CASCADE what points at a changed field changes with it.
    fn follow(&self, rows: &BTreeMap<At, Row>, wanted: &mut Wanted) {
        for (at, row) in rows {
            let table = self.table(*at);
            for key in table.foreign_keys.iter().filter(|key| key.follows) {
                let target = &self.world.tables[key.to];
                let held = table.of(&key.columns, row);
                if held.iter().any(Option::is_none) {
                    continue;
                }
                let Some((_, to)) = rows
                    .iter()
                    .find(|(to, row)| to.0 == key.to && target.of(&key.to_columns, row) == held)
                else {
                    continue;
                };
                let masked = wanted[&key.to][&target.key_of(to)].clone();
                let own = wanted
                    .get_mut(&at.0)
                    .and_then(|rows| rows.get_mut(&table.key_of(row)));
                let Some(own) = own else {
                    continue;
                };
                for (here, there) in key.columns.iter().zip(&key.to_columns) {
                    // A field of its own that was changed before points nowhere.
                    if own[*here] == Want::Is(row[*here].clone()) {
                        own[*here] = masked[*there].clone();
                    }
                }
            }
        }
    }

    /// What foreign keys point at must still be there when fields were changed.
    fn hold(&self, wanted: &Wanted) -> Result<(), String> {
        for (number, rows) in wanted {
            for key in &self.world.tables[*number].foreign_keys {
                for row in rows.values() {
                    let held: Vec<&Want> = key.columns.iter().map(|at| &row[*at]).collect();
                    let stands = wanted[&key.to].values().any(|to| {
                        let mut columns = key.to_columns.iter().zip(&held);
                        columns.all(|(at, held)| to[*at] == **held)
                    });
                    let refused = key.columns.iter().zip(&held).any(|(at, held)| {
                        self.world.tables[*number].columns[*at].not_null && **held == Want::Is(None)
                    });
                    if refused {
                        return Err(format!("table {number} would hold NULL"));
                    }
                    if !held.contains(&&Want::Is(None)) && !stands {
                        return Err(format!("table {number} points at what is masked"));
                    }
                }
            }
        }
        Ok(())
    }

    /// Links of what stays to what is shared, and of what is shared to what is the person's.
    fn cut(&self, rows: &mut BTreeMap<At, Row>) -> Result<(), String> {
        for join in &self.joins {
            let cut = match join.kind {
                LinkKind::Owns => {
                    self.table(join.from).erase == Erase::Anonymise
                        && self.is(join.from, Class::Own)
                        && self.is(join.to, Class::Shared)
                }
                LinkKind::OwnedBy => {
                    self.is(join.from, Class::Shared) && self.is(join.to, Class::Own)
                }
                LinkKind::Refers => false,
            };
            if !cut || !rows.contains_key(&join.from) {
                continue;
            }
            let table = self.table(join.from);
            let free: Vec<usize> = join
                .columns
                .iter()
                .copied()
                .filter(|column| !table.columns[*column].not_null && !table.key.contains(column))
                .collect();
            if free.is_empty() {
                return Err(format!("a link of {:?} cannot be cut", join.from));
            }
            for column in free {
                if let Some(row) = rows.get_mut(&join.from) {
                    row[column] = None;
                }
            }
        }
        Ok(())
    }

    /// Foreign keys to what went: what stays lets go of it, or the schema's own rule says.
    fn mend(&self, rows: &mut BTreeMap<At, Row>) -> Result<(), String> {
        for at in rows.keys().copied().collect::<Vec<_>>() {
            let table = self.table(at);
            for key in &table.foreign_keys {
                let target = &self.world.tables[key.to];
                let row = &rows[&at];
                let held: Row = key
                    .columns
                    .iter()
                    .map(|column| row[*column].clone())
                    .collect();
                if held.iter().any(Option::is_none) {
                    continue;
                }
                let stands = |(to, row): (&At, &Row)| {
                    to.0 == key.to && target.of(&key.to_columns, row) == held
                };
                if rows.iter().any(stands) {
                    continue;
                }
                let mut free = key.columns.clone();
                free.retain(|column| !table.columns[*column].not_null);
                let anonymised = self.is(at, Class::Own) && !free.is_empty();
                if !anonymised {
                    if key.on_delete != OnDelete::SetNull {
                        return Err(format!("{at:?} points at what goes"));
                    }
                    if free.len() < key.columns.len() {
                        return Err(format!("{at:?} cannot let go of what goes"));
                    }
                }
                for column in free {
                    if let Some(row) = rows.get_mut(&at) {
                        row[column] = None;
                    }
                }
            }
        }
        Ok(())
    }

    fn mask(&self, store: usize, rows: &BTreeMap<At, Row>) -> Result<Wanted, String> {
        let mut wanted = Wanted::new();
        for (number, table) in self.world.tables_of(store) {
            let mut after: BTreeMap<Row, Vec<Want>> = BTreeMap::new();
            for (at, row) in rows.iter().filter(|(at, _)| at.0 == number) {
                let masked = table.erase == Erase::Anonymise && self.is(*at, Class::Own);
                let cells = table.columns.iter().zip(row).map(|(column, cell)| {
                    if masked && column.mapped {
                        masked_cell(column.rule, cell)
                    } else {
                        Want::Is(cell.clone())
                    }
                });
                after.insert(table.key_of(row), cells.collect());
            }
            for (place, column) in table.columns.iter().enumerate() {
                let cells: Vec<&Want> = after.values().map(|row| &row[place]).collect();
                let fixed: Vec<&str> = cells
                    .iter()
                    .filter_map(|want| match want {
                        Want::Is(cell) => cell.as_deref(),
                        Want::Another(_) => None,
                    })
                    .collect();
                if column.not_null && cells.contains(&&Want::Is(None)) {
                    return Err(format!("`{}` must not be NULL", column.name));
                }
                let distinct: BTreeSet<&str> = fixed.iter().copied().collect();
                if column.unique && distinct.len() < fixed.len() {
                    return Err(format!("`{}` must be unique", column.name));
                }
            }
            wanted.insert(number, after);
        }
        Ok(wanted)
    }
}

fn masked_cell(rule: Rule, cell: &Cell) -> Want {
    match (rule, cell) {
        (Rule::Null, _) => Want::Is(None),
        (Rule::Constant, _) => Want::Is(Some(CONSTANT.to_owned())),
        (Rule::Keep, _) | (_, None) => Want::Is(cell.clone()),
        (Rule::Pseudonym, Some(text)) => Want::Another(text.clone()),
        (Rule::Year, Some(text)) => Want::Is(Some(format!("{}-01-01", &text[..4]))),
        (Rule::Postcode, Some(text)) => {
            let cut: String = text.chars().take(3).collect();
            Want::Is(Some(cut.trim_end().to_owned()))
        }
    }
}
