//! Regular expressions: `regexp`, `regexpi`, `regexprep`, `regexptranslate`.

mod matcher;
pub use matcher::STATE;
mod replace;
mod translate;

use crate::strings::any_chars;
use matcher::{Compiled, Found, Haystack};
use runmat_ignition::{Builtin, CallCx, MANY, Values, Work};
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{Char, Dims, Error, Name, NdArray, Result, StructArray, Value};
use std::borrow::Cow;
use std::sync::Arc;
use translate::PatternOptions;

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("regexp", (2, MANY), 7, regexp).pure().work(Work::Costly)
        .doc("[tok, mat] = regexp(str, pattern, 'tokens', 'match'): matches of a regular expression.\n\n    regexp('a1b22', '\\d+', 'match')"),
    Builtin::many("regexpi", (2, MANY), 7, regexpi).pure().work(Work::Costly).doc("regexpi(str, pattern, ...): regexp without regard to case."),
    Builtin::steps("regexprep", (3, MANY), 1, replace::start, crate::offload::resume)
        .doc("regexprep(str, pattern, replacement): replaces matches; $1 stands for a token.\n\n    regexprep('abc', '(b)', '<$1>')"),
    Builtin::one("regexptranslate", (2, 2), regexptranslate)
        .doc("regexptranslate('escape', s): s as a pattern that matches it.\nregexptranslate('wildcard', s): a file pattern as a regular expression."),
];

/// The results, in the order of `[s, e, te, match, tokens, names, split]`.
const OUTPUTS: [&str; 7] = ["start", "end", "tokenExtents", "match", "tokens", "names", "split"];

/// Options of one call.
#[derive(Debug, Clone, Copy, Default)]
struct Options {
    pattern: PatternOptions,
    once: bool,
    empty: bool,
    /// Results in cells even for one text.
    cells: bool,
    /// Replacements take over the case of what they replace.
    keep_case: bool,
}

impl Options {
    /// Obeys an option word; false when there is none such.
    fn apply(&mut self, word: &str) -> bool {
        match word.to_ascii_lowercase().as_str() {
            "once" => self.once = true,
            "matchcase" => self.pattern.ignore_case = false,
            "ignorecase" => self.pattern.ignore_case = true,
            "stringanchors" => self.pattern.line_anchors = false,
            "lineanchors" => self.pattern.line_anchors = true,
            "literalspacing" => self.pattern.free_spacing = false,
            "freespacing" => self.pattern.free_spacing = true,
            "dotall" => self.pattern.dot_except_newline = false,
            "dotexceptnewline" => self.pattern.dot_except_newline = true,
            "noemptymatch" => self.empty = false,
            "emptymatch" => self.empty = true,
            "forcecelloutput" => self.cells = true,
            "preservecase" => (self.pattern.ignore_case, self.keep_case) = (true, true),
            "all" | "warnings" => {}
            _ => return false,
        }
        true
    }
}

fn regexp(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    run(cx, args, false)
}

fn regexpi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    run(cx, args, true)
}

/// What the option arguments ask for: options, then the outputs named, by index.
fn options(cx: &CallCx<'_>, args: &[Value], ignore_case: bool) -> Result<(Options, Vec<usize>)> {
    let mut options = Options::default();
    options.pattern.ignore_case = ignore_case;
    let mut named = Vec::new();
    for v in args {
        let Some(word) = v.as_text() else {
            return Err(cx.fail("MATLAB:regexp:invalidOption", "optional arguments must be strings"));
        };
        if let Some(k) = OUTPUTS.iter().position(|o| o.eq_ignore_ascii_case(&word)) {
            named.push(k);
        } else if !options.apply(&word) {
            return Err(cx.fail("MATLAB:regexp:unknownOption", "unrecognized option"));
        }
    }
    Ok((options, named))
}

