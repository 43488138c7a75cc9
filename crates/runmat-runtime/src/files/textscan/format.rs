//! The format and the options of `textscan`.

use runmat_ignition::CallCx;
use runmat_value::text::{chars, escapes};
use runmat_value::value::decode_in;
use runmat_value::{Class, Error, Result, Value, convert};

/// What a conversion reads.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number of this class.
    Number(Class),
    /// Text up to a delimiter.
    Word,
    /// The same, or text in quotes.
    Quoted,
    /// So many characters.
    Chars,
    /// Characters of a set, or not of it.
    Set { chars: Vec<u8>, negated: bool },
}

/// A piece of the format.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Text that has to be there.
    Literal(Vec<u8>),
    /// A field.
    Field { kind: Kind, width: Option<usize>, precision: Option<usize>, skip: bool },
}

impl Item {
    /// A field that gives a column.
    pub fn is_output(&self) -> bool {
        matches!(self, Item::Field { skip: false, .. })
    }
}

/// Takes a format apart.
pub fn parse(text: &str) -> std::result::Result<Vec<Item>, String> {
    let b = text.as_bytes();
    let mut items = Vec::new();
    let mut k = 0;
    while k < b.len() {
        if b[k].is_ascii_whitespace() {
            k += 1;
        } else if b[k] == b'%' && b.get(k + 1) != Some(&b'%') {
            let (item, next) = field(b, k)?;
            items.push(item);
            k = next;
        } else {
            let mut literal = Vec::new();
            while k < b.len() && !b[k].is_ascii_whitespace() {
                match (b[k], b.get(k + 1)) {
                    (b'%', Some(b'%')) => k += 1,
                    (b'%', _) => break,
                    _ => {}
                }
                literal.push(b[k]);
                k += 1;
            }
            items.push(Item::Literal(literal));
        }
    }
    match items.iter().any(|i| matches!(i, Item::Field { .. })) {
        true => Ok(items),
        false => Err("textscan: no valid format conversion specifiers".into()),
    }
}

fn digits(b: &[u8], k: &mut usize) -> Option<usize> {
    let start = *k;
    while b.get(*k).is_some_and(u8::is_ascii_digit) {
        *k += 1;
    }
    std::str::from_utf8(&b[start..*k]).ok()?.parse().ok()
}

fn field(b: &[u8], start: usize) -> std::result::Result<(Item, usize), String> {
    let mut k = start + 1;
    let skip = b.get(k) == Some(&b'*');
    k += skip as usize;
    let width = digits(b, &mut k);
    let mut precision = None;
    if b.get(k) == Some(&b'.') {
        k += 1;
        precision = digits(b, &mut k);
    }
    let letter = b.get(k).copied().unwrap_or(0);
    k += 1;
    let bits = |k: &mut usize| {
        let at = *k;
        let bits = digits(b, k);
        if !matches!(bits, Some(8 | 16 | 32 | 64)) {
            *k = at;
            return None;
        }
        bits
    };
    let kind = match letter {
        b'f' => Kind::Number(if bits(&mut k) == Some(32) { Class::Single } else { Class::Double }),
        b'n' => Kind::Number(Class::Double),
        b'd' => Kind::Number(match bits(&mut k) {
            Some(8) => Class::Int8,
            Some(16) => Class::Int16,
            Some(64) => Class::Int64,
            _ => Class::Int32,
        }),
        b'u' => Kind::Number(match bits(&mut k) {
            Some(8) => Class::Uint8,
            Some(16) => Class::Uint16,
            Some(64) => Class::Uint64,
            _ => Class::Uint32,
        }),
        b's' => Kind::Word,
        b'q' => Kind::Quoted,
        b'c' => Kind::Chars,
        b'[' => {
            let negated = b.get(k) == Some(&b'^');
            k += negated as usize;
            let from = k;
            k += (b.get(k) == Some(&b']')) as usize;
            while k < b.len() && b[k] != b']' {
                k += 1;
            }
            let chars = expand_set(&b[from..k.min(b.len())]);
            k += 1;
            Kind::Set { chars, negated }
        }
        _ => {
            let shown = String::from_utf8_lossy(&b[start..k.min(b.len())]).into_owned();
            return Err(format!("textscan: '{shown}' is not a valid format specifier"));
        }
    };
    Ok((Item::Field { kind, width, precision, skip }, k.min(b.len())))
}

fn expand_set(set: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut k = 0;
    while k < set.len() {
        if k + 2 < set.len() && set[k + 1] == b'-' {
            out.extend(set[k]..=set[k + 2]);
            k += 3;
        } else {
            out.push(set[k]);
            k += 1;
        }
    }
    out
}

