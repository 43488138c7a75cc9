//! `+x`, `-x`, `~x`.

use super::complex::Real;
use super::integer::IntElement;
use super::kernels::{Src, map};
use super::{names, nan_to_logical, sparse};
use crate::array::{Element, NdArray, Note};
use crate::class::Class;
use crate::convert;
use crate::error::{Error, ErrorKind, Result};
use crate::parallel::{self, Cost};
use crate::structs::Name;
use crate::value::Value;
use num_complex::Complex;
use runmat_syntax::Dialect;
use runmat_syntax::ast::UnaryOp;

/// A prefix operator; `++` and `--` count.
pub fn unary(op: UnaryOp, a: &Value, dialect: Dialect) -> Result<Value> {
    use UnaryOp::*;
    use runmat_syntax::ast::BinaryOp;
    match (op, a) {
        (Minus, Value::Num(x)) => return Ok(Value::Num(-x)),
        (Plus, Value::Num(x)) => return Ok(Value::Num(*x)),
        (Not, Value::Bool(x)) => return Ok(Value::Bool(!x)),
        _ if !super::is_arithmetic(a) => return Err(undefined(op, a, dialect)),
        _ => {}
    }
    match op {
        Plus => Ok(plus(a)),
        Minus => Ok(minus(a, dialect)),
        Not => not(a, dialect),
        Increment => super::binary(BinaryOp::Add, a, &Value::Num(1.0), dialect),
        Decrement => super::binary(BinaryOp::Sub, a, &Value::Num(1.0), dialect),
    }
}

#[cold]
fn undefined(op: UnaryOp, a: &Value, dialect: Dialect) -> Error {
    let operator = match op {
        UnaryOp::Plus => "+",
        UnaryOp::Minus => "-",
        UnaryOp::Not if dialect.is_octave() => "!",
        UnaryOp::Not => "~",
        UnaryOp::Increment => "++",
        UnaryOp::Decrement => "--",
    };
    Error::of(ErrorKind::UnaryUndefined {
        operator: Name::from(operator),
        class: a.class_name(),
        type_name: names::octave_type_name(a),
    })
}

fn plus(a: &Value) -> Value {
    match a {
        Value::Bool(_) | Value::Bools(_) | Value::Char(_) | Value::Chars(_) => convert::real_array(a).into(),
        Value::SparseBool(s) => Value::Sparse(sparse::doubles(s).into()),
        Value::C64(_) | Value::C32(_) => convert::narrow(a.clone()),
        _ => a.clone(),
    }
}

fn minus(a: &Value, dialect: Dialect) -> Value {
    fn integer<T: IntElement>(a: &Value) -> Value {
        map(T::view(a).expect("operand of the class looked up"), T::negative)
    }
    match a {
        Value::F64(x) => signed(x, Note::Diagonal),
        Value::F32(x) => signed(x, Note::Diagonal),
        Value::Single(x) => Value::Single(-x),
        Value::C64(x) => convert::narrow(negative_complex(x)),
        Value::C32(x) => convert::narrow(negative_complex(x)),
        Value::Range(r) if !dialect.is_octave() => {
            super::range::scaled(r, -1.0).unwrap_or_else(|| minus(&convert::to_dense(a), dialect))
        }
        Value::Sparse(s) => Value::Sparse(s.map(|x| -x).into()),
        Value::SparseComplex(s) => Value::SparseComplex(s.map(|z| -z).into()),
        Value::SparseBool(s) => Value::Sparse(s.map(|&x| if x { -1.0 } else { 0.0 }).into()),
        _ => match a.class() {
            Class::Int8 => integer::<i8>(a),
            Class::Int16 => integer::<i16>(a),
            Class::Int32 => integer::<i32>(a),
            Class::Int64 => integer::<i64>(a),
            Class::Uint8 => integer::<u8>(a),
            Class::Uint16 => integer::<u16>(a),
            Class::Uint32 => integer::<u32>(a),
            Class::Uint64 => integer::<u64>(a),
            _ => super::kernels::map_same(Src::Owned(convert::real_array(a)), Cost::Cheap, |x: f64| -x).into_value(),
        },
    }
}

/// The negative; a diagonal matrix stays one, its zeros stay positive.
fn signed<T: Real>(a: &NdArray<T>, keep: Note) -> Value {
    if a.note() == keep {
        return a.map(|&x| if x == T::ZERO { x } else { -x }).with_note(keep).into();
    }
    NdArray::new(a.dims().clone(), parallel::map(a.data(), Cost::Cheap, |x: T| -x)).into()
}

fn negative_complex<T: Real>(a: &NdArray<Complex<T>>) -> Value
where
    Complex<T>: Element,
{
    let note = if a.note() == Note::Diagonal { Note::Diagonal } else { Note::None };
    a.map(|z| Complex { re: -z.re, im: -z.im }).with_note(note).into()
}

fn not(a: &Value, dialect: Dialect) -> Result<Value> {
    if a.is_sparse() {
        return sparse::not(a);
    }
    if convert::has_nan(a) {
        return Err(nan_to_logical(dialect));
    }
    let mut flags = convert::nonzero(a);
    flags.data_mut().iter_mut().for_each(|x| *x = !*x);
    Ok(flags.into())
}
