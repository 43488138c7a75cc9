//! Objects of builtin classes: maps, argument parsers.

pub mod classes;
pub mod dictionary;
pub mod map;
pub mod parser;

use runmat_ignition::{Builtin, MANY};

/// The builtins.
pub const TABLE: &[Builtin] = &[
    Builtin::one("containers.Map", (0, MANY), map::construct)
        .impure()
        .doc("containers.Map(keys, values): a map.\n  m = containers.Map({'a', 'b'}, {1, 2}); m('b')"),
    Builtin::one("keys", (1, 1), map::keys_of).impure().doc("keys(m): the keys of a map, sorted."),
    Builtin::one("values", (1, 2), map::values_of).impure().doc("values(m), values(m, keys): the values of a map."),
    Builtin::one("isKey", (2, 2), map::is_key).impure().doc("isKey(m, key): whether a map has a key."),
    Builtin::one("remove", (2, 2), map::remove).impure().doc("remove(m, key): takes entries out of a map."),
    Builtin::one("inputParser", (0, 0), parser::construct)
        .impure()
        .doc("inputParser(): declares and reads arguments of a function."),
    Builtin::many("__display__", (2, 2), 0, parser::display),
];
