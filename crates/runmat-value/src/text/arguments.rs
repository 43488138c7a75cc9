//! The data of a formatted call: all arguments, element by element.

use crate::array::{Char, Element, NdArray};
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;
use std::borrow::Cow;

/// One piece of data for one conversion.
#[derive(Debug, Clone)]
pub enum Datum<'a> {
    /// A number.
    Real(f64),
    /// An integer of a signed class.
    Int(i64),
    /// An integer of an unsigned class.
    Uint(u64),
    /// The real part of a complex number.
    Complex(f64),
    /// A character met by a numeric conversion.
    Code(Char),
    /// Text met by `%s` or `%c`.
    Text(Cow<'a, [Char]>),
    /// A MATLAB string met by a numeric conversion.
    Str(&'a str),
    /// An empty argument.
    Empty,
    /// Something that prints as nothing (Octave: a function handle).
    Nothing,
}

/// What a conversion looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// `%d`, `%g`, …
    Number,
    /// `%c`
    Char,
    /// `%s`
    Text,
}

/// Where the next element comes from.
#[derive(Debug)]
pub struct Cursor<'a> {
    args: &'a [Value],
    dialect: Dialect,
    arg: usize,
    at: usize,
    /// Elements of a string array already turned to characters.
    string: Vec<Char>,
    string_at: usize,
}

impl<'a> Cursor<'a> {
    /// At the first element; refuses arguments that can't be printed.
    pub fn new(function: &str, args: &'a [Value], dialect: Dialect) -> Result<Self> {
        for a in args {
            if a.tag() >= Value::FIRST_HEAP {
                check(function, a, dialect)?;
            }
        }
        Ok(Cursor { args, dialect, arg: 0, at: 0, string: Vec::new(), string_at: 0 })
    }

    /// No element left.
    pub fn is_done(&self) -> bool {
        self.arg >= self.args.len()
    }

    /// No argument holds an element.
    pub fn is_without_data(&self) -> bool {
        self.args.iter().all(Value::is_empty)
    }

    /// The next piece of data.
    #[inline]
    pub fn next(&mut self, want: Want) -> Option<Datum<'a>> {
        let value = self.args.get(self.arg)?;
        if let Value::Num(x) = value {
            self.arg += 1;
            return Some(Datum::Real(*x));
        }
        Some(self.element(value, want))
    }

    /// The first piece of data of argument `n`, from 1.
    pub fn nth(&self, n: usize, want: Want) -> Option<Datum<'a>> {
        let mut cursor = Cursor {
            args: self.args,
            dialect: self.dialect,
            arg: n.checked_sub(1)?,
            at: 0,
            string: Vec::new(),
            string_at: 0,
        };
        cursor.next(want)
    }

    fn element(&mut self, value: &'a Value, want: Want) -> Datum<'a> {
        match value {
            Value::Chars(a) => self.chars(a.data(), want),
            Value::Char(c) => self.chars(std::slice::from_ref(c), want),
            Value::Strings(a) => self.strings(a, want),
            Value::Func(_) => {
                self.arg += 1;
                Datum::Nothing
            }
            _ => self.numbers(value, want),
        }
    }

    fn chars(&mut self, data: &'a [Char], want: Want) -> Datum<'a> {
        if data.is_empty() {
            self.arg += 1;
            return Datum::Empty;
        }
        let rest = &data[self.at..];
        let taken = if want == Want::Text { rest.len() } else { 1 };
        self.advance(taken, data.len());
        match want {
            Want::Number => Datum::Code(rest[0]),
            _ => Datum::Text(Cow::Borrowed(&rest[..taken])),
        }
    }

    fn strings(&mut self, a: &'a NdArray<crate::array::Text>, want: Want) -> Datum<'a> {
        let Some(text) = a.data().get(self.at) else {
            self.arg += 1;
            return Datum::Empty;
        };
        let text = text.0.as_deref().unwrap_or("<missing>");
        if want == Want::Char && !text.is_empty() {
            return self.string_char(text, a.len());
        }
        let rest = std::mem::take(&mut self.string_at);
        self.advance(1, a.len());
        if want == Want::Number && rest == 0 {
            return Datum::Str(text);
        }
        Datum::Text(super::chars::encode(text, self.dialect).split_off(rest).into())
    }

    fn string_char(&mut self, text: &str, len: usize) -> Datum<'a> {
        if self.string_at == 0 {
            self.string = super::chars::encode(text, self.dialect);
        }
        let c = self.string[self.string_at];
        self.string_at += 1;
        if self.string_at == self.string.len() {
            self.string_at = 0;
            self.advance(1, len);
        }
        Datum::Text(vec![c].into())
    }

    fn numbers(&mut self, value: &'a Value, want: Want) -> Datum<'a> {
        let len = value.numel();
        if len == 0 {
            self.arg += 1;
            return Datum::Empty;
        }
        if want == Want::Text && self.dialect.is_octave() && len > 1 {
            let codes: Vec<Char> = (self.at..len).map_while(|k| byte_code(&number_at(value, k))).collect();
            if !codes.is_empty() {
                self.advance(codes.len(), len);
                return Datum::Text(codes.into());
            }
        }
        let datum = number_at(value, self.at);
        self.advance(1, len);
        datum
    }

    fn advance(&mut self, count: usize, len: usize) {
        self.at += count;
        if self.at >= len {
            self.arg += 1;
            self.at = 0;
        }
    }
}

/// The character with this code, when it is an integer from 0 to 255.
fn byte_code(datum: &Datum) -> Option<Char> {
    let x = datum.as_f64()?;
    (x == x.trunc() && (0.0..256.0).contains(&x)).then_some(Char(x as u16))
}

impl Datum<'_> {
    /// As a number.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Datum::Real(x) | Datum::Complex(x) => Some(*x),
            Datum::Int(n) => Some(*n as f64),
            Datum::Uint(n) => Some(*n as f64),
            Datum::Code(c) => Some(c.0 as f64),
            _ => None,
        }
    }
}

