//! Making arrays: constants of a size, identity, ranges.

use super::support::option_text;
use crate::args;
use runmat_ignition::{Builtin, CallCx, MANY, Work};
use runmat_value::range::Range;
use runmat_value::{
    C32, C64, Class, Dialect, Dims, Element, Error, NdArray, Note, Result, StructArray, Value, convert, ops,
};
use std::sync::Arc;

/// `CLASS.empty`: an array without elements.
const fn empty_of(name: &'static str) -> Builtin {
    Builtin::one(name, (0, MANY), empty)
        .only(Dialect::Matlab)
        .doc("CLASS.empty(m, n, …): an array without elements.\n  size(double.empty(0, 3))")
}

fn empty(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let name = cx.name.trim_end_matches(".empty");
    let dims = if args.is_empty() { Dims::empty() } else { args::sizes(cx, args)? };
    if !dims.is_empty() {
        return Err(cx.fail("MATLAB:class:emptyMustBeZero", "At least one dimension must be zero."));
    }
    if name == "struct" {
        return Ok(StructArray::from_parts(dims, Arc::new(Vec::new()), Vec::new()).into());
    }
    let class = Class::from_name(name).ok_or_else(|| Error::internal("empty of an unknown class"))?;
    convert::empty_of(class, dims).ok_or_else(|| Error::internal("empty of a class without arrays"))
}

/// The functions of this module.
pub const TABLE: &[Builtin] = &[
    empty_of("double.empty"),
    empty_of("single.empty"),
    empty_of("int8.empty"),
    empty_of("int16.empty"),
    empty_of("int32.empty"),
    empty_of("int64.empty"),
    empty_of("uint8.empty"),
    empty_of("uint16.empty"),
    empty_of("uint32.empty"),
    empty_of("uint64.empty"),
    empty_of("logical.empty"),
    empty_of("char.empty"),
    empty_of("string.empty"),
    empty_of("cell.empty"),
    empty_of("struct.empty"),
    Builtin::one("zeros", (0, MANY), zeros)
        .work(Work::Sizes { values: 0, square: true })
        .doc("zeros(m, n, …, class): an array of zeros.\n  zeros(2, 3)"),
    Builtin::one("ones", (0, MANY), ones)
        .work(Work::Sizes { values: 0, square: true })
        .doc("ones(m, n, …, class): an array of ones.\n  ones(2, 3)"),
    Builtin::one("true", (0, MANY), truths)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Bool(true))
        .doc("true(m, n, …): an array of logical ones.\n  true(1, 3)"),
    Builtin::one("false", (0, MANY), falses)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Bool(false))
        .doc("false(m, n, …): an array of logical zeros.\n  false(1, 3)"),
    Builtin::one("Inf", (0, MANY), infinity)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Num(f64::INFINITY))
        .doc("Inf(m, n, …): infinity.\n  -Inf"),
    Builtin::one("inf", (0, MANY), infinity)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Num(f64::INFINITY))
        .doc("inf(m, n, …): infinity."),
    Builtin::one("NaN", (0, MANY), nan)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Num(f64::NAN))
        .doc("NaN(m, n, …): not a number.\n  NaN == NaN"),
    Builtin::one("nan", (0, MANY), nan)
        .work(Work::Sizes { values: 0, square: true })
        .constant(|| Value::Num(f64::NAN))
        .doc("nan(m, n, …): not a number."),
    Builtin::one("NA", (0, MANY), missing)
        .work(Work::Sizes { values: 0, square: true })
        .only(Dialect::Octave)
        .doc("NA(m, n, …): a missing value."),
    Builtin::one("pi", (0, MANY), pi)
        .constant(|| Value::Num(std::f64::consts::PI))
        .doc("pi: the circle constant.\n  cos(pi)"),
    Builtin::one("e", (0, MANY), euler)
        .constant(|| Value::Num(std::f64::consts::E))
        .only(Dialect::Octave)
        .doc("e: base of the natural logarithm."),
    Builtin::one("i", (0, MANY), imaginary).doc("i: the imaginary unit.\n  (1 + 2i) * i"),
    Builtin::one("j", (0, MANY), imaginary).doc("j: the imaginary unit."),
    Builtin::one("I", (0, MANY), imaginary).only(Dialect::Octave).doc("I: the imaginary unit."),
    Builtin::one("J", (0, MANY), imaginary).only(Dialect::Octave).doc("J: the imaginary unit."),
    Builtin::one("eps", (0, MANY), eps)
        .constant(|| Value::Num(f64::EPSILON))
        .doc("eps(x): distance from x to the next larger number.\n  eps(1000)"),
    Builtin::one("realmax", (0, MANY), realmax).doc("realmax(class): the largest finite number."),
    Builtin::one("realmin", (0, MANY), realmin).doc("realmin(class): the smallest normal number."),
    Builtin::one("flintmax", (0, MANY), flintmax).doc("flintmax(class): the largest consecutive whole number."),
    Builtin::one("intmax", (0, 2), intmax)
        .doc("intmax(class): the largest number of an integer class.\n  intmax('uint8')"),
    Builtin::one("intmin", (0, 2), intmin).doc("intmin(class): the smallest number of an integer class."),
    Builtin::one("eye", (0, MANY), eye)
        .work(Work::Sizes { values: 0, square: true })
        .doc("eye(n), eye(m, n): the identity matrix.\n  eye(3)"),
    Builtin::one("linspace", (2, 3), linspace)
        .work(Work::Sizes { values: 2, square: false })
        .doc("linspace(a, b, n): n numbers from a to b, evenly spaced.\n  linspace(0, 1, 5)"),
    Builtin::one("colon", (2, 3), colon).doc("colon(a, b), colon(a, step, b): the range a:step:b.\n  colon(1, 2, 7)"),
];

