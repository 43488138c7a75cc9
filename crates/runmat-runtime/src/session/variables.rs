//! Lists of variables, and clearing them.

use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{CallCx, Scope, Values, one};
use runmat_value::structs::StructArray;
use runmat_value::{Dims, Name, Result, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Functions that `mlock` protects.
#[derive(Default)]
struct Locked(BTreeSet<String>);

/// For snapshots.
pub const STATE: StatePart = StatePart {
    name: "mlock",
    save: |s| {
        let locked = s.extensions.get::<Locked>().0.iter().map(|n| Value::text(n)).collect();
        Ok(Some(Value::cell_row(locked)))
    },
    load: |s, v| {
        let Value::Cell(names) = v else { return Err(BAD_STATE) };
        let names: Option<BTreeSet<String>> = names.data().iter().map(Value::as_text).collect();
        s.extensions.get::<Locked>().0 = names.ok_or(BAD_STATE)?;
        Ok(())
    },
};

/// A pattern with `*`, `?` and `[…]` on a name.
pub(crate) fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.first(), name.first()) {
        (None, None) => true,
        (Some(b'*'), _) => matches(&pattern[1..], name) || (!name.is_empty() && matches(pattern, &name[1..])),
        (Some(b'?'), Some(_)) => matches(&pattern[1..], &name[1..]),
        (Some(b'['), Some(&c)) => match pattern.iter().position(|&b| b == b']') {
            Some(end) => {
                let (negated, set) = match pattern[1] {
                    b'^' | b'!' => (true, &pattern[2..end]),
                    _ => (false, &pattern[1..end]),
                };
                in_set(set, c) != negated && matches(&pattern[end + 1..], &name[1..])
            }
            None => c == b'[' && matches(&pattern[1..], &name[1..]),
        },
        (Some(p), Some(c)) => p == c && matches(&pattern[1..], &name[1..]),
        _ => false,
    }
}

fn in_set(set: &[u8], c: u8) -> bool {
    let mut k = 0;
    while k < set.len() {
        if k + 2 < set.len() && set[k + 1] == b'-' {
            if (set[k]..=set[k + 2]).contains(&c) {
                return true;
            }
            k += 3;
        } else {
            if set[k] == c {
                return true;
            }
            k += 1;
        }
    }
    false
}

fn words(args: &[Value]) -> Vec<String> {
    args.iter().filter_map(Value::as_text).collect()
}

/// Which names are meant: patterns, or with `-regexp` regular expressions.
struct Selection {
    patterns: Vec<String>,
    regexps: Vec<fancy_regex::Regex>,
}

impl Selection {
    fn new(list: &[String]) -> Self {
        let split = list.iter().position(|w| w == "-regexp" || w == "-r").unwrap_or(list.len());
        let regexps = list[split..].iter().skip(1).filter_map(|w| fancy_regex::Regex::new(w).ok()).collect();
        Selection { patterns: list[..split].to_vec(), regexps }
    }

    fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.regexps.is_empty()
    }

    fn has(&self, name: &str) -> bool {
        self.patterns.iter().any(|p| matches(p.as_bytes(), name.as_bytes()))
            || self.regexps.iter().any(|r| r.is_match(name).unwrap_or(false))
    }
}

/// The variables of the workspace, or with `-file FILE` those in a file, that are asked for.
fn listed(cx: &mut CallCx<'_>, list: &[String]) -> Result<Vec<(Name, Value, bool)>> {
    if let [option, file, rest @ ..] = list
        && option == "-file"
    {
        let selection = Selection::new(rest);
        let mut all = crate::files::store::variables(cx, file)?;
        all.retain(|(n, ..)| selection.is_empty() || selection.has(n));
        return Ok(all);
    }
    let only_global = list.first().is_some_and(|w| w == "global");
    let selection = Selection::new(if only_global { &list[1..] } else { list });
    let all = cx.vm.variables(Scope::Current).into_iter();
    let globals = &cx.session.globals;
    let found = all.map(|(n, v, shared)| {
        let global = shared && globals.contains_key(&n);
        (n, v, global)
    });
    Ok(found.filter(|(n, _, global)| (selection.is_empty() || selection.has(n)) && (*global || !only_global)).collect())
}

/// `who`.
pub fn who(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let found = listed(cx, &words(args))?;
    if cx.nargout > 0 {
        return Ok(one(Value::cell_col(found.iter().map(|(n, ..)| cx.text(n)).collect())));
    }
    if found.is_empty() {
        return Ok(Values::new());
    }
    let names: Vec<&str> = found.iter().map(|(n, ..)| &**n).collect();
    let head = if cx.octave() { "Variables visible from the current scope:\n\n" } else { "\nYour variables are:\n\n" };
    let text = format!("{head}{}\n", in_columns(&names, cx.session.format.width));
    cx.session.output.print(&text);
    Ok(Values::new())
}