fn run(cx: &mut CallCx<'_>, args: &mut [Value], ignore_case: bool) -> Result<Values> {
    let (options, mut order) = options(cx, &args[2..], ignore_case)?;
    for k in 0..OUTPUTS.len() {
        if !order.contains(&k) {
            order.push(k);
        }
    }
    order.truncate(cx.nargout.max(1));
    let texts = list(&args[0]);
    let patterns = list(&args[1]);
    if texts.is_none() && patterns.is_none() {
        let found = one_text(cx, &args[0], &args[1], options, &order)?;
        let boxed = options.cells && !cx.octave();
        return Ok(if boxed { found.into_iter().map(|v| Value::cell_row(vec![v])).collect() } else { found });
    }
    let dims = |v: &Value| v.dims();
    let one = |v: &Value| vec![v.clone()];
    let (n, m) = (texts.as_ref().map_or(1, Vec::len), patterns.as_ref().map_or(1, Vec::len));
    let result_dims = match (&texts, &patterns) {
        (Some(_), Some(_)) if n == m || m == 1 => dims(&args[0]),
        (Some(_), Some(_)) if n == 1 => dims(&args[1]),
        (Some(_), Some(_)) => {
            return Err(cx.fail("MATLAB:regexp:cellSizes", "cell array arguments must be scalar or equal size"));
        }
        (Some(_), None) => dims(&args[0]),
        _ => dims(&args[1]),
    };
    let (texts, patterns) = (texts.unwrap_or_else(|| one(&args[0])), patterns.unwrap_or_else(|| one(&args[1])));
    let count = result_dims.numel();
    let mut columns: Vec<Vec<Value>> = vec![Vec::with_capacity(count); order.len()];
    for k in 0..count {
        let text = &texts[if texts.len() == 1 { 0 } else { k }];
        let pattern = &patterns[if patterns.len() == 1 { 0 } else { k }];
        for (column, v) in columns.iter_mut().zip(one_text(cx, text, pattern, options, &order)?) {
            column.push(v);
        }
    }
    Ok(columns.into_iter().map(|c| NdArray::new(result_dims.clone(), c).into()).collect())
}

/// The elements of a cell array or of a string array that is no scalar.
fn list(v: &Value) -> Option<Vec<Value>> {
    match v {
        Value::Cell(c) => Some(c.data().to_vec()),
        Value::Strings(a) if a.len() != 1 => {
            Some(a.data().iter().map(|t| NdArray::new(Dims::scalar(), vec![t.clone()]).into()).collect())
        }
        _ => None,
    }
}

/// The elements of a text argument; Octave takes numbers for codes.
fn subject<'a>(cx: &mut CallCx<'_>, v: &'a Value) -> Result<Cow<'a, [Char]>> {
    let octave = cx.octave();
    match v {
        Value::Chars(a) if octave && a.dims().rows() > 1 => {
            cx.warn(
                "Octave:charmat-truncated",
                "multi-row character matrix converted to a string, only the first row is used",
            )?;
            Ok(Cow::Owned(chars::row_of(a, 0)))
        }
        _ if v.is_char() || matches!(v, Value::Strings(_)) => {
            any_chars(v, cx.dialect()).ok_or_else(|| cx.fail("MATLAB:regexp:invalidInputs", "invalid text"))
        }
        _ if octave && runmat_value::convert::to_f64_vec(v).is_some() => {
            let codes = runmat_value::convert::to_f64_vec(v).unwrap_or_default();
            Ok(Cow::Owned(codes.iter().map(|&x| Char(x.clamp(0.0, 255.0) as u16)).collect()))
        }
        _ => Err(Error::new(
            "MATLAB:regexp:invalidInputs",
            if octave {
                format!("{}: all input arguments must be strings or cell arrays of strings", cx.name)
            } else {
                "All input arguments must be text.".into()
            },
        )),
    }
}

fn one_text(cx: &mut CallCx<'_>, text: &Value, pattern: &Value, options: Options, order: &[usize]) -> Result<Values> {
    let text_chars = subject(cx, text)?;
    let pattern_chars = subject(cx, pattern)?;
    let re = matcher::compiled(cx, &pattern_chars, options.pattern, &text_chars)?;
    let hay = Haystack::new(cx, &text_chars)?;
    let found = matcher::matches(cx, &re, &hay, options.empty, options.once)?;
    let shape = Shape { cx, re: &re, text: &text_chars, found: &found, string: matches!(text, Value::Strings(_)) };
    Ok(order.iter().map(|&k| shape.output(k, options.once)).collect())
}

