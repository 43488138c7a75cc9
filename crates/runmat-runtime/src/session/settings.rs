//! Settings that a script can ask for and change, each a function of its own.

use crate::partial;
use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{Builtin, CallCx, Scope, Values, one};
use runmat_value::object::CleanupToken;
use runmat_value::{Class, Error, Result, StructArray, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Values that differ from the defaults.
#[derive(Default)]
struct Changed(HashMap<&'static str, Value>);

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "settings",
    save: |s| {
        let changed: BTreeMap<_, _> = s.extensions.get::<Changed>().0.clone().into_iter().collect();
        Ok(Some(Value::Struct(Arc::new(StructArray::from_fields(changed)))))
    },
    load: |s, v| {
        let Value::Struct(fields) = v else { return Err(BAD_STATE) };
        for (name, v) in fields.names().iter().zip(fields.values()) {
            let (known, _) = KINDS.iter().find(|(n, _)| *n == &**name).ok_or(BAD_STATE)?;
            s.extensions.get::<Changed>().0.insert(known, v.clone());
        }
        Ok(())
    },
};

/// What values a setting takes.
#[derive(Clone, Copy)]
enum Kind {
    Truth(bool),
    Number(f64, f64),
    Text(&'static str),
}

const KINDS: &[(&str, Kind)] = &[
    ("beep_on_error", Kind::Truth(false)),
    ("built_in_docstrings_file", Kind::Text("")),
    ("completion_append_char", Kind::Text(" ")),
    ("crash_dumps_octave_core", Kind::Truth(true)),
    ("debug_java", Kind::Truth(false)),
    ("debug_on_error", Kind::Truth(false)),
    ("debug_on_interrupt", Kind::Truth(false)),
    ("debug_on_warning", Kind::Truth(false)),
    ("disable_diagonal_matrix", Kind::Truth(false)),
    ("disable_permutation_matrix", Kind::Truth(false)),
    ("disable_range", Kind::Truth(false)),
    ("doc_cache_file", Kind::Text("")),
    ("echo_executing_commands", Kind::Number(0.0, f64::INFINITY)),
    ("fixed_point_format", Kind::Truth(false)),
    ("history_timestamp_format_string", Kind::Text("# Octave 7.3.0, %a %b %d %H:%M:%S %Y %Z <user@host>")),
    ("info_file", Kind::Text("")),
    ("info_program", Kind::Text("info")),
    ("makeinfo_program", Kind::Text("makeinfo")),
    ("max_recursion_depth", Kind::Number(256.0, f64::INFINITY)),
    ("max_stack_depth", Kind::Number(1024.0, f64::INFINITY)),
    ("missing_component_hook", Kind::Text("")),
    ("missing_function_hook", Kind::Text("")),
    ("octave_core_file_limit", Kind::Number(-1.0, f64::INFINITY)),
    ("octave_core_file_name", Kind::Text("octave-workspace")),
    ("octave_core_file_options", Kind::Text("-binary")),
    ("optimize_diagonal_matrix", Kind::Truth(true)),
    ("optimize_permutation_matrix", Kind::Truth(true)),
    ("optimize_range", Kind::Truth(true)),
    ("optimize_subsasgn_calls", Kind::Truth(true)),
    ("output_precision", Kind::Number(5.0, 16.0)),
    ("page_output_immediately", Kind::Truth(false)),
    ("page_screen_output", Kind::Truth(false)),
    ("PAGER", Kind::Text("less")),
    ("PAGER_FLAGS", Kind::Text("")),
    ("print_empty_dimensions", Kind::Truth(true)),
    ("print_struct_array_contents", Kind::Truth(false)),
    ("PS1", Kind::Text("octave:\\#> ")),
    ("PS2", Kind::Text("> ")),
    ("PS4", Kind::Text("+ ")),
    ("sighup_dumps_octave_core", Kind::Truth(true)),
    ("sigquit_dumps_octave_core", Kind::Truth(true)),
    ("sigterm_dumps_octave_core", Kind::Truth(true)),
    ("sparse_auto_mutate", Kind::Truth(false)),
    ("split_long_rows", Kind::Truth(true)),
    ("string_fill_char", Kind::Text(" ")),
    ("struct_levels_to_print", Kind::Number(2.0, f64::INFINITY)),
    ("suppress_verbose_help_message", Kind::Truth(false)),
    ("EDITOR", Kind::Text("emacs")),
    ("EXEC_PATH", Kind::Text("")),
    ("IMAGE_PATH", Kind::Text(".")),
];

const fn setting(name: &'static str) -> Builtin {
    Builtin::many(name, (0, 2), 1, access)
        .doc("NAME(): a setting.\nNAME(value): changes it.\nNAME(value, 'local'): until the calling function ends.")
}

const fn rows<const N: usize>() -> [Builtin; N] {
    let mut out = [setting(""); N];
    let mut k = 0;
    while k < N {
        out[k] = setting(KINDS[k].0);
        k += 1;
    }
    out
}

/// The builtins.
pub const TABLE: &[Builtin] = &rows::<{ KINDS.len() }>();

fn access(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (_, kind) =
        *KINDS.iter().find(|(n, _)| *n == cx.name).ok_or_else(|| Error::internal("a setting without a row"))?;
    let old = read(cx, kind);
    let Some(new) = args.first() else { return Ok(one(old)) };
    let local = match args.get(1) {
        None => false,
        Some(v) if v.as_text().as_deref() == Some("local") => true,
        Some(_) => return Err(Error::msg(format!("{}: second argument must be a string \"local\"", cx.name))),
    };
    let new = checked(cx, kind, new)?;
    if local {
        let restore = partial::handle(cx.name, vec![old.clone()]);
        let token = Value::Cleanup(Arc::new(CleanupToken::new(restore, cx.session.cleanup.clone())));
        let hidden = format!(" {}", cx.name);
        cx.vm.set_variable(Scope::Current, &hidden, token)?;
    }
    apply(cx, new);
    Ok(if cx.nargout > 0 { one(old) } else { Values::new() })
}

fn read(cx: &mut CallCx<'_>, kind: Kind) -> Value {
    let format = &cx.session.format;
    match cx.name {
        "output_precision" => {
            return Value::Num(format.precision.unwrap_or(if format.is_long() { 16 } else { 5 }) as f64);
        }
        "fixed_point_format" => return Value::Bool(format.fixed_point),
        "split_long_rows" => return Value::Bool(format.split_long_rows),
        "print_empty_dimensions" => return Value::Bool(format.empty_dimensions),
        "struct_levels_to_print" => return Value::Num(format.struct_levels as f64),
        _ => {}
    }
    let name = cx.name;
    if let Some(v) = cx.session.extensions.get::<Changed>().0.get(name) {
        return v.clone();
    }
    match kind {
        Kind::Truth(b) => Value::Bool(b),
        Kind::Number(x, _) => Value::Num(x),
        Kind::Text(t) => cx.text(t),
    }
}

fn checked(cx: &CallCx<'_>, kind: Kind, new: &Value) -> Result<Value> {
    let name = cx.name;
    match kind {
        Kind::Truth(_) => match new.as_f64().filter(|_| new.is_numeric() || new.class() == Class::Logical) {
            Some(x) => Ok(Value::Bool(x != 0.0)),
            None => Err(Error::msg(format!("{name}: argument must be a logical value"))),
        },
        Kind::Number(_, most) => match new.as_f64().filter(|_| new.is_numeric()) {
            Some(x) if x != x.trunc() => Err(Error::msg(format!("{name}: argument must be a scalar value"))),
            Some(x) if x > most => Err(Error::msg(format!("{name}: arg must be less than or equal to {most}"))),
            Some(x) if x < 0.0 && name != "octave_core_file_limit" => {
                Err(Error::msg(format!("{name}: arg must be greater than 0")))
            }
            Some(x) => Ok(Value::Num(x)),
            None => Err(Error::msg(format!("{name}: argument must be a scalar value"))),
        },
        Kind::Text(_) => match new.as_text() {
            Some(t) if name == "string_fill_char" && t.chars().count() != 1 => {
                Err(Error::msg(format!("{name}: argument must be a single character")))
            }
            Some(_) => Ok(new.clone()),
            None => Err(Error::msg(format!("{name}: first argument must be a string"))),
        },
    }
}

fn apply(cx: &mut CallCx<'_>, new: Value) {
    let truth = matches!(new, Value::Bool(true));
    let number = new.as_f64().unwrap_or(0.0) as usize;
    let format = &mut cx.session.format;
    match cx.name {
        "output_precision" => format.precision = Some(number),
        "fixed_point_format" => format.fixed_point = truth,
        "split_long_rows" => format.split_long_rows = truth,
        "print_empty_dimensions" => format.empty_dimensions = truth,
        "struct_levels_to_print" => format.struct_levels = number as _,
        _ => {
            let name = cx.name;
            cx.session.extensions.get::<Changed>().0.insert(name, new);
        }
    }
}
