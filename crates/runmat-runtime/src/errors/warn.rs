//! `warning`: issuing, and the states of identifiers.

use super::message;
use crate::partial;
use runmat_ignition::context::WarningState;
use runmat_ignition::{CallCx, Scope, Values, one};
use runmat_value::object::CleanupToken;
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Error, Name, Result, Value};
use std::sync::Arc;

fn word(state: WarningState) -> &'static str {
    match state {
        WarningState::On => "on",
        WarningState::Off => "off",
        WarningState::Error => "error",
    }
}

fn state(word: &str) -> Option<WarningState> {
    match word {
        "on" => Some(WarningState::On),
        "off" => Some(WarningState::Off),
        "error" => Some(WarningState::Error),
        _ => None,
    }
}

/// `warning(…)` in all its forms.
pub fn warning(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    match args.first() {
        None => return all_states(cx),
        Some(Value::Struct(s)) => {
            let s = s.clone();
            let old = states_named(cx, &s);
            restore(cx, &s)?;
            return Ok(if cx.nargout > 0 { one(old) } else { Values::new() });
        }
        Some(_) => {}
    }
    let words: Option<Vec<String>> = args.iter().map(Value::as_text).collect();
    let state_word = |w: &str| matches!(w.to_lowercase().as_str(), "on" | "off" | "error" | "query");
    if let Some(mut words) = words.filter(|w| w.len() <= 3 && state_word(&w[0])) {
        words[0] = words[0].to_lowercase();
        if let Some(all) = words.get_mut(1).filter(|w| w.eq_ignore_ascii_case("all")) {
            *all = "all".into();
        }
        if words[0] == "error" && words.get(1).is_none_or(|w| w == "all") && cx.octave() {
            return Err(Error::msg("warning: cannot specify \"all\" warning ID"));
        }
        return if words[0] == "query" { query(cx, &words) } else { set(cx, &words) };
    }
    issue(cx, args)
}

fn issue(cx: &mut CallCx<'_>, args: &[Value]) -> Result<Values> {
    let Some(m) = message(cx, args)? else { return Ok(Values::new()) };
    cx.warn(&m.identifier, &m.text)?;
    Ok(if cx.nargout > 0 { one(cx.text(&cx.session.warnings.last_message)) } else { Values::new() })
}

fn set(cx: &mut CallCx<'_>, words: &[String]) -> Result<Values> {
    let new = state(&words[0]).expect("checked by the caller");
    let identifier = words.get(1).map_or("all", String::as_str);
    let identifier = match identifier {
        "last" => cx.session.warnings.last_identifier.clone(),
        other => other.to_string(),
    };
    if !cx.octave() && !matches!(identifier.as_str(), "all" | "backtrace" | "verbose") && !identifier.contains(':') {
        return Err(Error::new(
            "MATLAB:warning:unknownSettingOrId",
            "Unknown setting or incorrect message identifier.",
        ));
    }
    let old = if identifier == "all" { states_value(cx) } else { one_state(cx, &identifier).into() };
    if words.get(2).is_some_and(|w| w == "local") {
        undo_later(cx, if identifier == "all" { states_value(cx) } else { old.clone() })?;
    }
    put(cx, &identifier, new);
    Ok(if cx.nargout > 0 { one(old) } else { Values::new() })
}

/// Puts the old states back when the calling function ends: a clean-up value in its workspace does it.
fn undo_later(cx: &mut CallCx<'_>, old: Value) -> Result<()> {
    let restore = partial::handle("warning", vec![old]);
    let token = Value::Cleanup(Arc::new(CleanupToken::new(restore, cx.session.cleanup.clone())));
    let taken = cx.vm.variables(Scope::Current).iter().filter(|(n, ..)| n.starts_with(" warning")).count();
    cx.vm.set_variable(Scope::Current, &format!(" warning {taken}"), token)
}

fn put(cx: &mut CallCx<'_>, identifier: &str, new: WarningState) {
    let warnings = &mut cx.session.warnings;
    if identifier == "all" {
        warnings.all = Some(new);
        warnings.states.clear();
    } else {
        warnings.states.insert(identifier.to_string(), new);
    }
}