/// Makes results of matches.
struct Shape<'a, 'b> {
    cx: &'a CallCx<'b>,
    re: &'a Compiled,
    text: &'a [Char],
    found: &'a [Found],
    string: bool,
}

impl Shape<'_, '_> {
    fn output(&self, which: usize, once: bool) -> Value {
        if once && which == 6 && self.found.is_empty() {
            return self.slice(0, self.text.len());
        }
        if once && which < 5 {
            return match self.found.first() {
                Some(f) => self.of_match(which, f),
                None if which == 3 && self.string => NdArray::row(vec![runmat_value::Text(None)]).into(),
                None if which == 3 => self.slice(0, 0),
                None if which == 4 => self.empty_tokens(0),
                None => Value::empty(),
            };
        }
        if self.found.is_empty() && !self.cx.octave() {
            match which {
                0 | 1 => return Value::empty(),
                2..=4 if which != 3 || !self.string => return NdArray::<Value>::empty().into(),
                3 => return NdArray::<runmat_value::Text>::empty().into(),
                _ => {}
            }
        }
        match which {
            0 => Value::row(self.found.iter().map(|f| f.start as f64 + 1.0).collect()),
            1 => Value::row(self.found.iter().map(|f| f.end as f64).collect()),
            3 if self.string => self.strings(self.found.iter().map(|f| (f.start, f.end))),
            2..=4 => Value::cell_row(self.found.iter().map(|f| self.of_match(which, f)).collect()),
            5 => self.names(once),
            _ => self.split(),
        }
    }

    fn of_match(&self, which: usize, f: &Found) -> Value {
        match which {
            0 => Value::Num(f.start as f64 + 1.0),
            1 => Value::Num(f.end as f64),
            2 => self.extents(f),
            3 => self.slice(f.start, f.end),
            _ => self.token_texts(f),
        }
    }

    fn slice(&self, start: usize, end: usize) -> Value {
        let part = &self.text[start..end];
        if self.string { Value::string(&decode_in(part, self.cx.dialect())) } else { chars::row(part.to_vec()) }
    }

    fn strings(&self, parts: impl Iterator<Item = (usize, usize)>) -> Value {
        let text = |(s, e): (usize, usize)| {
            runmat_value::Text(Some(Arc::from(decode_in(&self.text[s..e], self.cx.dialect()))))
        };
        NdArray::row(parts.map(text).collect()).into()
    }

    fn empty_tokens(&self, rows: usize) -> Value {
        match self.string {
            true => NdArray::<runmat_value::Text>::new(Dims::new(rows, 0), Vec::new()).into(),
            false => NdArray::<Value>::new(Dims::new(rows, 0), Vec::new()).into(),
        }
    }

    /// Ranges of the tokens of a match.
    ///
    /// Octave leaves out groups that took no part, empty ones at the start of the text, and those that
    /// repeat the range of the group before. MATLAB has an entry for each group, and the whole match
    /// where there are none.
    fn tokens(&self, f: &Found) -> Vec<(usize, usize)> {
        if !self.cx.octave() {
            if f.groups.is_empty() {
                return vec![(f.start, f.end)];
            }
            return f.groups.iter().map(|g| g.unwrap_or((f.start, f.start))).collect();
        }
        octave_tokens(f)
    }

    fn token_texts(&self, f: &Found) -> Value {
        let tokens = self.tokens(f);
        if self.string {
            return self.strings(tokens.into_iter());
        }
        let n = tokens.len();
        let texts = tokens.iter().map(|&(s, e)| self.slice(s, e)).collect();
        NdArray::new(Dims::row(n), texts).into()
    }

    fn extents(&self, f: &Found) -> Value {
        let tokens = self.tokens(f);
        let starts = tokens.iter().map(|t| t.0 as f64 + 1.0);
        let data = starts.chain(tokens.iter().map(|t| t.1 as f64)).collect();
        Value::matrix(tokens.len(), 2, data)
    }