fn signed<T: Element + Into<i64>>(a: &NdArray<T>, k: usize) -> Datum<'static> {
    a.data().get(k).map_or(Datum::Nothing, |x| Datum::Int(x.clone().into()))
}

fn unsigned<T: Element + Into<u64>>(a: &NdArray<T>, k: usize) -> Datum<'static> {
    a.data().get(k).map_or(Datum::Nothing, |x| Datum::Uint(x.clone().into()))
}

/// Element `k` of a numeric or logical value.
fn number_at(value: &Value, k: usize) -> Datum<'static> {
    use Value::*;
    match value {
        F64(a) => a.data().get(k).map_or(Datum::Nothing, |x| Datum::Real(*x)),
        F32(a) => a.data().get(k).map_or(Datum::Nothing, |x| Datum::Real(*x as f64)),
        Range(r) => Datum::Real(r.get(k)),
        Bools(a) => a.data().get(k).map_or(Datum::Nothing, |x| Datum::Real(*x as u8 as f64)),
        C64(a) => a.data().get(k).map_or(Datum::Nothing, |z| Datum::Complex(z.re)),
        C32(a) => a.data().get(k).map_or(Datum::Nothing, |z| Datum::Complex(z.re as f64)),
        I8s(a) => signed(a, k),
        I16s(a) => signed(a, k),
        I32s(a) => signed(a, k),
        I64s(a) => signed(a, k),
        U8s(a) => unsigned(a, k),
        U16s(a) => unsigned(a, k),
        U32s(a) => unsigned(a, k),
        U64s(a) => unsigned(a, k),
        I8(n) => Datum::Int(*n as i64),
        I16(n) => Datum::Int(*n as i64),
        I32(n) => Datum::Int(*n as i64),
        I64(n) => Datum::Int(*n),
        U8(n) => Datum::Uint(*n as u64),
        U16(n) => Datum::Uint(*n as u64),
        U32(n) => Datum::Uint(*n as u64),
        U64(n) => Datum::Uint(*n),
        Num(x) => Datum::Real(*x),
        Single(x) => Datum::Real(*x as f64),
        Bool(b) => Datum::Real(*b as u8 as f64),
        Sparse(s) => Datum::Real(s.get(k % s.rows(), k / s.rows())),
        SparseBool(s) => Datum::Real(s.get(k % s.rows(), k / s.rows()) as u8 as f64),
        SparseComplex(s) => Datum::Complex(s.get(k % s.rows(), k / s.rows()).re),
        _ => Datum::Nothing,
    }
}

/// Refuses arguments that are neither numbers nor text.
fn check(function: &str, value: &Value, dialect: Dialect) -> Result<()> {
    let kind = match value {
        Value::Cell(_) => "cell",
        Value::Struct(s) if s.dims().is_scalar() => "scalar struct",
        Value::Struct(_) => "struct",
        Value::Func(_) if dialect.is_octave() => return Ok(()),
        Value::Func(_) => "function_handle",
        Value::Map(_) | Value::Exception(_) | Value::Cleanup(_) | Value::Object(_) | Value::Handle(_) => "object",
        _ => return Ok(()),
    };
    if dialect.is_octave() {
        return Err(Error::msg(format!("{function}: wrong type argument '{kind}'")));
    }
    let class = value.class_name();
    let identifier =
        if value.is_cell() { "MATLAB:printf:UndefinedFunctionCell" } else { "MATLAB:printf:invalidInputType" };
    Err(Error::new(identifier, format!("Function is not defined for '{class}' inputs.")))
}