/// Class and size asked for: `(m, n, …, 'class')` or `(…, 'like', prototype)`.
struct Wanted {
    dims: Dims,
    class: Class,
    complex: bool,
    sparse: bool,
    like: bool,
}

fn wanted(cx: &CallCx<'_>, args: &[Value]) -> Result<Wanted> {
    let n = args.len();
    let mut w = Wanted { dims: Dims::scalar(), class: Class::Double, complex: false, sparse: false, like: false };
    let mut sizes = args;
    if n >= 2 && option_text(&args[n - 2]).is_some_and(|s| s.eq_ignore_ascii_case("like")) {
        let p = &args[n - 1];
        (w.class, w.complex, w.sparse, w.like) = (p.class(), p.is_complex(), p.is_sparse(), true);
        sizes = &args[..n - 2];
    } else if let Some(name) = args.last().and_then(option_text) {
        w.class =
            Class::from_name(&name).filter(|c| c.is_numeric() || *c == Class::Logical).ok_or_else(|| bad_class(cx))?;
        sizes = &args[..n - 1];
    }
    w.dims = args::sizes(cx, sizes)?;
    Ok(w)
}

fn bad_class(cx: &CallCx<'_>) -> Error {
    if cx.octave() {
        Error::msg("invalid data type specified")
    } else {
        Error::new("MATLAB:unsupportedPrecision", "CLASSNAME must be a valid numeric class name.")
    }
}

fn width(class: Class) -> usize {
    match class {
        Class::Double | Class::Int64 | Class::Uint64 => 8,
        Class::Single | Class::Int32 | Class::Uint32 => 4,
        Class::Int16 | Class::Uint16 => 2,
        _ => 1,
    }
}

