//! JSON from values.

use super::flag;
use runmat_ignition::CallCx;
use runmat_value::map::MapKey;
use runmat_value::value::decode_in;
use runmat_value::{Char, Class, Dialect, Dims, Element, Error, Result, StructArray, Value, convert, text};

/// `jsonencode`.
pub fn jsonencode(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.len().is_multiple_of(2) {
        return Err(cx.invalid_call());
    }
    let mut writer = Writer { out: String::new(), nan: false, pretty: None, dialect: cx.dialect() };
    for pair in args[1..].chunks(2) {
        let Some(name) = pair[0].as_text().filter(|_| pair[0].is_char() || matches!(pair[0], Value::Strings(_))) else {
            return Err(Error::msg("jsonencode: option argument must be a string"));
        };
        let on = flag(cx, &pair[1])?;
        match name.to_ascii_lowercase().as_str() {
            "convertinfandnan" => writer.nan = !on,
            "prettyprint" => writer.pretty = on.then_some(0),
            _ => {
                return Err(Error::msg("jsonencode: Valid options are \"ConvertInfAndNaN\" and \"PrettyPrint\""));
            }
        }
    }
    writer.value(&args[0])?;
    cx.charge(writer.out.len());
    Ok(cx.text(&writer.out))
}

struct Writer {
    out: String,
    /// Write NaN and Infinity instead of null.
    nan: bool,
    /// Depth of indentation.
    pretty: Option<usize>,
    dialect: Dialect,
}

impl Writer {
    fn new_line(&mut self) {
        if let Some(depth) = self.pretty {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", depth));
        }
    }

    /// `count` items between brackets.
    fn list(
        &mut self,
        brackets: [char; 2],
        count: usize,
        mut item: impl FnMut(&mut Self, usize) -> Result<()>,
    ) -> Result<()> {
        self.out.push(brackets[0]);
        self.pretty = self.pretty.map(|d| d + 1);
        for k in 0..count {
            if k > 0 {
                self.out.push(',');
            }
            self.new_line();
            item(self, k)?;
        }
        self.pretty = self.pretty.map(|d| d - 1);
        if count > 0 {
            self.new_line();
        }
        self.out.push(brackets[1]);
        Ok(())
    }

    fn value(&mut self, v: &Value) -> Result<()> {
        match v {
            Value::Char(_) | Value::Chars(_) => self.chars(v),
            Value::Strings(a) => {
                let item = |w: &mut Self, k: usize| {
                    match &a.data()[k].0 {
                        Some(s) => w.text(s),
                        None => w.out.push_str("null"),
                    }
                    Ok(())
                };
                self.nested(&Value::Strings(a.clone()).dims(), item)
            }
            Value::Cell(c) => self.list(['[', ']'], c.len(), |w, k| w.value(&c.data()[k])),
            Value::Struct(s) => self.nested(s.dims(), |w, k| w.object(s, k)),
            Value::Map(m) => {
                let entries: Vec<(MapKey, Value)> =
                    m.entries.lock().unwrap().iter().map(|(k, v)| (k.clone(), v.clone())).collect();
                self.list(['{', '}'], entries.len(), |w, k| {
                    let (key, v) = &entries[k];
                    match key {
                        MapKey::Text(t) => w.key(t),
                        MapKey::Num(_) => {
                            return Err(Error::msg("jsonencode: only containers.Map with string keys can be encoded"));
                        }
                    }
                    w.value(v)
                })
            }
            Value::Object(o) => self.nested(o.fields.dims(), |w, k| w.object(&o.fields, k)),
            Value::Handle(h) => {
                let fields = h.fields.lock().unwrap().clone();
                self.nested(fields.dims(), |w, k| w.object(&fields, k))
            }
            _ if v.is_numeric() && !v.is_complex() || v.class() == Class::Logical => self.numbers(v),
            _ => Err(match self.dialect {
                Dialect::Octave => Error::msg("jsonencode: unsupported type"),
                Dialect::Matlab => Error::new(
                    "MATLAB:json:UnsupportedType",
                    format!("Objects of class '{}' are not supported.", v.class_name()),
                ),
            }),
        }
    }

    fn key(&mut self, name: &str) {
        self.text(name);
        self.out.push_str(if self.pretty.is_some() { ": " } else { ":" });
    }

