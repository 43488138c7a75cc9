//! Functions of floats that are made of others.

use super::term::{self, Term};
use runmat_value::device::kernel::{Bin, Un};
use std::sync::Arc;

type T = Arc<Term>;

fn constant(x: &T, value: f64) -> T {
    term::number(x.lane, value)
}

fn one_over(y: T) -> T {
    term::bin(Bin::Div, &constant(&y, 1.0), &y)
}

/// `y` with the sign of `x`.
fn signed(y: T, x: &T) -> T {
    let negative = term::bin(Bin::Lt, x, &constant(x, 0.0));
    term::select(&negative, &term::un(Un::Neg, &y), &y)
}

pub fn sec(x: &T) -> T {
    one_over(term::un(Un::Cos, x))
}

pub fn csc(x: &T) -> T {
    one_over(term::un(Un::Sin, x))
}

pub fn cot(x: &T) -> T {
    one_over(term::un(Un::Tan, x))
}

/// By `log1p`, which is exact for small numbers; for large ones a square would be too large.
pub fn asinh(x: &T) -> T {
    let a = term::un(Un::Abs, x);
    let root = term::un(Un::Sqrt, &term::bin(Bin::Add, &term::bin(Bin::Mul, &a, &a), &constant(x, 1.0)));
    let share = term::bin(Bin::Div, &term::bin(Bin::Mul, &a, &a), &term::bin(Bin::Add, &root, &constant(x, 1.0)));
    let near = term::un(Un::Log1p, &term::bin(Bin::Add, &a, &share));
    signed(far(&a, near), x)
}

/// The logarithm of twice a number that is very large, else `near`.
fn far(a: &T, near: T) -> T {
    let large = term::bin(Bin::Gt, a, &constant(a, 1e9));
    let logarithm = term::bin(Bin::Add, &term::un(Un::Log, a), &constant(a, std::f64::consts::LN_2));
    term::select(&large, &logarithm, &near)
}

pub fn acosh(x: &T) -> T {
    let t = term::bin(Bin::Sub, x, &constant(x, 1.0));
    let inner = term::bin(Bin::Mul, &t, &term::bin(Bin::Add, &t, &constant(x, 2.0)));
    let near = term::un(Un::Log1p, &term::bin(Bin::Add, &t, &term::un(Un::Sqrt, &inner)));
    far(x, near)
}

pub fn atanh(x: &T) -> T {
    let a = term::un(Un::Abs, x);
    let q =
        term::bin(Bin::Div, &term::bin(Bin::Mul, &a, &constant(x, 2.0)), &term::bin(Bin::Sub, &constant(x, 1.0), &a));
    signed(term::bin(Bin::Mul, &term::un(Un::Log1p, &q), &constant(x, 0.5)), x)
}

pub fn negative(x: &T) -> T {
    term::bin(Bin::Lt, x, &constant(x, 0.0))
}

pub fn below_minus_one(x: &T) -> T {
    term::bin(Bin::Lt, x, &constant(x, -1.0))
}

pub fn below_one(x: &T) -> T {
    term::bin(Bin::Lt, x, &constant(x, 1.0))
}

pub fn beyond_one(x: &T) -> T {
    term::bin(Bin::Gt, &term::un(Un::Abs, x), &constant(x, 1.0))
}