/// An array filled with 0 or 1 of the class.
fn filled(cx: &mut CallCx<'_>, w: &Wanted, x: u8) -> Result<Value> {
    cx.reserve(&w.dims, width(w.class))?;
    cx.charge(w.dims.numel() / 4);
    if w.sparse && x == 0 && w.dims.is_matrix() {
        use runmat_value::sparse::Sparse;
        return Ok(Value::Sparse(Sparse::zero(w.dims.rows(), w.dims.cols()).into()));
    }
    if w.sparse && w.dims.is_matrix() {
        let plain = Wanted { sparse: false, complex: false, dims: w.dims.clone(), ..*w };
        return Ok(super::support::to_sparse(&filled(cx, &plain, x)?));
    }
    if w.sparse && cx.octave() {
        return Err(Error::msg(format!("{}: sparse ND arrays not supported", cx.name)));
    }
    if w.complex && !cx.octave() {
        let z = NdArray::filled(w.dims.clone(), C64::new(x as f64, 0.0));
        return if w.class == Class::Single { Ok(z.map(|z| C32::new(z.re as f32, 0.0)).into()) } else { Ok(z.into()) };
    }
    let dims = w.dims.clone();
    by_integer!(w.class, T => Ok(NdArray::filled(dims, x as T).into()), else => match w.class {
        Class::Double => Ok(NdArray::filled(dims, x as f64).into()),
        Class::Single => Ok(NdArray::filled(dims, x as f32).into()),
        Class::Logical => Ok(NdArray::filled(dims, x != 0).into()),
        _ => Err(bad_class(cx)),
    })
}

fn zeros(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let w = wanted(cx, args)?;
    filled(cx, &w, 0)
}

fn ones(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let w = wanted(cx, args)?;
    filled(cx, &w, 1)
}

fn logicals(cx: &mut CallCx<'_>, args: &[Value], x: bool) -> Result<Value> {
    let w = wanted(cx, args)?;
    if w.class != Class::Logical && (w.like || args.last().and_then(option_text).is_some()) {
        return Err(Error::msg(format!("{}: input followed by \"like\" must be logical", cx.name)));
    }
    cx.reserve(&w.dims, 1)?;
    let out = NdArray::filled(w.dims, x).into();
    Ok(if w.sparse { super::support::to_sparse(&out) } else { out })
}

fn truths(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    logicals(cx, args, true)
}

fn falses(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    logicals(cx, args, false)
}

/// An array filled with a number, double or single.
fn constant(cx: &mut CallCx<'_>, args: &[Value], double: f64, single: f32) -> Result<Value> {
    if args.is_empty() {
        return Ok(Value::Num(double));
    }
    let w = wanted(cx, args)?;
    if !w.class.is_float() {
        return Err(match cx.octave() {
            true => Error::msg(format!("{}: invalid class name", cx.name)),
            false => Error::new("MATLAB:unsupportedPrecision", "Trailing string input must be 'single' or 'double'."),
        });
    }
    cx.reserve(&w.dims, 8)?;
    cx.charge(w.dims.numel() / 4);
    Ok(match w.class {
        Class::Single => NdArray::filled(w.dims, single).into(),
        _ if w.sparse => super::support::to_sparse(&NdArray::filled(w.dims, double).into()),
        _ => NdArray::filled(w.dims, double).into(),
    })
}

fn infinity(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, f64::INFINITY, f32::INFINITY)
}

fn nan(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, f64::NAN, f32::NAN)
}

/// The bit pattern of Octave's missing value.
const NA: u64 = 0x7FF8_40F4_4000_0000;
const NA_SINGLE: u32 = 0x7FC2_07A2;

fn missing(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, f64::from_bits(NA), f32::from_bits(NA_SINGLE))
}

fn pi(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, std::f64::consts::PI, std::f32::consts::PI)
}

fn euler(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, std::f64::consts::E, std::f32::consts::E)
}

fn realmax(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, f64::MAX, f32::MAX)
}

fn realmin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    constant(cx, args, f64::MIN_POSITIVE, f32::MIN_POSITIVE)
}

fn flintmax(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (double, single) = (9007199254740992.0, 16777216.0f32);
    match args {
        [v] if option_text(v).is_none() => match v.class() {
            Class::Double => Ok(Value::Num(double)),
            Class::Single => Ok(Value::Single(single)),
            _ => Err(Error::msg(format!("flintmax: not defined for class '{}'", v.class_name()))),
        },
        _ if args.len() > 1 => Err(cx.invalid_call()),
        _ => constant(cx, args, double, single),
    }
}

fn imaginary(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    if args.is_empty() {
        return Ok(C64::new(0.0, 1.0).scalar());
    }
    let w = wanted(cx, args)?;
    cx.reserve(&w.dims, 16)?;
    Ok(match w.class {
        Class::Single => NdArray::filled(w.dims, C32::new(0.0, 1.0)).into(),
        _ => NdArray::filled(w.dims, C64::new(0.0, 1.0)).into(),
    })
}

