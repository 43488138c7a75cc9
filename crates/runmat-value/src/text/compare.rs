//! Comparison of text as `strcmp` and its kin broadcast it.

use super::chars;
use crate::array::{Char, NdArray};
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::value::Value;
use runmat_syntax::Dialect;
use std::borrow::Cow;

/// One text to compare; `None` where there is none: what is not text equals nothing.
type Side<'a> = Option<(Dims, Cow<'a, [Char]>)>;

/// One text for all, or a list of texts with its size.
enum Operand<'a> {
    One(Side<'a>),
    Many(Dims, Vec<Side<'a>>),
}

/// Whether two values hold the same text, element by element where one is a cell or string array.
pub fn strcmp(a: &Value, b: &Value, dialect: Dialect) -> Result<Value> {
    strcmp_with("strcmp", a, b, dialect, |x, y| x == y)
}

/// `strcmp` with another notion of equal elements (`strcmpi`): the sizes have to agree too.
pub fn strcmp_with(
    function: &str,
    a: &Value,
    b: &Value,
    dialect: Dialect,
    eq: impl Fn(&[Char], &[Char]) -> bool,
) -> Result<Value> {
    broadcast(function, a, b, dialect, |x, y| match (x, y) {
        (Some((p, x)), Some((q, y))) => same_size(p, q, dialect) && eq(x, y),
        _ => false,
    })
}

/// `strcmp_with` for comparisons that do not look at the sizes (`strncmp`, `strncmpi`).
pub fn strncmp_with(
    function: &str,
    a: &Value,
    b: &Value,
    dialect: Dialect,
    eq: impl Fn(&[Char], &[Char]) -> bool,
) -> Result<Value> {
    broadcast(function, a, b, dialect, |x, y| match (x, y) {
        (Some((_, x)), Some((_, y))) => eq(x, y),
        _ => false,
    })
}

/// In MATLAB all texts without characters are of one size.
fn same_size(p: &Dims, q: &Dims, dialect: Dialect) -> bool {
    p == q || (!dialect.is_octave() && p.is_empty() && q.is_empty())
}

fn broadcast(
    function: &str,
    a: &Value,
    b: &Value,
    dialect: Dialect,
    eq: impl Fn(&Side, &Side) -> bool,
) -> Result<Value> {
    let (mut x, mut y) = (operand(a, b, dialect), operand(b, a, dialect));
    if a.is_cell() || b.is_cell() {
        x.unify_empty();
        y.unify_empty();
    }
    let (dims, data): (Dims, Vec<bool>) = match (&x, &y) {
        (Operand::One(x), Operand::One(y)) => return Ok(eq(x, y).into()),
        (Operand::Many(d, xs), Operand::One(y)) => (d.clone(), xs.iter().map(|x| eq(x, y)).collect()),
        (Operand::One(x), Operand::Many(d, ys)) => (d.clone(), ys.iter().map(|y| eq(x, y)).collect()),
        (Operand::Many(_, xs), Operand::Many(d, ys)) if xs.len() == 1 => {
            (d.clone(), ys.iter().map(|y| eq(&xs[0], y)).collect())
        }
        (Operand::Many(d, xs), Operand::Many(_, ys)) if ys.len() == 1 => {
            (d.clone(), xs.iter().map(|x| eq(x, &ys[0])).collect())
        }
        (Operand::Many(p, xs), Operand::Many(q, ys)) if p == q => {
            (p.clone(), xs.iter().zip(ys).map(|(x, y)| eq(x, y)).collect())
        }
        _ => return Err(sizes_differ(function, dialect)),
    };
    Ok(NdArray::new(dims, data).into())
}

impl Operand<'_> {
    /// Among cells all texts without characters are of one size.
    fn unify_empty(&mut self) {
        let sides = match self {
            Operand::One(side) => std::slice::from_mut(side),
            Operand::Many(_, sides) => sides.as_mut_slice(),
        };
        for (dims, _) in sides.iter_mut().flatten().filter(|(d, _)| d.is_empty()) {
            *dims = Dims::empty();
        }
    }
}

fn sizes_differ(function: &str, dialect: Dialect) -> Error {
    match dialect {
        Dialect::Octave => Error::msg(format!("{function}: nonconformant cell arrays")),
        Dialect::Matlab => Error::new(
            &format!("MATLAB:{function}:InputsSizeMismatch"),
            "Inputs must be the same size or either one can be a scalar.",
        ),
    }
}

fn side(v: &Value) -> Side<'_> {
    match v {
        Value::Char(c) => Some((Dims::scalar(), Cow::Borrowed(std::slice::from_ref(c)))),
        Value::Chars(a) => Some((a.dims().clone(), Cow::Borrowed(a.data()))),
        Value::Strings(a) if a.len() == 1 => string_side(a.data()[0].0.as_deref()),
        _ => None,
    }
}

fn string_side(s: Option<&str>) -> Side<'_> {
    let data = chars::encode(s?, Dialect::Matlab);
    Some((Dims::row(data.len()), data.into()))
}

fn operand<'a>(v: &'a Value, other: &Value, dialect: Dialect) -> Operand<'a> {
    match v {
        Value::Cell(c) => Operand::Many(c.dims().clone(), c.data().iter().map(side).collect()),
        Value::Strings(a) if a.len() != 1 => {
            Operand::Many(a.dims().clone(), a.data().iter().map(|t| string_side(t.0.as_deref())).collect())
        }
        Value::Chars(a) if dialect.is_octave() && a.dims().rows() > 1 => match other {
            Value::Cell(c) => rows_operand(v, a, c.dims()),
            _ => Operand::One(side(v)),
        },
        _ => Operand::One(side(v)),
    }
}

/// Octave compares the rows of a char matrix with the elements of a cell of as many elements, or of one.
fn rows_operand<'a>(v: &'a Value, a: &NdArray<Char>, cell: &Dims) -> Operand<'a> {
    let rows = a.dims().rows();
    let dims = match cell.numel() {
        1 => Dims::col(rows),
        n if n == rows => cell.clone(),
        _ => return Operand::One(side(v)),
    };
    let sides = (0..rows).map(|k| Some((Dims::row(a.dims().cols()), chars::row_of(a, k).into())));
    Operand::Many(dims, sides.collect())
}
