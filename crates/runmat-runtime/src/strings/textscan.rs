//! `textscan` and `strread`: columns of values from text.

use super::{any_chars, search};
use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Values, Work};
use runmat_value::text::{self, chars};
use runmat_value::{Char, Class, Dims, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[Builtin::many("strread", (1, MANY), 64, strread)
    .pure()
    .work(Work::Costly)
    .doc("[a, b, ...] = strread(text, format, options...): columns of values.")];

/// What one conversion reads.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// A number, to this class.
    Number(Class),
    /// Text up to a delimiter or white space.
    Word,
    /// Text in double quotes, or a word.
    Quoted,
    /// So many characters.
    Chars(usize),
    /// Characters of a set, or not of it.
    Set(Vec<Char>, bool),
    /// This text.
    Literal(Vec<Char>),
}

/// A conversion or literal of a format.
#[derive(Debug, Clone)]
struct Item {
    kind: Kind,
    keep: bool,
    width: Option<usize>,
}

/// Options of a call.
struct Options {
    delimiters: Vec<Vec<Char>>,
    white: Vec<Char>,
    empty_value: f64,
    empty_words: Vec<Vec<Char>>,
    comments: Vec<(Vec<Char>, Option<Vec<Char>>)>,
    header_lines: usize,
    collect: bool,
    multiple: bool,
    return_on_error: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            delimiters: Vec::new(),
            white: chars::from_ascii(" \x08\t"),
            empty_value: f64::NAN,
            empty_words: Vec::new(),
            comments: Vec::new(),
            header_lines: 0,
            collect: false,
            multiple: false,
            return_on_error: true,
        }
    }
}

fn texts_of(cx: &CallCx<'_>, v: &Value) -> Result<Vec<Vec<Char>>> {
    let list = super::Texts::of(v, cx.dialect());
    let list = list.ok_or_else(|| cx.fail("MATLAB:textscan:option", "option values must be text"))?;
    Ok(list.items.into_iter().map(Option::unwrap_or_default).collect())
}

fn options(cx: &CallCx<'_>, args: &[Value]) -> Result<Options> {
    let mut o = Options::default();
    if args.len() % 2 == 1 {
        return Err(cx.fail(
            "MATLAB:textscan:option",
            &format!("{} parameters given, but only {} values", args.len().div_ceil(2), args.len() / 2),
        ));
    }
    for pair in args.chunks(2) {
        let name = pair[0]
            .as_text()
            .ok_or_else(|| cx.fail("MATLAB:textscan:option", "invalid parameter type <double> for parameter 1"))?;
        let v = &pair[1];
        let on = || v.as_f64().is_some_and(|x| x != 0.0);
        match name.to_ascii_lowercase().as_str() {
            "delimiter" => {
                let list = texts_of(cx, v)?;
                o.delimiters = match v.is_cell() {
                    true => list.iter().map(|d| text::escapes(d)).collect::<Result<_>>()?,
                    false => {
                        let all: Vec<Char> =
                            list.iter().map(|d| text::escapes(d)).collect::<Result<Vec<_>>>()?.concat();
                        all.into_iter().map(|c| vec![c]).collect()
                    }
                };
                o.delimiters.sort_by_key(|d| std::cmp::Reverse(d.len()));
            }
            "whitespace" => o.white = text::escapes(&texts_of(cx, v)?.concat())?,
            "emptyvalue" => o.empty_value = args::scalar(cx, v, "EmptyValue")?,
            "treatasempty" => o.empty_words = texts_of(cx, v)?,
            "commentstyle" => o.comments = comment_styles(cx, v)?,
            "headerlines" => o.header_lines = args::scalar(cx, v, "HeaderLines")?.max(0.0) as usize,
            "collectoutput" => o.collect = on(),
            "multipledelimsasone" => o.multiple = on(),
            "returnonerror" => o.return_on_error = on(),
            "endofline" | "bufsize" | "dateLocale" | "texttype" | "expchars" => {}
            _ => return Err(cx.fail("MATLAB:textscan:option", &format!("unrecognized option '{name}'"))),
        }
    }
    Ok(o)
}