    fn object(&mut self, s: &StructArray, k: usize) -> Result<()> {
        let names = s.names().to_vec();
        self.list(['{', '}'], names.len(), |w, f| {
            w.key(&names[f]);
            w.value(s.at(k, f))
        })
    }

    /// The elements of an array, row by row, in as many brackets as it has dimensions; a vector in one, a
    /// scalar in none.
    fn nested(&mut self, dims: &Dims, mut item: impl FnMut(&mut Self, usize) -> Result<()>) -> Result<()> {
        let n = dims.numel();
        if dims.is_scalar() {
            return item(self, 0);
        }
        if n == 0 || dims.contains(&n) {
            return self.list(['[', ']'], n, item);
        }
        self.level(dims, 0, 0, 1, &mut item)
    }

    fn level(
        &mut self,
        dims: &Dims,
        d: usize,
        at: usize,
        stride: usize,
        item: &mut dyn FnMut(&mut Self, usize) -> Result<()>,
    ) -> Result<()> {
        if d == dims.ndims() {
            return item(self, at);
        }
        self.list(['[', ']'], dims[d], |w, k| w.level(dims, d + 1, at + k * stride, stride * dims[d], item))
    }

    /// The second dimension makes the texts; the others nest.
    fn chars(&mut self, v: &Value) -> Result<()> {
        let view = Char::view(v).expect("a char array");
        let dims = view.dims();
        if dims.numel() == 0 {
            self.out.push_str("\"\"");
            return Ok(());
        }
        if dims.contains(&dims.numel()) && dims.rows() == 1 {
            let text = decode_in(view.data(), self.dialect);
            self.text(&text);
            return Ok(());
        }
        let (rows, cols) = (dims.rows(), dims.cols());
        let mut sizes = vec![rows];
        sizes.extend(&dims[2..]);
        let texts: Vec<String> = (0..rows * dims[2..].iter().product::<usize>())
            .map(|k| {
                let start = k % rows + k / rows * rows * cols;
                let row: Vec<Char> = (0..cols).map(|c| view.data()[start + c * rows]).collect();
                decode_in(&row, self.dialect)
            })
            .collect();
        let mut item = |w: &mut Self, k: usize| {
            w.text(&texts[k]);
            Ok(())
        };
        self.text_level(&sizes, 0, 1, &mut item)
    }

    fn text_level(
        &mut self,
        sizes: &[usize],
        at: usize,
        stride: usize,
        item: &mut dyn FnMut(&mut Self, usize) -> Result<()>,
    ) -> Result<()> {
        let Some((&n, rest)) = sizes.split_first() else { return item(self, at) };
        self.list(['[', ']'], n, |w, k| w.text_level(rest, at + k * stride, stride * n, item))
    }

    fn text(&mut self, s: &str) {
        self.out.push('"');
        for c in s.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                c if (c as u32) < 0x20 => self.out.push_str(&format!("\\u{:04X}", c as u32)),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn numbers(&mut self, v: &Value) -> Result<()> {
        let v = convert::to_dense(v);
        if v.class() == Class::Logical {
            let flags = convert::nonzero(&v);
            return self.nested(flags.dims(), |w, k| {
                w.out.push_str(if flags.data()[k] { "true" } else { "false" });
                Ok(())
            });
        }
        if v.class().is_integer() {
            let numbers = convert::exact_integers(&v);
            return self.nested(&v.dims(), |w, k| {
                w.out.push_str(&numbers[k].to_string());
                Ok(())
            });
        }
        let numbers = convert::real_array(&v);
        self.nested(numbers.dims(), |w, k| {
            w.number(numbers.data()[k]);
            Ok(())
        })
    }

    fn number(&mut self, x: f64) {
        if !x.is_finite() {
            self.out.push_str(match (self.nan, x.is_nan(), x > 0.0) {
                (false, ..) => "null",
                (true, true, _) => "NaN",
                (true, false, true) => "Infinity",
                (true, false, false) => "-Infinity",
            });
        } else if x == x.trunc() && x.abs() < 999_999_999_999_999.0 {
            self.out.push_str(&(x as i64).to_string());
        } else if self.dialect.is_octave() {
            self.out.push_str(&text::c_format_f64(&text::NumberSpec::new('g').precision(15), x));
        } else {
            self.out.push_str(&text::number_shortest(x));
        }
    }
}