/// The options of a call.
#[derive(Debug, Clone)]
pub struct Options {
    /// Texts that separate fields.
    pub delimiters: Vec<Vec<u8>>,
    /// Characters skipped before fields.
    pub whitespace: Vec<u8>,
    /// What ends a line; `None`: `\n`, `\r\n` and `\r`.
    pub line_end: Option<Vec<u8>>,
    /// Begin and end of comments; no end: the line's.
    pub comment: Option<(Vec<u8>, Option<Vec<u8>>)>,
    /// Lines skipped first.
    pub header_lines: usize,
    /// What empty fields give.
    pub empty_value: f64,
    /// Texts that count as empty fields.
    pub empty_texts: Vec<Vec<u8>>,
    /// Runs of delimiters count as one.
    pub multiple: bool,
    /// Columns of one class are joined.
    pub collect: bool,
    /// Bad fields end the reading quietly.
    pub return_on_error: bool,
}

impl Options {
    /// From name and value pairs.
    pub fn parse(cx: &CallCx<'_>, list: &[Value]) -> Result<Options> {
        let mut o = Options {
            delimiters: Vec::new(),
            whitespace: b" \x08\t".to_vec(),
            line_end: None,
            comment: None,
            header_lines: 0,
            empty_value: f64::NAN,
            empty_texts: Vec::new(),
            multiple: false,
            collect: false,
            return_on_error: true,
        };
        if list.len() % 2 == 1 {
            let n = list.len().div_ceil(2);
            return Err(Error::msg(format!("textscan: {n} parameters given, but only {} values", n - 1)));
        }
        for pair in list.chunks(2) {
            let Some(name) = pair[0].as_text() else {
                return Err(Error::msg("textscan: Invalid parameter type <double> for parameter 1"));
            };
            o.set(cx, &name, &pair[1])?;
        }
        Ok(o)
    }

    fn set(&mut self, cx: &CallCx<'_>, name: &str, v: &Value) -> Result<()> {
        let lower = name.to_ascii_lowercase();
        let bad = |what: &str| Error::msg(format!("textscan: {what}"));
        let flag =
            |what: &str| v.as_f64().map(|x| x != 0.0).ok_or_else(|| bad(&format!("{what} must be logical or numeric")));
        match lower.as_str() {
            "delimiter" => {
                let texts = byte_texts(cx, v, true)
                    .ok_or_else(|| bad("Delimiter must be either a string or cell array of strings"))?;
                self.delimiters = match v.is_cell() {
                    true => texts.into_iter().filter(|t| !t.is_empty()).collect(),
                    false => texts.concat().into_iter().map(|b| vec![b]).collect(),
                };
            }
            "whitespace" => {
                self.whitespace =
                    byte_texts(cx, v, true).ok_or_else(|| bad("Whitespace must be a character string"))?.concat()
            }
            "endofline" => {
                let wrong = || bad("EndOfLine must be at most one character or '\\r\\n'");
                let text = byte_texts(cx, v, true).filter(|_| v.is_char()).ok_or_else(wrong)?.concat();
                if text.len() > 1 && text != b"\r\n" {
                    return Err(wrong());
                }
                self.line_end = Some(text);
            }
            "commentstyle" => {
                let mut texts = byte_texts(cx, v, false)
                    .ok_or_else(|| bad("CommentStyle must be either a string or cell array of one or two strings"))?
                    .into_iter();
                self.comment = texts.next().filter(|t| !t.is_empty()).map(|open| (open, texts.next()));
            }
            "headerlines" => {
                self.header_lines =
                    v.as_f64().filter(|_| !v.is_char()).ok_or_else(|| bad("HeaderLines must be numeric"))?.max(0.0)
                        as usize;
            }
            "emptyvalue" => self.empty_value = v.as_f64().ok_or_else(|| bad("EmptyValue must be numeric"))?,
            "treatasempty" => {
                self.empty_texts = byte_texts(cx, v, false)
                    .ok_or_else(|| bad("TreatAsEmpty must be either a string or cell array of one or two strings"))?
            }
            "multipledelimsasone" => self.multiple = flag("MultipleDelimsAsOne")?,
            "collectoutput" => self.collect = flag("CollectOutput")?,
            "returnonerror" => self.return_on_error = flag("ReturnOnError")?,
            "bufsize" | "expchars" | "dateLocale" | "texttype" => {}
            _ => return Err(bad(&format!("unrecognized option '{name}'"))),
        }
        Ok(())
    }
}

/// Texts as bytes, with escapes processed where wanted.
fn byte_texts(cx: &CallCx<'_>, v: &Value, unescape: bool) -> Option<Vec<Vec<u8>>> {
    let one = |v: &Value| {
        let text = v.as_text()?;
        let letters = chars::encode(&text, cx.dialect());
        let letters = if unescape { escapes(&letters).unwrap_or(letters) } else { letters };
        Some(decode_in(&letters, cx.dialect()).into_bytes())
    };
    match convert::to_dense(v) {
        Value::Cell(c) => c.data().iter().map(one).collect(),
        v => Some(vec![one(&v)?]),
    }
}