/// Starts of comments, with their ends (none: the end of the line).
fn comment_styles(cx: &CallCx<'_>, v: &Value) -> Result<Vec<(Vec<Char>, Option<Vec<Char>>)>> {
    let list = texts_of(cx, v)?;
    Ok(match &list[..] {
        [open, close] => vec![(open.clone(), Some(close.clone()))],
        [one] if *one == chars::from_ascii("c++") => vec![(chars::from_ascii("//"), None)],
        [one] if *one == chars::from_ascii("c") => vec![(chars::from_ascii("/*"), Some(chars::from_ascii("*/")))],
        [one] if *one == chars::from_ascii("shell") => vec![(chars::from_ascii("#"), None)],
        [one] if *one == chars::from_ascii("matlab") => vec![(chars::from_ascii("%"), None)],
        [one] => vec![(one.clone(), None)],
        _ => Vec::new(),
    })
}

/// Takes a format apart.
fn parse_format(cx: &CallCx<'_>, f: &[Char]) -> Result<Vec<Item>> {
    let bad = || cx.fail("MATLAB:textscan:format", "invalid format specifier");
    let byte = |k: usize| f.get(k).map_or(0, |c| u8::try_from(c.0).unwrap_or(0));
    let (mut items, mut literal, mut k) = (Vec::new(), Vec::new(), 0);
    let flush = |literal: &mut Vec<Char>, items: &mut Vec<Item>| {
        if !literal.is_empty() {
            items.push(Item { kind: Kind::Literal(std::mem::take(literal)), keep: false, width: None });
        }
    };
    while k < f.len() {
        if byte(k) != b'%' || byte(k + 1) == b'%' {
            if chars::is_space(f[k]) {
                flush(&mut literal, &mut items);
            } else {
                literal.push(f[k]);
            }
            k += if byte(k) == b'%' { 2 } else { 1 };
            continue;
        }
        flush(&mut literal, &mut items);
        k += 1;
        let keep = byte(k) != b'*';
        k += !keep as usize;
        let digits = (k..).take_while(|&j| byte(j).is_ascii_digit()).count();
        let width = (digits > 0).then(|| {
            (k..k + digits).fold(0usize, |n, j| n.saturating_mul(10).saturating_add((byte(j) - b'0') as usize))
        });
        k += digits;
        if byte(k) == b'.' {
            k += 1 + (k + 1..).take_while(|&j| byte(j).is_ascii_digit()).count();
        }
        let letter = byte(k);
        k += 1;
        let bits = match (letter, byte(k), byte(k + 1)) {
            (b'd' | b'u' | b'f', b'8', _) => 8,
            (b'd' | b'u' | b'f', b'1', b'6') => 16,
            (b'd' | b'u' | b'f', b'3', b'2') => 32,
            (b'd' | b'u' | b'f', b'6', b'4') => 64,
            _ => 0,
        };
        k += match bits {
            0 => 0,
            8 => 1,
            _ => 2,
        };
        let kind = match (letter, bits) {
            (b'd', 8) => Kind::Number(Class::Int8),
            (b'd', 16) => Kind::Number(Class::Int16),
            (b'd', 64) => Kind::Number(Class::Int64),
            (b'd', _) => Kind::Number(Class::Int32),
            (b'u', 8) => Kind::Number(Class::Uint8),
            (b'u', 16) => Kind::Number(Class::Uint16),
            (b'u', 64) => Kind::Number(Class::Uint64),
            (b'u', _) => Kind::Number(Class::Uint32),
            (b'f', 32) => Kind::Number(Class::Single),
            (b'f' | b'n', _) => Kind::Number(Class::Double),
            (b's', _) => Kind::Word,
            (b'q', _) => Kind::Quoted,
            (b'c', _) => Kind::Chars(width.unwrap_or(1)),
            (b'[', _) => {
                let negated = byte(k) == b'^';
                let start = k + negated as usize;
                let first = start + (byte(start) == b']') as usize;
                let end = (first..f.len()).find(|&j| byte(j) == b']').ok_or_else(bad)?;
                k = end + 1;
                Kind::Set(expand_set(&f[start..end]), negated)
            }
            _ => return Err(bad()),
        };
        items.push(Item { kind, keep, width });
    }
    flush(&mut literal, &mut items);
    Ok(items)
}

