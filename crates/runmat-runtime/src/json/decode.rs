//! Values from JSON.

use super::flag;
use super::names::NameRules;
use runmat_ignition::CallCx;
use runmat_value::text::chars;
use runmat_value::{Dims, Error, Name, NdArray, Result, StructArray, Value};
use std::sync::Arc;

/// Deeper nesting is refused.
const MAX_DEPTH: usize = 1000;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// `jsondecode`.
pub fn jsondecode(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len().is_multiple_of(2) {
        return Err(Error::msg("jsondecode: option argument must be a string").in_function("jsondecode"));
    }
    let text = args[0].as_text().filter(|_| args[0].is_char() || matches!(args[0], Value::Strings(_)));
    let Some(text) = text else {
        return Err(match cx.octave() {
            true => Error::msg("jsondecode: JSON_TXT must be a character string"),
            false => Error::new("MATLAB:json:InvalidInput", "JSON text must be a character vector or string scalar."),
        });
    };
    let (mut rules, mut valid) = (NameRules::of(cx), true);
    for pair in args[1..].chunks(2) {
        match pair[0].as_text() {
            Some(name) if name.eq_ignore_ascii_case("makeValidName") => valid = flag(cx, &pair[1])?,
            _ => rules.set("makeValidName", &pair[0], &pair[1])?,
        }
    }
    let rules = valid.then_some(rules);
    cx.charge(4 * text.len());
    let mut parser = Parser { text: text.as_bytes(), at: 0 };
    let json = parser.whole().map_err(|what| {
        let at = parser.at + 1;
        match cx.octave() {
            true => Error::msg(format!("jsondecode: parse error at offset {at}: {what}")),
            false => Error::new(
                "MATLAB:json:ExpectedValue",
                format!("JSON syntax error at line 1, column {at} (character {at}): {what}"),
            ),
        }
    })?;
    Ok(Decoder { cx, rules }.value(&json))
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
}

type Parsed<T> = std::result::Result<T, &'static str>;