fn eps(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    match args {
        [v] if option_text(v).is_none() => {
            if let Some(a) = f32::view(v) {
                return Ok(NdArray::new(a.dims(), a.data().iter().map(|&x| spacing_single(x)).collect()).into());
            }
            if v.class() != Class::Double || v.is_complex() {
                return Err(match cx.octave() {
                    true => Error::msg("eps: X must be of a floating point type"),
                    false => Error::new("MATLAB:eps:invalidClassName", "Class must be 'double' or 'single'."),
                });
            }
            Ok(convert::real_array(v).map(|&x| spacing(x)).into())
        }
        _ => constant(cx, args, f64::EPSILON, f32::EPSILON),
    }
}

fn spacing(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return f64::NAN;
    }
    let exponent = ((x.to_bits() >> 52) as i32).max(1) - 1075;
    if exponent < -1022 { f64::from_bits(1 << (exponent + 1074)) } else { 2f64.powi(exponent) }
}

fn spacing_single(x: f32) -> f32 {
    let x = x.abs();
    if !x.is_finite() {
        return f32::NAN;
    }
    let exponent = ((x.to_bits() >> 23) as i32).max(1) - 150;
    if exponent < -126 { f32::from_bits(1 << (exponent + 149)) } else { 2f32.powi(exponent) }
}

fn integer_bound(cx: &CallCx<'_>, args: &[Value], most: bool) -> Result<Value> {
    let class = match args {
        [] => Class::Int32,
        [like, p] if option_text(like).as_deref() == Some("like") => p.class(),
        [v] => match option_text(v) {
            Some(name) => Class::from_name(&name).ok_or_else(|| no_bound(cx, &name))?,
            None => v.class(),
        },
        _ => return Err(cx.invalid_call()),
    };
    by_integer!(class, T => Ok(if most { T::MAX } else { T::MIN }.into()), else => Err(no_bound(cx, class.name())))
}

fn no_bound(cx: &CallCx<'_>, class: &str) -> Error {
    if cx.octave() {
        Error::msg(format!("{}: not defined for '{class}' objects", cx.name))
    } else {
        Error::new(&format!("MATLAB:{}:invalidClassName", cx.name), "Invalid class name.")
    }
}

fn intmax(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    integer_bound(cx, args, true)
}

fn intmin(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    integer_bound(cx, args, false)
}

fn eye(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let w = wanted(cx, args)?;
    if !w.dims.is_matrix() || args.iter().filter(|a| option_text(a).is_none()).count() > 2 + w.like as usize {
        return Err(cx.invalid_call());
    }
    let base = Wanted { sparse: false, complex: false, ..w };
    let zero = filled(cx, &base, 0)?;
    let (rows, cols) = (base.dims.rows(), base.dims.cols());
    if rows * cols == 1 {
        return filled(cx, &base, 1);
    }
    let note = if cx.octave() && base.class.is_float() && !base.dims.is_empty() { Note::Diagonal } else { Note::None };
    let diagonal = (0..rows.min(cols)).map(|k| k * (rows + 1));
    Ok(match base.class {
        Class::Double => set_ones(f64::take(zero), diagonal, 1.0, note),
        Class::Single => set_ones(f32::take(zero), diagonal, 1.0, note),
        Class::Logical => set_ones(bool::take(zero), diagonal, true, note),
        class => by_integer!(class, T => set_ones(T::take(zero), diagonal, 1, note), else => zero),
    })
}

fn set_ones<T: Element>(
    a: Result<NdArray<T>, Value>,
    places: impl Iterator<Item = usize>,
    one: T,
    note: Note,
) -> Value {
    match a {
        Ok(mut a) => {
            let data = a.data_mut();
            places.for_each(|k| data[k] = one.clone());
            a.with_note(note).into()
        }
        Err(v) => v,
    }
}

