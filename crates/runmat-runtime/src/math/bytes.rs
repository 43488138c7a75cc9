//! Values as bytes: `typecast`, `bitpack`, `bitunpack`, `swapbytes`, `num2hex`, `hex2num`.

use crate::args;
use runmat_ignition::{Builtin, CallCx};
use runmat_value::{C32, C64, Char, Class, Dims, Element, Error, NdArray, Result, Value, convert};

/// All rows.
pub const TABLE: &[Builtin] = &[
    Builtin::one("typecast", (2, 2), typecast)
        .doc("typecast(x, class): the bytes of x as numbers of another class.\n    typecast(single(1), 'uint32')"),
    Builtin::one("bitpack", (2, 2), bitpack).doc("bitpack(x, class): numbers from their bits."),
    Builtin::one("bitunpack", (1, 1), bitunpack).doc("bitunpack(x): the bits of numbers, lowest first."),
    Builtin::one("swapbytes", (1, 1), swapbytes).doc("swapbytes(x): each number with its bytes in reverse order."),
    Builtin::one("num2hex", (1, 2), num2hex)
        .doc("num2hex(x): the bytes of numbers in hexadecimal digits.\n    num2hex(1)"),
    Builtin::one("hex2num", (1, 2), hex2num)
        .doc("hex2num(s): numbers from hexadecimal digits of their bytes.\n    hex2num('4005bf0a8b145769')"),
];