impl Parser<'_> {
    fn whole(&mut self) -> Parsed<Json> {
        let v = self.value(0)?;
        self.skip_space();
        match self.at < self.text.len() {
            true => Err("The document root must not be followed by other values."),
            false => Ok(v),
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn word(&mut self, word: &str) -> bool {
        let hit = self.text[self.at..].starts_with(word.as_bytes());
        self.at += if hit { word.len() } else { 0 };
        hit
    }

    fn value(&mut self, depth: usize) -> Parsed<Json> {
        if depth > MAX_DEPTH {
            return Err("Nested too deeply.");
        }
        self.skip_space();
        match self.peek() {
            None => Err("The document is empty."),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'n') if self.word("null") => Ok(Json::Null),
            Some(b't') if self.word("true") => Ok(Json::Bool(true)),
            Some(b'f') if self.word("false") => Ok(Json::Bool(false)),
            Some(_) => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut fields = Vec::new();
        self.skip_space();
        if self.word("}") {
            return Ok(Json::Object(fields));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err("Missing a name for object member.");
            }
            let name = self.string()?;
            self.skip_space();
            if !self.word(":") {
                return Err("Missing a colon after a name of object member.");
            }
            fields.push((name, self.value(depth + 1)?));
            self.skip_space();
            if self.word("}") {
                return Ok(Json::Object(fields));
            }
            if !self.word(",") {
                return Err("Missing a comma or } after an object member.");
            }
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.word("]") {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.word("]") {
                return Ok(Json::Array(items));
            }
            if !self.word(",") {
                return Err("Missing a comma or ] after an array element.");
            }
        }
    }

    fn number(&mut self) -> Parsed<Json> {
        let start = self.at;
        let negative = self.word("-");
        let sign = if negative { -1.0 } else { 1.0 };
        if self.word("Infinity") || self.word("Inf") {
            return Ok(Json::Number(sign * f64::INFINITY));
        }
        if self.word("NaN") {
            return Ok(Json::Number(f64::NAN));
        }
        let digits = |p: &mut Self| {
            let from = p.at;
            while p.peek().is_some_and(|b| b.is_ascii_digit()) {
                p.at += 1;
            }
            p.at > from
        };
        if self.word("0") {
        } else if !digits(self) {
            return Err("Invalid value.");
        }
        if self.word(".") && !digits(self) {
            return Err("Miss fraction part in number.");
        }
        if self.word("e") || self.word("E") {
            let _ = self.word("+") || self.word("-");
            if !digits(self) {
                return Err("Miss exponent in number.");
            }
        }
        let text = std::str::from_utf8(&self.text[start..self.at]).map_err(|_| "Invalid value.")?;
        text.parse().map(Json::Number).map_err(|_| "Invalid value.")
    }

    fn string(&mut self) -> Parsed<String> {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            let Some(b) = self.peek() else { return Err("Missing a closing quotation mark in string.") };
            self.at += 1;
            match b {
                b'"' => break,
                b'\\' => self.escape(&mut out)?,
                0..=0x1f => return Err("Invalid encoding in string."),
                b => out.push(b),
            }
        }
        String::from_utf8(out).map_err(|_| "Invalid encoding in string.")
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Parsed<()> {
        let Some(b) = self.peek() else { return Err("Missing a closing quotation mark in string.") };
        self.at += 1;
        out.push(match b {
            b'"' | b'\\' | b'/' => b,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let mut unit = self.hex()?;
                if (0xd800..0xdc00).contains(&unit) {
                    if !self.word("\\u") {
                        return Err("The surrogate pair in string is invalid.");
                    }
                    let low = self.hex()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return Err("The surrogate pair in string is invalid.");
                    }
                    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                }
                let c = char::from_u32(unit).ok_or("The surrogate pair in string is invalid.")?;
                out.extend(c.encode_utf8(&mut [0; 4]).bytes());
                return Ok(());
            }
            _ => return Err("Invalid escape character in string."),
        });
        Ok(())
    }

    fn hex(&mut self) -> Parsed<u32> {
        let bad = "Incorrect hex digit after \\u escape in string.";
        let digits = self.text.get(self.at..self.at + 4).ok_or(bad)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(bad);
        }
        self.at += 4;
        let text = std::str::from_utf8(digits).map_err(|_| bad)?;
        u32::from_str_radix(text, 16).map_err(|_| bad)
    }
}

struct Decoder<'a, 'b> {
    cx: &'a CallCx<'b>,
    rules: Option<NameRules>,
}

impl Decoder<'_, '_> {
    fn value(&self, json: &Json) -> Value {
        match json {
            Json::Null => Value::empty(),
            Json::Bool(b) => Value::Bool(*b),
            Json::Number(x) => Value::Num(*x),
            Json::Text(s) => chars::row(chars::encode(s, self.cx.dialect())),
            Json::Array(items) => self.array(items),
            Json::Object(fields) => self.object(fields).into(),
        }
    }

    fn object(&self, fields: &[(String, Json)]) -> StructArray {
        let mut s = StructArray::scalar();
        for (name, v) in fields {
            let name = self.rules.as_ref().map_or_else(|| name.clone(), |r| r.apply(name));
            s.set(0, &name, self.value(v));
        }
        s
    }

    fn array(&self, items: &[Json]) -> Value {
        if items.is_empty() {
            return Value::empty();
        }
        if items.iter().all(|j| matches!(j, Json::Null | Json::Number(_))) {
            let number = |j: &Json| if let Json::Number(x) = j { *x } else { f64::NAN };
            return NdArray::col(items.iter().map(number).collect()).into();
        }
        if items.iter().all(|j| matches!(j, Json::Bool(_))) {
            return NdArray::col(items.iter().map(|j| *j == Json::Bool(true)).collect()).into();
        }
        if items.iter().all(|j| matches!(j, Json::Object(_))) {
            return self.objects(items);
        }
        let values: Vec<Value> = items.iter().map(|j| self.value(j)).collect();
        if items.iter().all(|j| matches!(j, Json::Array(_))) {
            let merged = merge::<f64>(&values).or_else(|| merge::<bool>(&values)).or_else(|| merge_structs(&values));
            if let Some(v) = merged {
                return v;
            }
        }
        Value::cell_col(values)
    }