    fn name_text(&self, f: &Found, name: usize) -> Value {
        let groups = self.re.group_names.iter().zip(&f.groups);
        let set = groups.filter(|(n, g)| **n == Some(name) && g.is_some()).filter_map(|(_, g)| *g).next_back();
        let (s, e) = set.unwrap_or((0, 0));
        self.slice(s, e)
    }

    fn names(&self, once: bool) -> Value {
        let names: Vec<Name> = self.re.names.iter().map(|n| Name::from(n.as_str())).collect();
        let found = if once { &self.found[..self.found.len().min(1)] } else { self.found };
        let count = found.len();
        let dims = match count {
            0 => Dims::empty(),
            n => Dims::row(n),
        };
        let found = &found[..dims.numel().min(count)];
        let values = found.iter().flat_map(|f| (0..names.len()).map(move |k| self.name_text(f, k))).collect();
        StructArray::from_parts(dims, Arc::new(names), values).into()
    }

    fn split(&self) -> Value {
        let mut parts = Vec::with_capacity(self.found.len() + 1);
        let mut at = 0;
        for f in self.found {
            parts.push((at, f.start.max(at)));
            at = f.end;
        }
        parts.push((at, self.text.len()));
        if self.string {
            return self.strings(parts.into_iter());
        }
        Value::cell_row(parts.into_iter().map(|(s, e)| self.slice(s, e)).collect())
    }
}

/// The ranges Octave reports as tokens.
fn octave_tokens(f: &Found) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(f.groups.len());
    let mut before = None;
    for (k, g) in f.groups.iter().enumerate() {
        if let Some((s, e)) = *g
            && e > 0
            && (k == 0 || before != Some((s, e)))
        {
            out.push((s, e));
        }
        before = *g;
    }
    out
}

fn regexptranslate(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(op) = args[0].as_text() else {
        return Err(cx.fail("MATLAB:regexptranslate:op", "operation OP must be a string"));
    };
    let dialect = cx.dialect();
    let op = op.to_ascii_lowercase();
    let convert = |text: &[Char]| -> Option<Vec<Char>> {
        match op.as_str() {
            "escape" => Some(escaped(text)),
            "wildcard" => Some(wildcard(text)),
            _ => None,
        }
    };
    if !matches!(op.as_str(), "escape" | "wildcard") {
        return Err(cx.fail("MATLAB:regexptranslate:op", "invalid operation OP"));
    }
    let fail = cx.fail("MATLAB:regexptranslate:text", "S must be a string");
    super::map_text(&args[1], dialect, |t| convert(t).unwrap_or_default()).ok_or(fail)
}

fn escaped(text: &[Char]) -> Vec<Char> {
    let special = |c: &Char| c.0 < 0x80 && b"$.?[]^{}|()*+\\".contains(&(c.0 as u8));
    text.iter().flat_map(|c| special(c).then_some(Char(b'\\' as u16)).into_iter().chain([*c])).collect()
}

fn wildcard(text: &[Char]) -> Vec<Char> {
    let mut out = Vec::with_capacity(text.len() * 2);
    for c in text {
        match c.0 {
            0x2e => out.extend(chars::from_ascii("\\.")),
            0x2a => out.extend(chars::from_ascii(".*")),
            0x3f => out.push(Char(b'.' as u16)),
            _ => out.push(*c),
        }
    }
    out
}

/// Ranges of the matches of any of some patterns, for `strsplit`.
pub fn delimiter_ranges(
    cx: &mut CallCx<'_>,
    text: &[Char],
    patterns: &[Vec<Char>],
    collapse: bool,
) -> Result<Vec<(usize, usize)>> {
    let mut pattern = chars::from_ascii("(?:");
    for (k, p) in patterns.iter().enumerate() {
        if k > 0 {
            pattern.push(Char(b'|' as u16));
        }
        pattern.extend_from_slice(p);
    }
    pattern.extend(chars::from_ascii(if collapse { ")+" } else { ")" }));
    let re = matcher::compiled(cx, &pattern, PatternOptions::default(), text)?;
    let hay = Haystack::new(cx, text)?;
    let found = matcher::matches(cx, &re, &hay, false, false)?;
    Ok(found.iter().map(|f| (f.start, f.end)).collect())
}
