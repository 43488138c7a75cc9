//! Objects of builtin classes: maps, clean-up tokens.

pub mod map;
pub mod parser;

use runmat_ignition::{Builtin, CallCx, MANY};
use runmat_value::object::CleanupToken;
use runmat_value::{Result, Value};
use std::sync::Arc;

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
    Builtin::one("onCleanup", (1, 1), on_cleanup)
        .impure()
        .doc("onCleanup(f): calls f when the result is no longer held by anything."),
];

/// `onCleanup(f)`.
fn on_cleanup(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let f = args[0].take();
    if !matches!(f, Value::Func(_)) {
        return Err(cx.fail("MATLAB:onCleanup:invalidInput", "argument must be a function handle"));
    }
    Ok(Value::Cleanup(Arc::new(CleanupToken::new(f, cx.session.cleanup.clone()))))
}