/// Names side by side, column by column.
fn in_columns(names: &[&str], width: usize) -> String {
    let widest = names.iter().map(|n| n.len()).max().unwrap_or(0) + 2;
    let columns = (width / widest).max(1);
    let rows = names.len().div_ceil(columns);
    let mut text = String::new();
    for r in 0..rows {
        let line: Vec<&&str> = names.iter().skip(r).step_by(rows).collect();
        for (k, n) in line.iter().enumerate() {
            text.push_str(n);
            if k + 1 < line.len() {
                text.push_str(&" ".repeat(widest - n.len()));
            }
        }
        text.push('\n');
    }
    text
}

/// Bytes of a value and all in it.
pub(crate) fn bytes(v: &Value) -> usize {
    match v {
        Value::Cell(c) => c.data().iter().map(bytes).sum(),
        Value::Struct(s) => s.values().iter().map(bytes).sum(),
        Value::Chars(_) | Value::Char(_) => v.numel(),
        Value::Func(_) | Value::Map(_) | Value::Handle(_) => 0,
        v => v.shallow_bytes(),
    }
}

/// `whos`.
pub fn whos(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let found = listed(cx, &words(args))?;
    if cx.nargout > 0 {
        return Ok(one(described(cx, &found)));
    }
    if found.is_empty() {
        return Ok(Values::new());
    }
    let text = if cx.octave() { octave_table(&found) } else { matlab_table(&found) };
    cx.session.output.print(&text);
    Ok(Values::new())
}

fn described(cx: &CallCx<'_>, found: &[(Name, Value, bool)]) -> StructArray {
    let mut names =
        ["name", "size", "bytes", "class", "global", "sparse", "complex", "persistent"].map(Name::from).to_vec();
    let nesting = (!cx.octave()).then(|| {
        names.insert(7, Name::from("nesting"));
        let mut nesting = StructArray::scalar();
        nesting.set(0, "function", cx.text(""));
        nesting.set(0, "level", Value::Num(1.0));
        Value::from(nesting)
    });
    let row = |(n, v, global): &(Name, Value, bool)| {
        let size = Value::row(v.dims().iter().map(|&d| d as f64).collect());
        let mut row = vec![
            cx.text(n),
            size,
            Value::from(bytes(v)),
            cx.text(&v.class_name()),
            Value::Bool(*global),
            Value::Bool(v.is_sparse()),
            Value::Bool(v.is_complex()),
            Value::Bool(false),
        ];
        nesting.iter().for_each(|n| row.insert(7, n.clone()));
        row
    };
    let values = found.iter().flat_map(row).collect();
    StructArray::from_parts(Dims::col(found.len()), Arc::new(names), values)
}

fn octave_table(found: &[(Name, Value, bool)]) -> String {
    let name_width = found.iter().map(|(n, ..)| n.len()).max().unwrap_or(0).max(4);
    let size = |v: &Value| v.dims().join("x");
    let front = |v: &Value| size(v).find('x').unwrap_or(0);
    let before = found.iter().map(|(_, v, _)| front(v)).max().unwrap_or(0).max(5);
    let after = found.iter().map(|(_, v, _)| size(v).len() - front(v)).max().unwrap_or(0);
    let column = before + after;
    let bytes_width = found.iter().map(|(_, v, _)| bytes(v).to_string().len()).max().unwrap_or(0).max(5);
    let class_width = found.iter().map(|(_, v, _)| v.class_name().len()).max().unwrap_or(0).max(5);
    let mut text = String::from("Variables visible from the current scope:\n\nvariables in scope: top scope\n\n");
    let gap = " ".repeat(column.saturating_sub(before) + 1);
    text.push_str(&format!(
        "  Attr   {:name_width$}  {:>before$}{gap}{:>w$}  Class\n",
        "Name",
        "Size",
        "Bytes",
        w = bytes_width + 16
    ));
    text.push_str(&format!(
        "  ====   {:name_width$}  {:>before$}{gap}{:>w$}  {:class_width$} \n",
        "====",
        "====",
        "=====",
        "=====",
        w = bytes_width + 16
    ));
    let (mut elements, mut total) = (0, 0);
    for (n, v, global) in found {
        let s = size(v);
        let lead = " ".repeat(before - front(v) - 1);
        let shown = format!("{lead}{s}");
        let complex = if v.is_complex() { 'c' } else { ' ' };
        let shared = if *global { 'g' } else { ' ' };
        text.push_str(&format!(
            "   {complex} {shared}   {n:name_width$}  {shown:cw$}{:>w$}  {}\n",
            bytes(v),
            v.class_name(),
            cw = column + 1,
            w = bytes_width + 16
        ));
        elements += v.numel();
        total += bytes(v);
    }
    let s = |n: usize| if n == 1 { "" } else { "s" };
    text.push_str(&format!("\nTotal is {elements} element{} using {total} byte{}\n\n", s(elements), s(total)));
    text
}