/// The characters of a set, ranges written out.
fn expand_set(set: &[Char]) -> Vec<Char> {
    let (mut out, mut k) = (Vec::new(), 0);
    while k < set.len() {
        if k + 2 < set.len() && set[k + 1].0 == b'-' as u16 {
            out.extend((set[k].0..=set[k + 2].0).map(Char));
            k += 3;
        } else {
            out.push(set[k]);
            k += 1;
        }
    }
    out
}

/// The values of one conversion.
#[derive(Default)]
struct Column {
    numbers: Vec<f64>,
    texts: Vec<Vec<Char>>,
}

impl Column {
    fn len(&self) -> usize {
        self.numbers.len().max(self.texts.len())
    }
}

struct Reader<'a> {
    text: &'a [Char],
    at: usize,
    o: &'a Options,
}

impl Reader<'_> {
    fn rest(&self) -> &[Char] {
        &self.text[self.at.min(self.text.len())..]
    }

    fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn is_newline(&self) -> bool {
        self.rest().first().is_some_and(|c| matches!(c.0, 10 | 13))
    }

    /// Skips white space and comments; newlines too when `lines`.
    fn skip(&mut self, lines: bool) {
        loop {
            let Some(&c) = self.rest().first() else { return };
            if (self.o.white.contains(&c) && !self.o.delimiters.iter().any(|d| d[..] == [c]))
                || (lines && matches!(c.0, 10 | 13))
            {
                self.at += 1;
            } else if let Some((open, close)) = self.o.comments.iter().find(|(open, _)| self.rest().starts_with(open)) {
                let end = match close {
                    Some(close) => search::positions(self.rest(), close, false).first().map(|k| k + close.len()),
                    None => self.rest().iter().position(|c| matches!(c.0, 10 | 13)),
                };
                self.at += open.len().max(end.unwrap_or(self.rest().len()));
            } else {
                return;
            }
        }
    }

    fn delimiter_len(&self) -> Option<usize> {
        self.o.delimiters.iter().find(|d| !d.is_empty() && self.rest().starts_with(d)).map(Vec::len)
    }

    /// Skips what separates fields: one delimiter, or several when they count as one.
    fn separator(&mut self) {
        self.skip(false);
        while let Some(len) = self.delimiter_len() {
            self.at += len;
            if !self.o.multiple {
                break;
            }
            self.skip(false);
        }
    }

    /// Elements up to a delimiter, newline, or (without delimiters) white space.
    fn word_len(&self, stop_at_white: bool) -> usize {
        let rest = self.rest();
        (0..rest.len())
            .find(|&k| {
                let c = rest[k];
                matches!(c.0, 10 | 13)
                    || (stop_at_white && self.o.white.contains(&c))
                    || self.o.delimiters.iter().any(|d| !d.is_empty() && rest[k..].starts_with(d))
                    || self.o.comments.iter().any(|(open, _)| rest[k..].starts_with(open))
            })
            .unwrap_or(rest.len())
    }

    /// Reads one item into its column; false when the text is not as the format says.
    fn item(&mut self, item: &Item, column: &mut Column) -> bool {
        match &item.kind {
            Kind::Literal(l) => {
                self.skip(true);
                let found = self.rest().starts_with(l);
                self.at += if found { l.len() } else { 0 };
                found
            }
            Kind::Number(_) => self.number(item, column),
            Kind::Word => {
                self.skip(column.texts.is_empty());
                let len = self.word_len(self.o.delimiters.is_empty()).min(item.width.unwrap_or(usize::MAX));
                self.take_text(len, item, column)
            }
            Kind::Quoted => {
                self.skip(column.texts.is_empty());
                if self.rest().first() != Some(&Char(b'"' as u16)) {
                    let len = self.word_len(self.o.delimiters.is_empty());
                    return self.take_text(len, item, column);
                }
                self.quoted(item, column);
                true
            }
            Kind::Chars(n) => {
                self.skip(true);
                let len = (*n).min(self.rest().len());
                len == *n && self.take_text(len, item, column)
            }
            Kind::Set(set, negated) => {
                self.skip(true);
                let most = item.width.unwrap_or(usize::MAX);
                let len = self.rest().iter().take(most).take_while(|c| set.contains(c) != *negated).count();
                len > 0 && self.take_text(len, item, column)
            }
        }
    }

    fn take_text(&mut self, len: usize, item: &Item, column: &mut Column) -> bool {
        let part = self.rest()[..len].to_vec();
        self.at += len;
        if item.keep {
            let part = if matches!(item.kind, Kind::Word) { chars::trim_end(&part).to_vec() } else { part };
            column.texts.push(part);
        }
        true
    }

    /// Text in double quotes; two of them stand for one.
    fn quoted(&mut self, item: &Item, column: &mut Column) {
        let quote = Char(b'"' as u16);
        self.at += 1;
        let mut out = Vec::new();
        while let Some(&c) = self.rest().first() {
            self.at += 1;
            if c == quote {
                if self.rest().first() != Some(&quote) {
                    break;
                }
                self.at += 1;
            }
            out.push(c);
        }
        if item.keep {
            column.texts.push(out);
        }
    }

    fn number(&mut self, item: &Item, column: &mut Column) -> bool {
        self.skip(false);
        let len = self.word_len(true).min(item.width.unwrap_or(usize::MAX));
        let word = self.rest()[..len].to_vec();
        let push = |column: &mut Column, x: f64| {
            if item.keep {
                column.numbers.push(x);
            }
        };
        if word.is_empty() || self.o.empty_words.contains(&word) {
            self.at += len;
            push(column, self.o.empty_value);
            return true;
        }
        // The longest beginning of the word that is a number.
        let ascii: String = word.iter().map(|c| if c.0 < 128 { c.0 as u8 as char } else { '?' }).collect();
        let found = (1..=ascii.len()).rev().find_map(|n| parse_number(&ascii[..n]).map(|x| (x, n)));
        let Some((x, n)) = found else { return false };
        self.at += n;
        push(column, x);
        true
    }
}

