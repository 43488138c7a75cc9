//! The library: builtins as Rust kernels in tables, and functions written in the language (`library/*.m`).
//!
//! A module per subject; each has a `TABLE` of [`Builtin`] rows. Adding a function is adding a row.

use runmat_ignition::{Builtin, BuiltinId, CallCx, Library, LibraryClass, Outcome, StatePart, Values};
use runmat_value::{Dialect, Result};
use std::collections::HashMap;
use std::sync::Arc;

pub mod args;
pub mod arrays;
pub mod cells;
pub mod detached;
pub mod errors;
pub mod fft;
pub mod files;
pub mod functions;
pub mod gpu;
pub mod interact;
pub mod json;
pub mod linalg;
pub mod math;
pub mod objects;
pub mod offload;
pub mod partial;
pub mod random;
pub mod session;
pub mod sparse;
pub mod strings;
pub mod structs;
pub mod tasks;
#[cfg(test)]
mod testing;
pub mod time;
pub mod wasm;
pub mod web;

/// All tables, in order.
const TABLES: &[&[Builtin]] = &[
    // One row a table.
    arrays::accum::TABLE,
    arrays::create::TABLE,
    arrays::find::TABLE,
    arrays::query::TABLE,
    arrays::reduce::extreme::TABLE,
    arrays::reduce::logical::TABLE,
    arrays::reduce::sums::TABLE,
    arrays::sets::TABLE,
    arrays::shape::TABLE,
    arrays::sort::TABLE,
    arrays::stats::TABLE,
    cells::TABLE,
    errors::TABLE,
    fft::filters::TABLE,
    fft::TABLE,
    files::binary::TABLE,
    files::delimited::TABLE,
    files::fields::TABLE,
    files::folders::TABLE,
    files::open::TABLE,
    files::paths::TABLE,
    files::read::TABLE,
    files::store::TABLE,
    files::system::TABLE,
    files::textscan::TABLE,
    files::users::TABLE,
    functions::TABLE,
    gpu::TABLE,
    functions::qualify::TABLE,
    functions::validators::TABLE,
    interact::TABLE,
    json::TABLE,
    linalg::factor::TABLE,
    linalg::functions::TABLE,
    linalg::measures::TABLE,
    linalg::product::TABLE,
    linalg::shape::TABLE,
    linalg::solve::TABLE,
    linalg::spectral::TABLE,
    math::bits::TABLE,
    math::bytes::TABLE,
    math::convert::TABLE,
    math::numbers::TABLE,
    math::operators::TABLE,
    math::remainder::TABLE,
    math::special::bessel::TABLE,
    math::special::table::TABLE,
    math::table::TABLE,
    objects::classes::TABLE,
    objects::dictionary::TABLE,
    objects::TABLE,
    offload::TABLE,
    random::TABLE,
    session::TABLE,
    session::settings::TABLE,
    sparse::create::TABLE,
    sparse::incomplete::TABLE,
    sparse::order::TABLE,
    sparse::query::TABLE,
    strings::build::TABLE,
    strings::classify::TABLE,
    strings::compare::TABLE,
    strings::convert::TABLE,
    strings::edit::TABLE,
    strings::encode::TABLE,
    strings::layout::TABLE,
    strings::matlab::TABLE,
    strings::print::TABLE,
    strings::radix::TABLE,
    strings::regexp::TABLE,
    strings::scan::TABLE,
    strings::search::TABLE,
    strings::split::TABLE,
    strings::textscan::TABLE,
    structs::TABLE,
    tasks::TABLE,
    time::calendar::TABLE,
    time::TABLE,
    wasm::TABLE,
    web::TABLE,
];

/// State of modules that snapshots take along.
const STATE: &[StatePart] = &[
    files::folders::STATE,
    files::store::STATE,
    files::table::STATE,
    interact::STATE,
    random::seed::STATE,
    session::settings::STATE,
    session::time::STATE,
    session::variables::STATE,
    sparse::query::STATE,
    strings::regexp::STATE,
];

/// Sources of the functions written in the language: name, text.
mod sources {
    include!(concat!(env!("OUT_DIR"), "/library.rs"));
}

/// The standard library.
pub struct StandardLibrary {
    rows: Vec<&'static Builtin>,
    by_name: HashMap<&'static str, Vec<u32>>,
    sources: HashMap<&'static str, &'static str>,
}