    /// A struct array where all have the same fields in the same order.
    fn objects(&self, items: &[Json]) -> Value {
        let structs: Vec<StructArray> = items
            .iter()
            .map(|j| match j {
                Json::Object(fields) => self.object(fields),
                _ => StructArray::scalar(),
            })
            .collect();
        if structs.iter().any(|s| s.names() != structs[0].names()) {
            return Value::cell_col(structs.into_iter().map(Value::from).collect());
        }
        let names: Arc<Vec<Name>> = structs[0].shared_names().clone();
        let values = structs.iter().flat_map(|s| s.values().iter().cloned()).collect();
        StructArray::from_parts(Dims::col(structs.len()), names, values).into()
    }
}

/// Arrays of one class and size as one array with a further dimension in front.
fn merge<T: runmat_value::Element + Copy>(values: &[Value]) -> Option<Value> {
    let views: Vec<_> = values.iter().map(T::view).collect::<Option<_>>()?;
    let dims = views[0].dims();
    if views.iter().any(|v| v.dims() != dims || v.is_empty()) {
        return None;
    }
    let n = views[0].len();
    let data = (0..n).flat_map(|k| views.iter().map(move |v| v.data()[k])).collect();
    Some(NdArray::new(stacked(values.len(), &dims), data).into())
}

/// The size with a further dimension in front.
fn stacked(count: usize, dims: &Dims) -> Dims {
    let mut sizes = vec![count];
    sizes.extend(if dims.is_col() { vec![dims.rows()] } else { dims.to_vec() });
    if sizes.len() == 1 {
        sizes.push(1);
    }
    Dims::from_slice(&sizes)
}

/// The same for struct arrays with the same fields.
fn merge_structs(values: &[Value]) -> Option<Value> {
    let structs: Vec<&StructArray> = values
        .iter()
        .map(|v| match v {
            Value::Struct(s) => Some(&**s),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let first = structs[0];
    if structs.iter().any(|s| s.dims() != first.dims() || s.names() != first.names() || s.is_empty()) {
        return None;
    }
    let width = first.names().len();
    let element = |k: usize, s: &&StructArray| s.values()[k * width..(k + 1) * width].to_vec();
    let data = (0..first.len()).flat_map(|k| structs.iter().flat_map(move |s| element(k, s))).collect();
    let dims = stacked(values.len(), first.dims());
    Some(StructArray::from_parts(dims, first.shared_names().clone(), data).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Parsed<Json>, usize) {
        let mut p = Parser { text: text.as_bytes(), at: 0 };
        (p.whole(), p.at)
    }

    #[test]
    fn texts_and_errors() {
        assert_eq!(parse("\"a\\u00e9\\ud83d\\ude00\\n\"").0, Ok(Json::Text("aé😀\n".into())));
        assert_eq!(
            parse("[1, -2.5e3, Inf]").0,
            Ok(Json::Array(vec![Json::Number(1.0), Json::Number(-2500.0), Json::Number(f64::INFINITY)]))
        );
        let (r, at) = parse("12-");
        assert!(r.is_err() && at == 2);
        assert!(parse(&"[".repeat(100_000)).0.is_err());
        for bad in ["", "{", "{\"a\"}", "[1,", "\"\\q\"", "\"\\u12\"", "tru", "-"] {
            assert!(parse(bad).0.is_err(), "{bad}");
        }
    }
}