/// A type as a sequence of bytes.
trait Bytes: Element + Copy {
    const WIDTH: usize;
    fn put(self, out: &mut Vec<u8>);
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! plain {
    ($($t:ty)*) => {$(
        impl Bytes for $t {
            const WIDTH: usize = size_of::<$t>();
            fn put(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn get(bytes: &[u8]) -> Self {
                <$t>::from_le_bytes(bytes.try_into().expect("as many bytes as the type has"))
            }
        }
    )*};
}

plain!(f64 f32 i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! complex {
    ($($t:ty, $part:ty;)*) => {$(
        impl Bytes for $t {
            const WIDTH: usize = size_of::<$t>();
            fn put(self, out: &mut Vec<u8>) {
                self.re.put(out);
                self.im.put(out);
            }
            fn get(bytes: &[u8]) -> Self {
                let (re, im) = bytes.split_at(Self::WIDTH / 2);
                <$t>::new(<$part>::get(re), <$part>::get(im))
            }
        }
    )*};
}

complex!(C64, f64; C32, f32;);

impl Bytes for bool {
    const WIDTH: usize = 1;
    fn put(self, out: &mut Vec<u8>) {
        out.push(self as u8);
    }
    fn get(bytes: &[u8]) -> Self {
        bytes[0] != 0
    }
}

impl Bytes for Char {
    const WIDTH: usize = 1;
    fn put(self, out: &mut Vec<u8>) {
        out.push(self.0 as u8);
    }
    fn get(bytes: &[u8]) -> Self {
        Char(bytes[0] as u16)
    }
}

/// Runs a block with `$T` standing for a named type.
macro_rules! with_type {
    ($name:expr, $T:ident => $body:expr, else => $other:expr) => {{
        macro_rules! arm {
            ($t:ty) => {{
                type $T = $t;
                $body
            }};
        }
        match $name {
            "double" => arm!(f64),
            "single" => arm!(f32),
            "double complex" => arm!(C64),
            "single complex" => arm!(C32),
            "int8" => arm!(i8),
            "int16" => arm!(i16),
            "int32" => arm!(i32),
            "int64" => arm!(i64),
            "uint8" => arm!(u8),
            "uint16" => arm!(u16),
            "uint32" => arm!(u32),
            "uint64" => arm!(u64),
            "char" => arm!(Char),
            "logical" => arm!(bool),
            _ => $other,
        }
    }};
}

/// The type of a value's elements, as `with_type` names it.
fn type_name(v: &Value) -> &'static str {
    match (v.class(), v.is_complex()) {
        (Class::Double, true) => "double complex",
        (Class::Single, true) => "single complex",
        (class, _) => class.name(),
    }
}

/// All bytes of an array of numbers, chars or logicals.
fn bytes_of(v: &Value) -> Option<Vec<u8>> {
    let v = convert::to_dense(v);
    with_type!(type_name(&v), T => {
        let a = T::view(&v)?;
        let mut out = Vec::with_capacity(a.len() * T::WIDTH);
        a.data().iter().for_each(|x| x.put(&mut out));
        Some(out)
    }, else => None)
}

/// Vectors keep their direction, all else becomes a column.
fn shaped<T: Element>(data: Vec<T>, like: &Dims) -> Value {
    let dims = if like.is_row() {
        Dims::row(data.len())
    } else if like.is_zero_by_zero() {
        like.clone()
    } else {
        Dims::col(data.len())
    };
    NdArray::new(dims, data).into()
}

fn typecast(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = args::text(cx, &args[1], "TYPE")?;
    cx.charge(args[0].numel());
    let bytes = if args[0].is_undef() { None } else { bytes_of(&args[0]) };
    let bytes = bytes.ok_or_else(|| {
        cx.fail("MATLAB:typecastc:invalidInput", &format!("invalid input CLASS: {}", args[0].class_name()))
    })?;
    let dims = args[0].dims();
    if name == "logical" {
        return Err(unknown(cx, &name));
    }
    with_type!(name.as_str(), T => {
        if !bytes.len().is_multiple_of(T::WIDTH) {
            let text = if cx.octave() { "incorrect number of input values to make output value" } else { "Too few input values to make output type." };
            return Err(cx.fail("MATLAB:typecastc:notEnoughInputElements", text));
        }
        Ok(convert::narrow(shaped(bytes.chunks(T::WIDTH).map(T::get).collect(), &dims)))
    }, else => Err(unknown(cx, &name)))
}

#[cold]
fn unknown(cx: &CallCx<'_>, name: &str) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: cannot convert to {name} class", cx.name))
    } else {
        Error::new("MATLAB:typecastc:badDataType", "Unsupported class.")
    }
}

fn bitpack(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let Some(bits) = bool::view(&args[0]) else {
        return Err(cx.fail("MATLAB:bitpack:invalidInput", "X must be a logical array"));
    };
    let name = args::text(cx, &args[1], "CLASS")?;
    let pack = |c: &[bool]| c.iter().enumerate().fold(0u8, |n, (k, &b)| n | (b as u8) << k);
    with_type!(name.as_str(), T => {
        if !bits.len().is_multiple_of(8 * T::WIDTH) {
            return Err(cx.fail("MATLAB:bitpack:invalidInput", "incorrect number of bits to make up output value"));
        }
        let bytes: Vec<u8> = bits.data().chunks(8).map(pack).collect();
        Ok(convert::narrow(shaped(bytes.chunks(T::WIDTH).map(T::get).collect(), &args[0].dims())))
    }, else => Err(cx.fail("MATLAB:bitpack:invalidInput", &format!("cannot pack to {name} class"))))
}

fn bitunpack(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let bytes = if args[0].is_undef() { None } else { bytes_of(&args[0]) };
    let Some(bytes) = bytes else {
        let text = "argument must be a number or a string";
        return Err(cx.fail("MATLAB:bitunpack:invalidInput", text));
    };
    let bits = bytes.iter().flat_map(|b| (0..8).map(move |k| b >> k & 1 == 1)).collect();
    Ok(shaped::<bool>(bits, &args[0].dims()))
}

fn swapbytes(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let class = args[0].class();
    if args[0].is_undef() || !class.is_numeric() || args[0].is_complex() {
        return Err(cx.fail(
            "MATLAB:swapbytes:invalidInputClass",
            "invalid object of class \"char\"".replace("char", &args[0].class_name()).as_str(),
        ));
    }
    let bytes = bytes_of(&args[0]).ok_or_else(|| cx.invalid_call())?;
    with_type!(class.name(), T => {
        let swap = |c: &[u8]| {
            let mut c = c.to_vec();
            c.reverse();
            T::get(&c)
        };
        Ok(NdArray::<T>::new(args[0].dims(), bytes.chunks(T::WIDTH).map(swap).collect()).into())
    }, else => Err(cx.invalid_call()))
}

fn num2hex(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = &args[0];
    if v.is_complex() {
        return Err(cx.fail("MATLAB:num2hex:realInput", "N must be real"));
    }
    if v.is_undef() || !(v.class().is_numeric() || v.class() == Class::Char) {
        return Err(super::pairs::wrong_type(cx, v));
    }
    let in_cells = match args.get(1) {
        None => false,
        Some(v) if v.as_text().as_deref() == Some("cell") => true,
        Some(_) => return Err(cx.fail("MATLAB:num2hex:invalidInput", "CELL argument must be a string")),
    };
    let bytes = bytes_of(v).ok_or_else(|| cx.invalid_call())?;
    let n = v.numel();
    let width = bytes.len().checked_div(n).unwrap_or(0);
    let digits = |c: &[u8]| c.iter().rev().map(|b| format!("{b:02x}")).collect::<String>();
    let rows: Vec<String> = bytes.chunks(width.max(1)).map(digits).collect();
    if in_cells {
        return Ok(Value::cell_col(rows.iter().map(|r| cx.text(r)).collect()));
    }
    let mut data = vec![Char(0); n * 2 * width];
    for (r, row) in rows.iter().enumerate() {
        for (c, digit) in row.bytes().enumerate() {
            data[c * n + r] = Char(digit as u16);
        }
    }
    Ok(NdArray::new(Dims::new(n, 2 * width), data).into())
}

fn hex2num(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = match args.get(1) {
        Some(v) => args::text(cx, v, "CLASS")?,
        None => "double".to_string(),
    };
    let rows =
        rows_of(&args[0]).ok_or_else(|| cx.fail("MATLAB:hex2num:invalidInput", "S must be a string or cellstring"))?;
    with_type!(name.as_str(), T => {
        if T::CLASS == Class::Logical || name.contains("complex") {
            return Err(cx.fail("MATLAB:hex2num:invalidClass", &format!("unrecognized CLASS '{name}'")));
        }
        let data = rows.iter().map(|row| Ok(T::get(&digits(cx, row, T::WIDTH)?))).collect::<Result<Vec<T>>>()?;
        Ok(NdArray::col(data).into())
    }, else => Err(cx.fail("MATLAB:hex2num:invalidClass", &format!("unrecognized CLASS '{name}'"))))
}

/// The rows of a char matrix, or the texts of a cell array.
fn rows_of(v: &Value) -> Option<Vec<String>> {
    match v {
        Value::Cell(c) => c.data().iter().map(Value::as_text).collect(),
        Value::Char(_) | Value::Chars(_) => {
            let a = Char::view(v)?;
            let (rows, cols) = (a.dims().rows(), a.dims().cols());
            let unit = |r: usize, c: usize| char::from(a.data()[c * rows + r].0 as u8);
            Some((0..rows).map(|r| (0..cols).map(|c| unit(r, c)).collect()).collect())
        }
        Value::Strings(a) => a.data().iter().map(|t| t.0.as_deref().map(str::to_string)).collect(),
        _ => None,
    }
}

/// Hexadecimal digits, filled up with zeros on the right, as bytes in storage order.
fn digits(cx: &CallCx<'_>, row: &str, width: usize) -> Result<Vec<u8>> {
    let mut row = row.trim_end().to_string();
    if row.len() > 2 * width {
        return Err(cx.fail("MATLAB:hex2num:tooLong", &format!("S must be no more than {} characters", 2 * width)));
    }
    if let Some(bad) = row.chars().find(|c| !c.is_ascii_hexdigit() && *c != ' ') {
        return Err(cx.fail("MATLAB:hex2num:invalidInput", &format!("invalid character '{bad}' found in string S")));
    }
    row = row.replace(' ', "0");
    while row.len() < 2 * width {
        row.push('0');
    }
    let byte = |k: usize| u8::from_str_radix(&row[2 * k..2 * k + 2], 16).expect("digits were checked");
    Ok((0..width).rev().map(byte).collect())
}