fn linspace(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let n = match args.get(2) {
        None => 100,
        Some(v) if v.is_empty() => 1,
        Some(v) if v.is_scalar() => match v.as_f64() {
            Some(x) if x.is_nan() => return Err(cx.fail("MATLAB:linspace:scalarInputs", "N must not be NaN")),
            Some(x) => x.floor().clamp(0.0, 9e15) as usize,
            None => return Err(cx.fail("MATLAB:linspace:scalarInputs", "N must be a scalar")),
        },
        Some(_) => return Err(cx.fail("MATLAB:linspace:scalarInputs", "N must be a scalar")),
    };
    let numeric = |v: &Value| v.is_numeric() || matches!(v.class(), Class::Logical | Class::Char);
    if !numeric(&args[0]) || !numeric(&args[1]) {
        return Err(cx.fail("MATLAB:linspace:scalarInputs", "START, END must be numeric"));
    }
    let vector = |v: &Value| v.dims().is_vector();
    if !vector(&args[0]) || !vector(&args[1]) {
        return Err(cx.fail("MATLAB:linspace:scalarInputs", "START, END must be scalars or vectors"));
    }
    let rows = args[0].numel().max(args[1].numel());
    if args[..2].iter().any(|v| v.numel() != rows && v.numel() != 1) {
        return Err(cx.fail("MATLAB:linspace:scalarInputs", "vectors must be of equal length"));
    }
    cx.reserve(&Dims::new(rows, n), 8)?;
    cx.charge(rows * n);
    let single = args[..2].iter().any(|v| v.class() == Class::Single);
    let complex = args[..2].iter().any(Value::is_complex);
    let (a, b) = (convert::complex_array(&args[0]), convert::complex_array(&args[1]));
    let pick = |x: &NdArray<C64>, k: usize| x.data()[if x.len() == 1 { 0 } else { k }];
    let mut re = vec![0.0; rows * n];
    let mut im = if complex { vec![0.0; rows * n] } else { Vec::new() };
    for r in 0..rows {
        let (p, q) = (pick(&a, r), pick(&b, r));
        spread(&mut re, r, rows, n, p.re, q.re);
        if complex {
            spread(&mut im, r, rows, n, p.im, q.im);
        }
    }
    let dims = Dims::new(rows, n);
    let v: Value = if complex {
        let data = re.iter().zip(&im).map(|(&x, &y)| C64::new(x, y)).collect();
        convert::narrow(NdArray::new(dims, data).into())
    } else {
        NdArray::new(dims, re).into()
    };
    if single { convert::to_class(&v, Class::Single, cx.dialect()) } else { Ok(v) }
}

/// Evenly spaced numbers, computed from both ends so that they are symmetric.
fn spread(out: &mut [f64], row: usize, rows: usize, n: usize, a: f64, b: f64) {
    if n == 0 {
        return;
    }
    let delta = if n > 1 { b / (n - 1) as f64 - a / (n - 1) as f64 } else { 0.0 };
    let delta =
        if a.is_finite() && b.is_finite() && (b - a).is_finite() && n > 1 { (b - a) / (n - 1) as f64 } else { delta };
    let delta = if a == b { 0.0 } else { delta };
    let half = n.div_ceil(2);
    for k in 0..half {
        out[row + rows * k] = a + k as f64 * delta;
        out[row + rows * (n - 1 - k)] = b - k as f64 * delta;
    }
    if n % 2 == 1 && n > 1 {
        let middle = &mut out[row + rows * (n / 2)];
        *middle = if a == -b { 0.0 } else { (a + b) / 2.0 };
        if !middle.is_finite() && delta.is_finite() {
            *middle = a + (n / 2) as f64 * delta;
        }
    }
    if n > 1 {
        out[row] = a;
    }
    out[row + rows * (n - 1)] = b;
}

fn colon(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let v = match args {
        [a, b] => ops::range(a, None, b, cx.dialect())?,
        [a, step, b] => ops::range(a, Some(step), b, cx.dialect())?,
        _ => return Err(cx.invalid_call()),
    };
    cx.reserve(&v.dims(), 8)?;
    Ok(v)
}

/// `1:n` as the machine writes it.
pub fn counting(n: usize) -> Value {
    Range::new(1.0, 1.0, n as f64).into()
}