impl StandardLibrary {
    /// The library, ready to be given to sessions.
    pub fn shared() -> Arc<dyn Library> {
        let rows: Vec<&'static Builtin> = TABLES.iter().copied().flatten().collect();
        let mut by_name: HashMap<&'static str, Vec<u32>> = HashMap::with_capacity(rows.len());
        for (k, row) in rows.iter().enumerate() {
            by_name.entry(row.name).or_default().push(k as u32);
        }
        Arc::new(StandardLibrary { rows, by_name, sources: sources::SOURCES.iter().copied().collect() })
    }
}

impl Library for StandardLibrary {
    fn find(&self, name: &str, dialect: Dialect) -> Option<BuiltinId> {
        let rows = self.by_name.get(name)?;
        let fits = |k: &&u32| self.rows[**k as usize].only.is_none_or(|d| d == dialect);
        rows.iter().find(fits).map(|&k| BuiltinId(k))
    }

    fn builtin(&self, id: BuiltinId) -> &'static Builtin {
        self.rows[id.0 as usize]
    }

    fn source(&self, name: &str, _dialect: Dialect) -> Option<&'static str> {
        self.sources.get(name).copied()
    }

    fn knows(&self, name: &str, dialect: Dialect) -> bool {
        let method = |key: &str| key.starts_with('@') && key.ends_with(name) && key.rsplit('/').next() == Some(name);
        let package = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        self.find(name, dialect).is_some()
            || self.source(name, dialect).is_some()
            || self.sources.keys().any(|k| method(k) || package(k))
            || self.by_name.keys().any(|k| package(k))
    }

    fn state(&self) -> &'static [StatePart] {
        STATE
    }

    fn names(&self, dialect: Dialect) -> Vec<&'static str> {
        let rows = self.rows.iter().filter(|r| r.only.is_none_or(|d| d == dialect)).map(|r| r.name);
        let files = self.sources.keys().copied().filter(|name| !name.starts_with('@'));
        let classes = objects::classes::CLASSES.iter().map(|c| c.name).filter(|name| !name.starts_with('_'));
        let mut names: Vec<_> = rows.chain(files).chain(classes).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn beside(
        &self,
        row: &'static Builtin,
        cx: &mut CallCx<'_>,
        args: &mut Values,
    ) -> Option<Result<(BuiltinId, Outcome)>> {
        let waiting = self.find(offload::WAITING, Dialect::Matlab)?;
        let begun = offload::builtin(cx, row, std::mem::take(args));
        Some(begun.map(|outcome| (waiting, outcome)))
    }

    fn on_device(
        &self,
        row: &'static Builtin,
        cx: &mut CallCx<'_>,
        args: &mut Values,
    ) -> Option<Result<(BuiltinId, Outcome)>> {
        let caretaker = gpu::caretaker(self)?;
        let begun = gpu::on_device(row, cx, args)?;
        Some(begun.map(|outcome| (caretaker, outcome)))
    }

    fn class(&self, name: &str) -> Option<&'static LibraryClass> {
        objects::classes::CLASSES.iter().find(|c| c.name == name)
    }

    fn methods(&self, class: &str) -> Vec<&'static str> {
        let own = self.sources.keys().filter_map(|name| name.strip_prefix('@')?.strip_prefix(class)?.strip_prefix('/'));
        own.collect()
    }

    fn operator(&self, function: &str) -> BuiltinId {
        self.find(function, Dialect::Matlab).expect("every operator has a builtin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Both dialects read every function that is written in the language.
    #[test]
    fn every_file_is_well_formed() {
        for dialect in [Dialect::Matlab, Dialect::Octave] {
            for (name, text) in sources::SOURCES {
                let wrong = runmat_syntax::parse(text, dialect).diagnostics;
                assert!(wrong.is_empty(), "{name}: {}", wrong[0].message);
            }
        }
    }

    /// The first of two rows or files with the same name would hide the other.
    #[test]
    fn every_name_stands_for_one_thing() {
        for dialect in [Dialect::Matlab, Dialect::Octave] {
            let fits = |r: &&Builtin| r.only.is_none_or(|d| d == dialect);
            let rows = TABLES.iter().copied().flatten().filter(fits).map(|r| r.name);
            let mut seen = HashSet::new();
            let twice: Vec<&str> =
                rows.chain(sources::SOURCES.iter().map(|s| s.0)).filter(|name| !seen.insert(*name)).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }
}