fn parse_number(s: &str) -> Option<f64> {
    let body = s.strip_prefix(['+', '-']).unwrap_or(s);
    let named = body.eq_ignore_ascii_case("inf") || body.eq_ignore_ascii_case("nan");
    let plain = body.as_bytes().first().is_some_and(|b| b.is_ascii_digit() || *b == b'.');
    if !named && !plain {
        return None;
    }
    s.replace(['d', 'D'], "e").parse().ok().or_else(|| s.parse().ok())
}

/// Reads all columns.
fn read(
    cx: &mut CallCx<'_>,
    text: &[Char],
    items: &[Item],
    repeat: usize,
    o: &Options,
) -> Result<(Vec<Column>, usize)> {
    let mut reader = Reader { text, at: 0, o };
    for _ in 0..o.header_lines {
        let line = reader.rest().iter().position(|c| c.0 == 10).map_or(reader.rest().len(), |k| k + 1);
        reader.at += line;
    }
    let mut columns: Vec<Column> = items.iter().map(|_| Column::default()).collect();
    cx.charge(10 * text.len());
    'rows: for _ in 0..repeat {
        reader.skip(true);
        if reader.done() {
            break;
        }
        let before = reader.at;
        for (k, item) in items.iter().enumerate() {
            if k > 0 && (reader.done() || reader.is_newline()) {
                // The line ends early: what is left of the row is empty.
                if reader.done() {
                    break 'rows;
                }
                fill_row(&mut columns, items, k, o);
                break;
            }
            if !reader.item(item, &mut columns[k]) {
                if o.return_on_error {
                    break 'rows;
                }
                return Err(cx.fail("MATLAB:textscan:handleErrorAndShowInfo", "Read error in text"));
            }
            let next_is_literal = matches!(items.get(k + 1), Some(Item { kind: Kind::Literal(_), .. }));
            if !matches!(item.kind, Kind::Literal(_)) && !next_is_literal {
                reader.separator();
            }
        }
        if reader.at == before {
            break;
        }
    }
    Ok((columns, reader.at))
}