fn matlab_table(found: &[(Name, Value, bool)]) -> String {
    let width = found.iter().map(|(n, ..)| n.len()).max().unwrap_or(0).max(4);
    let mut text = format!("  {:width$}      Size            Bytes  Class     Attributes\n\n", "Name");
    for (n, v, global) in found {
        let mut attributes = Vec::new();
        if *global {
            attributes.push("global");
        }
        if v.is_complex() {
            attributes.push("complex");
        }
        if v.is_sparse() {
            attributes.push("sparse");
        }
        let line = format!(
            "  {n:width$}      {:<12} {:>9}  {:<8}  {}",
            v.dims().join("x"),
            bytes(v),
            v.class_name(),
            attributes.join(", ")
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

/// `clear …`.
pub fn clear(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut list = words(args);
    let mut what = String::from("any");
    let mut exclusive = false;
    while let Some(first) = list.first() {
        match first.as_str() {
            "-all" | "-a" | "all" => what = "all".into(),
            "-exclusive" | "-x" => exclusive = true,
            "-functions" | "-f" | "functions" => what = "functions".into(),
            "-global" | "-g" | "global" => what = "global".into(),
            "-variables" | "-v" | "variables" | "vars" => what = "variables".into(),
            "-classes" | "-c" | "classes" => what = "all".into(),
            "import" | "java" | "mex" => return Ok(Values::new()),
            _ => break,
        }
        list.remove(0);
    }
    if what == "functions" {
        if list.is_empty() {
            cx.vm.forget_functions(None);
        }
        list.iter().for_each(|n| cx.vm.forget_functions(Some(n)));
        return Ok(Values::new());
    }
    let selection = Selection::new(&list);
    for (name, _, shared) in cx.vm.variables(Scope::Current) {
        let global = shared && cx.session.globals.contains_key(&name);
        let hit = selection.is_empty() || selection.has(&name) != exclusive;
        if hit && (what != "global" || global || !list.is_empty()) {
            cx.vm.clear_variable(Scope::Current, &name);
        }
    }
    if what == "all" || what == "global" {
        cx.session.globals.retain(|n, _| !selection.is_empty() && !selection.has(n));
    }
    if what == "all" {
        cx.vm.forget_functions(None);
    }
    if what == "any" && !exclusive {
        for name in &list {
            cx.vm.forget_functions(Some(name));
        }
    }
    Ok(Values::new())
}

/// `clearvars names… -except names…`.
pub fn clearvars(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let mut list = words(args);
    let only_global = list.first().is_some_and(|w| w == "-global");
    if only_global {
        list.remove(0);
    }
    let split = list.iter().position(|w| w == "-except").unwrap_or(list.len());
    let chosen = Selection::new(&list[..split]);
    let kept = Selection::new(list.get(split + 1..).unwrap_or_default());
    for (name, _, shared) in cx.vm.variables(Scope::Current) {
        let global = shared && cx.session.globals.contains_key(&name);
        if (chosen.is_empty() || chosen.has(&name)) && !kept.has(&name) && (!only_global || global) {
            cx.vm.clear_variable(Scope::Current, &name);
            if only_global {
                cx.session.globals.remove(&name);
            }
        }
    }
    Ok(Values::new())
}

/// `isglobal(name)`.
pub fn isglobal(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(name) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:isglobal:invalidInput", "NAME must be a string"));
    };
    let found = cx.vm.variables(Scope::Current).into_iter().any(|(n, _, shared)| shared && *n == *name);
    Ok(Value::Bool(found && cx.session.globals.contains_key(name.as_str())))
}

/// `mlock`.
pub fn mlock(cx: &mut CallCx<'_>, _: &mut [Value]) -> Result<Values> {
    let name = cx.vm.current_function().to_string();
    cx.session.extensions.get::<Locked>().0.insert(name);
    cx.vm.set_locked(true);
    Ok(Values::new())
}

fn named(cx: &CallCx<'_>, args: &[Value]) -> Result<String> {
    match args.first() {
        Some(v) => {
            v.as_text().ok_or_else(|| cx.fail("MATLAB:mlock:invalidInput", "first argument must be a function name"))
        }
        None => Ok(cx.vm.current_function().to_string()),
    }
}

/// `munlock`.
pub fn munlock(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let name = named(cx, args)?;
    cx.session.extensions.get::<Locked>().0.remove(&name);
    cx.vm.set_locked(false);
    Ok(Values::new())
}

/// `mislocked`.
pub fn mislocked(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = named(cx, args)?;
    Ok(Value::Bool(cx.session.extensions.get::<Locked>().0.contains(&name)))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        let yes = |p: &str, n: &str| matches(p.as_bytes(), n.as_bytes());
        assert!(yes("a*", "abc") && yes("a?c", "abc") && yes("[a-c]x", "bx") && yes("*", ""));
        assert!(!yes("a?", "abc") && !yes("[^a]x", "ax") && !yes("b*", "abc"));
    }
}