fn restore(cx: &mut CallCx<'_>, s: &StructArray) -> Result<()> {
    if s.position("identifier").is_none() || s.position("state").is_none() {
        return Err(
            cx.fail("MATLAB:warning:invalidStruct", "STATE structure must have fields 'identifier' and 'state'")
        );
    }
    for k in 0..s.len() {
        let text = |name: &str| s.get(k, name).and_then(Value::as_text).unwrap_or_default();
        let Some(new) = state(&text("state")) else { continue };
        let identifier = text("identifier");
        let rest = cx.session.warnings.all.unwrap_or(WarningState::On);
        if identifier != "all" && new == rest {
            // As all others are: nothing to remember.
            cx.session.warnings.states.remove(&identifier);
        } else {
            put(cx, &identifier, new);
        }
    }
    Ok(())
}

fn one_state(cx: &CallCx<'_>, identifier: &str) -> StructArray {
    let now = match identifier {
        "all" => cx.session.warnings.all.unwrap_or(WarningState::On),
        other => cx.session.warnings.state(other),
    };
    StructArray::from_fields([("identifier", cx.text(identifier)), ("state", cx.text(word(now)))])
}

/// The states of the identifiers that a struct array names.
fn states_named(cx: &CallCx<'_>, s: &StructArray) -> Value {
    let names = Arc::new(vec![Name::from("identifier"), Name::from("state")]);
    let id = |k: usize| s.get(k, "identifier").and_then(Value::as_text).unwrap_or_default();
    let values = (0..s.len()).flat_map(|k| one_state(cx, &id(k)).values().to_vec()).collect();
    StructArray::from_parts(s.dims().clone(), names, values).into()
}

/// All states: `all` first.
fn states_value(cx: &CallCx<'_>) -> Value {
    let warnings = &cx.session.warnings;
    let all = ("all", warnings.all.unwrap_or(WarningState::On));
    let rows: Vec<_> = std::iter::once(all).chain(warnings.states.iter().map(|(n, s)| (n.as_str(), *s))).collect();
    let names = Arc::new(vec![Name::from("identifier"), Name::from("state")]);
    let values = rows.iter().flat_map(|(n, s)| [cx.text(n), cx.text(word(*s))]).collect();
    StructArray::from_parts(if cx.octave() { Dims::row(rows.len()) } else { Dims::col(rows.len()) }, names, values)
        .into()
}

fn all_states(cx: &mut CallCx<'_>) -> Result<Values> {
    if cx.nargout > 0 {
        return Ok(one(states_value(cx)));
    }
    let warnings = &cx.session.warnings;
    let mut text = match warnings.all.unwrap_or(WarningState::On) {
        WarningState::On => "By default, warnings are enabled.\n".to_string(),
        WarningState::Off => "By default, warnings are disabled.\n".to_string(),
        WarningState::Error => "By default, warnings are treated as errors.\n".to_string(),
    };
    if !warnings.states.is_empty() {
        text.push_str("Non-default warning states are:\n\n  State  Warning ID\n");
        for (name, s) in &warnings.states {
            text.push_str(&format!("{:>7}  {name}\n", word(*s)));
        }
    }
    text.push('\n');
    cx.session.output.print(&text);
    Ok(Values::new())
}

fn query(cx: &mut CallCx<'_>, words: &[String]) -> Result<Values> {
    let identifier = match words.get(1).map_or("all", String::as_str) {
        "last" => cx.session.warnings.last_identifier.clone(),
        other => other.to_string(),
    };
    if identifier == "all" {
        return all_states(cx);
    }
    if cx.nargout > 0 {
        return Ok(one(one_state(cx, &identifier)));
    }
    let now = word(cx.session.warnings.state(&identifier));
    let text = if cx.octave() {
        format!("\"{identifier}\" warning state is \"{now}\"\n")
    } else {
        format!("The state of warning '{identifier}' is '{now}'.\n")
    };
    cx.session.output.print(&text);
    Ok(Values::new())
}
