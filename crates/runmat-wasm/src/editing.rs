//! For editors: what each piece of a text is, what is wrong with it, how it may go on. Places are counted in UTF-16
//! units, as JavaScript does.

use crate::values::set;
use js_sys::{Array, Object, Uint32Array};
use runmat_core::{Candidate, CandidateKind, Dialect, RunMatSession};
use runmat_syntax::ast::Span;
use runmat_syntax::{LineIndex, Paint, highlight, parse};
use wasm_bindgen::JsValue;

/// Places in a text, in ascending order, from bytes to UTF-16 units.
struct Units<'a> {
    rest: std::str::CharIndices<'a>,
    at: (usize, usize),
}

impl<'a> Units<'a> {
    fn of(text: &'a str) -> Self {
        Units { rest: text.char_indices(), at: (0, 0) }
    }

    /// The place of a byte, which is not before the last one asked for.
    fn of_byte(&mut self, byte: u32) -> u32 {
        while self.at.0 < byte as usize
            && let Some((start, c)) = self.rest.next()
        {
            self.at = (start + c.len_utf8(), self.at.1 + c.len_utf16());
        }
        self.at.1 as u32
    }
}

/// The byte of a place in UTF-16 units.
fn byte_of(text: &str, units: usize) -> usize {
    let mut at = 0;
    let found = text.char_indices().find(|(_, c)| {
        let here = at;
        at += c.len_utf16();
        here >= units
    });
    found.map_or(text.len(), |(byte, _)| byte)
}

/// The pieces of a text: from, to, kind, three numbers each.
pub(crate) fn pieces(text: &str, dialect: Dialect, is_function: impl Fn(&str) -> bool) -> Uint32Array {
    let mut units = Units::of(text);
    let all = highlight(text, dialect);
    let word = |s: &Span| &text[s.start as usize..s.end as usize];
    let assigned: std::collections::HashSet<&str> =
        all.iter().filter(|p| p.1 == Paint::Assigned).map(|p| word(&p.0)).collect();
    let mut numbers = Vec::with_capacity(3 * all.len());
    for (span, paint) in &all {
        let function = *paint == Paint::Name && !assigned.contains(word(span)) && is_function(word(span));
        let kind = if function { FUNCTION } else { number(*paint) };
        numbers.extend([units.of_byte(span.start), units.of_byte(span.end), kind]);
    }
    Uint32Array::from(numbers.as_slice())
}

/// The number of a name that is a function.
const FUNCTION: u32 = 10;

/// The package has the same order.
fn number(paint: Paint) -> u32 {
    match paint {
        Paint::Keyword => 0,
        Paint::Name | Paint::Assigned => 1,
        Paint::Field => 2,
        Paint::Number => 3,
        Paint::Text | Paint::Word => 4,
        Paint::Comment => 5,
        Paint::Operator => 6,
        Paint::Bracket => 7,
        Paint::Separator => 8,
        Paint::Invalid => 9,
    }
}

/// What is wrong with a text: mistakes of syntax, else what the check finds.
pub(crate) fn problems(session: &RunMatSession, text: &str) -> Array {
    let dialect = session.dialect();
    let parsed = parse(text, dialect);
    let mut found: Vec<(Span, bool, String, Option<String>)> =
        parsed.diagnostics.iter().map(|d| (d.span, true, d.message.clone(), d.hint.clone())).collect();
    if found.is_empty() {
        let handle = session.handle();
        let known = |name: &str| handle.variable(name).is_some() || session.knows_function(name);
        let findings = runmat_hir::check::unit(&parsed.unit, &known);
        found = findings.into_iter().map(|f| (f.span, f.error, f.message, None)).collect();
    }
    found.sort_by_key(|f| f.0.start);
    let lines = LineIndex::new(text);
    found.iter().map(|(span, error, message, hint)| problem(text, &lines, *span, *error, message, hint)).collect()
}

fn problem(text: &str, lines: &LineIndex, span: Span, error: bool, message: &str, hint: &Option<String>) -> JsValue {
    let mut units = Units::of(text);
    let (line, column) = lines.line_col(span.start);
    let object = Object::new();
    set(&object, "from", &units.of_byte(span.start).into());
    set(&object, "to", &units.of_byte(span.end).into());
    set(&object, "line", &(line as u32).into());
    set(&object, "column", &(column as u32).into());
    set(&object, "severity", &if error { "error" } else { "warning" }.into());
    set(&object, "message", &message.into());
    if let Some(hint) = hint {
        set(&object, "hint", &hint.as_str().into());
    }
    object.into()
}

/// The ways to go on from a place: where the word begins, and the candidates.
pub(crate) fn completion(session: &RunMatSession, text: &str, at: usize) -> Object {
    let at = byte_of(text, at);
    let line_start = text[..at].rfind('\n').map_or(0, |k| k + 1);
    let handle = session.handle();
    let found = handle.complete(&text[line_start..at], at - line_start);
    let from = Units::of(text).of_byte((line_start + found.start) as u32);
    let candidate = |c: &Candidate| -> JsValue {
        let object = Object::new();
        set(&object, "label", &c.text.as_str().into());
        let kind = match c.kind {
            CandidateKind::Variable => "variable",
            CandidateKind::Function => "function",
            CandidateKind::Keyword => "keyword",
            CandidateKind::Field => "field",
        };
        set(&object, "kind", &kind.into());
        set(&object, "from", &from.into());
        if let Some(text) = handle.summary(&c.text).filter(|_| c.kind == CandidateKind::Function) {
            set(&object, "documentation", &text.into());
        }
        object.into()
    };
    let object = Object::new();
    set(&object, "from", &from.into());
    set(&object, "quoted", &found.quoted.into());
    if found.quoted {
        set(&object, "folder", &handle.folder().as_str().into());
    }
    set(&object, "candidates", &found.candidates.iter().map(candidate).collect::<Array>());
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_javascript_does() {
        let text = "é = '𝄞'; x";
        let mut units = Units::of(text);
        let x = text.find('x').unwrap();
        assert_eq!((units.of_byte(2), units.of_byte(x as u32)), (1, 10));
        assert_eq!((byte_of(text, 10), byte_of(text, 99), byte_of(text, 0)), (x, text.len(), 0));
    }
}
