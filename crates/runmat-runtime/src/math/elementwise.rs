//! The kernel behind every function of one operand: class rules, domains, sparse and diagonal matrices.

use runmat_ignition::{CallCx, Work};
use runmat_value::ops::kernels::{Slot, Src, is_unique, narrow_array};
use runmat_value::ops::octave_type_name;
use runmat_value::parallel::{self, Cost};
use runmat_value::sparse::Sparse;
use runmat_value::{C32, C64, Class, Element, Error, ErrorKind, Name, NdArray, Note, Result, Value, convert};

/// What an integer class does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integers {
    /// Octave computes in doubles; MATLAB has no such function.
    Double,
    /// The value itself.
    Keep,
    /// Absolute value.
    Abs,
    /// -1, 0 or 1.
    Sign,
    /// 0.
    Zero,
}

/// An elementwise function.
#[derive(Clone, Copy)]
pub struct Rule {
    /// On doubles, in place.
    pub real: fn(&mut [f64]),
    /// Whether all of the numbers have real results; `None`: always.
    pub domain: Option<fn(&[f64]) -> bool>,
    /// One number, which may be outside the domain.
    pub extended: Option<fn(f64) -> C64>,
    /// On complex numbers.
    pub complex: Option<fn(C64) -> C64>,
    /// Integer classes.
    pub integers: Integers,
    /// Chars count as numbers.
    pub chars: bool,
    /// A diagonal matrix stays one.
    pub diagonal: bool,
    /// Cost of an element.
    pub cost: usize,
}

impl Rule {
    /// A real function of floating point numbers.
    pub const fn new(real: fn(&mut [f64])) -> Self {
        Rule {
            real,
            domain: None,
            extended: None,
            complex: None,
            integers: Integers::Double,
            chars: false,
            diagonal: false,
            cost: 4,
        }
    }

    /// How its work grows.
    pub const fn work(&self) -> Work {
        const DEAR: usize = 16;
        if self.cost < DEAR { Work::Elements } else { Work::Costly }
    }

    /// Applies the function.
    pub fn apply(&self, cx: &mut CallCx<'_>, arg: &mut Value) -> Result<Value> {
        cx.charge(self.cost * arg.numel());
        if arg.is_undef() {
            return Err(undefined_for(cx, arg));
        }
        match arg.class() {
            _ if arg.is_sparse() => self.sparse(cx, arg),
            Class::Double | Class::Single if arg.is_complex() => self.on_complex(cx, arg),
            Class::Double => Ok(self.doubles(arg)),
            Class::Single => Ok(self.singles(arg)),
            Class::Logical => Ok(self.doubles(arg)),
            Class::Char if self.chars => Ok(self.doubles(arg)),
            Class::Char if cx.octave() => Err(Error::msg(format!("{}: argument must be numeric", cx.name))),
            c if c.is_integer() => self.integer(cx, arg, c),
            _ => Err(undefined_for(cx, arg)),
        }
    }

    fn doubles(&self, arg: &mut Value) -> Value {
        let note = match arg {
            Value::F64(a) if a.note() == Note::Diagonal && self.diagonal => Note::Diagonal,
            _ => Note::None,
        };
        let cost = if self.cost < 4 { Cost::Cheap } else { Cost::Dear };
        let outside = |x: &[f64]| match (self.domain, self.extended) {
            (Some(domain), Some(extended)) if !parallel::all_pieces(x, domain) => Some(extended),
            _ => None,
        };
        let a = match Slot::Own(arg).doubles() {
            Src::View(v) => match outside(v.data()) {
                Some(extended) => {
                    return narrow_array(NdArray::new(v.dims(), parallel::map(v.data(), cost, extended)));
                }
                None => NdArray::new(v.dims(), parallel::edited(v.data(), cost, self.real)),
            },
            Src::Owned(mut a) => {
                if let Some(extended) = outside(a.data()) {
                    return narrow_array(a.map(|&x| extended(x)));
                }
                let share = cost.shares(a.len());
                parallel::pieces(a.data_mut(), parallel::PIECE, share, |_, piece| (self.real)(piece));
                a
            }
        };
        a.with_note(note).into()
    }

    fn singles(&self, arg: &Value) -> Value {
        let a = f32::view(arg).expect("single operand");
        let mut wide: Vec<f64> = a.data().iter().map(|&x| x as f64).collect();
        if let (Some(domain), Some(extended)) = (self.domain, self.extended)
            && !domain(&wide)
        {
            return narrow_array(NdArray::new(a.dims(), wide.iter().map(|&x| narrow32(extended(x))).collect()));
        }
        (self.real)(&mut wide);
        NdArray::new(a.dims(), wide.iter().map(|&x| x as f32).collect()).into()
    }

    fn on_complex(&self, cx: &CallCx<'_>, arg: &mut Value) -> Result<Value> {
        let Some(f) = self.complex else { return Err(undefined_for(cx, arg)) };
        Ok(match arg {
            Value::C64(a) if is_unique_array(a) => {
                let mut a = C64::take(arg.take()).expect("complex operand");
                parallel::update(a.data_mut(), Cost::Dear, f);
                narrow_array(a)
            }
            Value::C64(a) => narrow_array(NdArray::new(a.dims().clone(), parallel::map(a.data(), Cost::Dear, f))),
            Value::C32(a) => narrow_array(a.map(|&z| narrow32(f(C64::new(z.re as f64, z.im as f64))))),
            _ => unreachable!("complex operand"),
        })
    }