/// Empty values for the items from `k` on.
fn fill_row(columns: &mut [Column], items: &[Item], k: usize, o: &Options) {
    for (column, item) in columns.iter_mut().zip(items).skip(k).filter(|(_, i)| i.keep) {
        match item.kind {
            Kind::Number(_) => column.numbers.push(o.empty_value),
            _ => column.texts.push(Vec::new()),
        }
    }
}

fn column_value(cx: &CallCx<'_>, item: &Item, column: Column) -> Result<Value> {
    match &item.kind {
        Kind::Number(class) => convert::to_class(&Value::col(column.numbers), *class, cx.dialect()),
        _ => {
            Ok(NdArray::<Value>::new(Dims::col(column.len()), column.texts.into_iter().map(chars::row).collect())
                .into())
        }
    }
}

/// The text, format, repeat count and options of a call, read.
fn run(cx: &mut CallCx<'_>, args: &[Value]) -> Result<(Vec<(Item, Column)>, bool, usize)> {
    let text = any_chars(&args[0], cx.dialect()).filter(|_| !args[0].is_numeric());
    let Some(text) = text else {
        return Err(cx.fail("MATLAB:textscan:input", "first argument must be a file id or character string"));
    };
    let text = text.into_owned();
    let mut rest = &args[1..];
    let mut items = Vec::new();
    if let [f, more @ ..] = rest
        && (f.is_char() || matches!(f, Value::Strings(_)))
        && (more.len() % 2 == 0 || more.first().is_some_and(|v| v.is_numeric()))
    {
        items = parse_format(cx, &any_chars(f, cx.dialect()).unwrap_or_default())?;
        rest = more;
    }
    let mut repeat = usize::MAX;
    if let [n, more @ ..] = rest
        && n.is_numeric()
    {
        repeat = n.as_f64().filter(|x| *x >= 0.0 && x.is_finite()).map_or(usize::MAX, |x| x as usize);
        rest = more;
    }
    let o = options(cx, rest)?;
    if items.is_empty() {
        items.push(Item { kind: Kind::Number(Class::Double), keep: true, width: None });
    }
    let (columns, at) = read(cx, &text, &items, repeat, &o)?;
    let kept = items.into_iter().zip(columns).filter(|(i, _)| i.keep).collect();
    Ok((kept, o.collect, at))
}

fn strread(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let (columns, _, _) = run(cx, args)?;
    let values = columns.into_iter().map(|(mut item, c)| match item.kind {
        Kind::Number(_) if !cx.octave() => Ok(Value::col(c.numbers)),
        // There whole numbers are of one class, with a sign.
        Kind::Number(Class::Uint32) => {
            item.kind = Kind::Number(Class::Int32);
            column_value(cx, &item, c)
        }
        _ => column_value(cx, &item, c),
    });
    values.collect::<Result<Values, Error>>()
}
