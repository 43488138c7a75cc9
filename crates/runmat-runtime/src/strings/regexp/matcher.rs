//! Compiled patterns, their cache, and the matches in a text.

use super::translate::{self, PatternOptions};
use fancy_regex::{Regex, RegexBuilder};
use runmat_ignition::CallCx;
use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_value::value::decode_in;
use runmat_value::{Char, Error, NdArray, Result, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// A pattern ready to be matched.
pub struct Compiled {
    regex: Regex,
    /// Names in order of first appearance.
    pub names: Vec<String>,
    /// Of each group: the index of its name.
    pub group_names: Vec<Option<usize>>,
}

/// Compiled patterns of a session.
#[derive(Default)]
pub struct PatternCache {
    /// Not compiled yet: known from a snapshot, and paid for.
    entries: HashMap<(Vec<Char>, PatternOptions), Option<Arc<Compiled>>>,
    last: Option<(Vec<Char>, PatternOptions, Arc<Compiled>)>,
}

/// For snapshots: which patterns have been paid for, so that a run costs the same wherever it goes on.
pub const STATE: StatePart = StatePart {
    name: "patterns",
    save: |s| {
        let mut keys: Vec<_> = s.extensions.get::<PatternCache>().entries.keys().cloned().collect();
        keys.sort_by_key(|(pattern, options)| (pattern.clone(), options.flags()));
        let pair = |(pattern, options): (Vec<Char>, PatternOptions)| {
            let pattern = Value::Chars(Arc::new(NdArray::row(pattern)));
            let flags = Value::Bools(Arc::new(NdArray::row(options.flags().to_vec())));
            [pattern, flags]
        };
        Ok(Some(Value::cell_row(keys.into_iter().flat_map(pair).collect())))
    },
    load: |s, v| {
        let Value::Cell(pairs) = v else { return Err(BAD_STATE) };
        for pair in pairs.data().chunks(2) {
            let [Value::Chars(pattern), Value::Bools(flags)] = pair else { return Err(BAD_STATE) };
            let flags = flags.data().try_into().map_err(|_| BAD_STATE)?;
            let key = (pattern.data().to_vec(), PatternOptions::from_flags(flags));
            s.extensions.get::<PatternCache>().entries.insert(key, None);
        }
        Ok(())
    },
};

/// Cost units of compiling a pattern.
const PRICE: usize = 20_000;
/// More patterns than this are not kept.
const MOST_PATTERNS: usize = 512;
/// Steps back the engine may take in one match.
const BACKTRACK_LIMIT: usize = 10_000_000;

/// The compiled form of a pattern, from the session's cache or made now.
pub fn compiled(
    cx: &mut CallCx<'_>,
    pattern: &[Char],
    mut options: PatternOptions,
    text: &[Char],
) -> Result<Arc<Compiled>> {
    let dollar = Char(b'$' as u16);
    options.before_newline = text.last() == Some(&Char(b'\n' as u16)) && pattern.contains(&dollar);
    let cache = cx.session.extensions.get::<PatternCache>();
    if let Some((p, o, c)) = &cache.last
        && p == pattern
        && *o == options
    {
        return Ok(c.clone());
    }
    let key = (pattern.to_vec(), options);
    let found = match cache.entries.get(&key) {
        Some(Some(c)) => c.clone(),
        known => {
            if known.is_none() {
                cx.charge(PRICE);
            }
            let made = Arc::new(compile(cx, pattern, options)?);
            let cache = cx.session.extensions.get::<PatternCache>();
            if cache.entries.len() >= MOST_PATTERNS {
                cache.entries.clear();
            }
            cache.entries.insert(key.clone(), Some(made.clone()));
            made
        }
    };
    let cache = cx.session.extensions.get::<PatternCache>();
    cache.last = Some((key.0, options, found.clone()));
    Ok(found)
}

fn compile(cx: &mut CallCx<'_>, pattern: &[Char], options: PatternOptions) -> Result<Compiled> {
    let text = decode_in(pattern, cx.dialect());
    let translated = translate::translate(&text, options, cx.dialect()).map_err(|(what, at)| mistake(cx, what, at))?;
    let mut builder = RegexBuilder::new(&translated.pattern);
    builder.backtrack_limit(BACKTRACK_LIMIT).max_prog_size(200_000).delegate_size_limit(1 << 24);
    let regex = builder.build().map_err(|e| mistake(cx, &e.to_string(), 0))?;
    Ok(Compiled { regex, names: translated.names, group_names: translated.group_names })
}

fn mistake(cx: &CallCx<'_>, what: &str, at: usize) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: {what} at position {at} of expression", cx.name))
    } else {
        Error::new(
            "MATLAB:regexp:invalidExpression",
            format!("Invalid regular expression: {what} at position {}.", at + 1),
        )
    }
}