    fn integer(&self, cx: &mut CallCx<'_>, arg: &mut Value, class: Class) -> Result<Value> {
        match self.integers {
            Integers::Keep => Ok(arg.take()),
            Integers::Double if cx.octave() => Ok(self.doubles(arg)),
            Integers::Double => Err(undefined_for(cx, arg)),
            rule => Ok(map_integers(arg, class, rule)),
        }
    }

    fn sparse(&self, cx: &mut CallCx<'_>, arg: &Value) -> Result<Value> {
        let mut zero = [0.0];
        (self.real)(&mut zero);
        if let Value::Sparse(s) = arg
            && zero[0] == 0.0
            && self.domain.is_none_or(|d| d(s.values()))
        {
            let mut values = s.values().to_vec();
            (self.real)(&mut values);
            let s = Sparse::from_parts(s.rows(), s.cols(), s.col_start().to_vec(), s.row_index().to_vec(), values);
            return Ok(Value::Sparse(s.into()));
        }
        cx.reserve(&arg.dims(), 8)?;
        let dense = self.apply(cx, &mut convert::to_dense(arg))?;
        Ok(to_sparse(&dense))
    }
}

fn is_unique_array<T>(a: &std::sync::Arc<T>) -> bool {
    std::sync::Arc::strong_count(a) == 1
}

/// Rounded to single precision.
pub fn narrow32(z: C64) -> C32 {
    C32::new(z.re as f32, z.im as f32)
}

/// A dense matrix as a sparse one of the fitting kind.
pub fn to_sparse(v: &Value) -> Value {
    match v {
        Value::Sparse(_) | Value::SparseBool(_) | Value::SparseComplex(_) => v.clone(),
        Value::Bool(_) | Value::Bools(_) => Value::SparseBool(Sparse::from_dense(&convert::nonzero(v)).into()),
        _ if v.is_complex() => Value::SparseComplex(Sparse::from_dense(&convert::complex_array(v)).into()),
        _ => Value::Sparse(Sparse::from_dense(&convert::real_array(v)).into()),
    }
}

fn map_integers(arg: &Value, class: Class, rule: Integers) -> Value {
    use runmat_value::ops::integer::IntElement;
    use runmat_value::ops::kernels::map;
    fn run<T: IntElement>(v: &Value, rule: Integers) -> Value {
        let f = |x: T| match rule {
            Integers::Abs if x < T::fill() => x.negative(),
            Integers::Sign => T::from_i128(x.to_i128().signum()),
            Integers::Zero => T::fill(),
            _ => x,
        };
        map(T::view(v).expect("integer operand"), f)
    }
    match class {
        Class::Int8 => run::<i8>(arg, rule),
        Class::Int16 => run::<i16>(arg, rule),
        Class::Int32 => run::<i32>(arg, rule),
        Class::Int64 => run::<i64>(arg, rule),
        Class::Uint8 => run::<u8>(arg, rule),
        Class::Uint16 => run::<u16>(arg, rule),
        Class::Uint32 => run::<u32>(arg, rule),
        _ => run::<u64>(arg, rule),
    }
}

/// The function does not exist for this class.
#[cold]
pub fn undefined_for(cx: &CallCx<'_>, arg: &Value) -> Error {
    if cx.octave() {
        return Error::msg(format!("{}: not defined for {}", cx.name, octave_type_name(arg)));
    }
    ErrorKind::Undefined { name: Name::from(cx.name), argument_class: Some(arg.class_name()) }.into()
}

/// `isnan` and its like: a predicate on the parts of floating point numbers; other numbers answer `other`.
pub fn predicate(
    cx: &mut CallCx<'_>,
    arg: &Value,
    f: fn(f64) -> bool,
    both: fn(bool, bool) -> bool,
    other: bool,
) -> Result<Value> {
    cx.charge(arg.numel());
    let all = |b: bool| NdArray::filled(arg.dims(), b).into();
    let complex = |re: f64, im: f64| both(f(re), f(im));
    Ok(match arg {
        Value::Num(x) => Value::Bool(f(*x)),
        Value::F64(a) => a.map(|&x| f(x)).into(),
        Value::Single(x) => Value::Bool(f(*x as f64)),
        Value::F32(a) => a.map(|&x| f(x as f64)).into(),
        Value::C64(a) => a.map(|z| complex(z.re, z.im)).into(),
        Value::C32(a) => a.map(|z| complex(z.re as f64, z.im as f64)).into(),
        Value::Range(_) => all(other),
        Value::Sparse(s) if !f(0.0) => Value::SparseBool(s.map(|&x| f(x)).into()),
        Value::SparseComplex(s) if !f(0.0) => Value::SparseBool(s.map(|z| complex(z.re, z.im)).into()),
        Value::Sparse(_) | Value::SparseComplex(_) | Value::SparseBool(_) => {
            to_sparse(&predicate(cx, &convert::to_dense(arg), f, both, other)?)
        }
        _ => match arg.class() {
            c if c.is_integer() => all(other),
            Class::Logical | Class::Char if !arg.is_undef() => all(other),
            Class::String | Class::Cell | Class::Struct if !cx.octave() => all(false),
            _ => return Err(undefined_for(cx, arg)),
        },
    })
}

/// Whether the argument's buffer could be used for the result.
pub fn reusable(arg: &Value) -> bool {
    is_unique(arg)
}