/// Text as the engine reads it, and the way back to element positions.
pub struct Haystack<'a> {
    /// The elements.
    pub chars: &'a [Char],
    text: String,
    /// Element index of each byte; `None` when bytes are elements.
    positions: Option<Vec<usize>>,
}

impl<'a> Haystack<'a> {
    /// From elements in the dialect's encoding.
    pub fn new(cx: &CallCx<'_>, chars: &'a [Char]) -> Result<Self> {
        if chars.iter().all(|c| c.0 < 0x80) {
            let bytes: Vec<u8> = chars.iter().map(|c| c.0 as u8).collect();
            let text = String::from_utf8(bytes).map_err(|_| Error::internal("ASCII is UTF-8"))?;
            return Ok(Haystack { chars, text, positions: None });
        }
        if cx.octave() {
            let bytes: Vec<u8> = chars.iter().map(|c| c.0 as u8).collect();
            let invalid = |_| Error::msg(format!("{}: the input string is invalid UTF-8", cx.name));
            return Ok(Haystack { chars, text: String::from_utf8(bytes).map_err(invalid)?, positions: None });
        }
        let (mut text, mut positions, mut at) = (String::new(), Vec::new(), 0);
        for unit in char::decode_utf16(chars.iter().map(|c| c.0)) {
            let c = unit.unwrap_or('\u{FFFD}');
            positions.extend(std::iter::repeat_n(at, c.len_utf8()));
            text.push(c);
            at += c.len_utf16();
        }
        positions.push(at);
        Ok(Haystack { chars, text, positions: Some(positions) })
    }

    fn element(&self, byte: usize) -> usize {
        self.positions.as_ref().map_or(byte, |p| p[byte])
    }
}

/// One match: element ranges from 0, end exclusive.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Where the match starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// All groups, in order.
    pub groups: Vec<Option<(usize, usize)>>,
}

/// The matches, left to right. Empty ones count only when asked for; `once` stops after the first.
pub fn matches(cx: &mut CallCx<'_>, re: &Compiled, hay: &Haystack<'_>, empty: bool, once: bool) -> Result<Vec<Found>> {
    let mut out = Vec::new();
    let mut at = 0;
    cx.charge(hay.chars.len() + 50);
    while at <= hay.text.len() {
        let Some(caps) = re.regex.captures_from_pos(hay.text.as_str(), at).map_err(|e| failed(cx, &e))? else { break };
        let Some(whole) = caps.get(0) else { break };
        let (s, e) = (whole.start(), whole.end());
        if s != e || empty {
            let group = |k| caps.get(k).map(|m| (hay.element(m.start()), hay.element(m.end())));
            let groups = (1..=re.group_names.len()).map(group).collect();
            out.push(Found { start: hay.element(s), end: hay.element(e), groups });
            cx.charge(50);
            if once {
                break;
            }
        }
        if s == e {
            at = e + hay.text[e..].chars().next().map_or(1, char::len_utf8);
            if !empty && at >= hay.text.len() {
                break;
            }
        } else {
            at = e;
            if at >= hay.text.len() {
                break;
            }
        }
    }
    Ok(out)
}

fn failed(cx: &CallCx<'_>, e: &fancy_regex::Error) -> Error {
    let text = format!("{}: {e}", cx.name);
    if cx.octave() { Error::msg(text) } else { Error::new("MATLAB:regexp:matchLimit", text) }
}
