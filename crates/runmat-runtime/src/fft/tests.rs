//! Transforms and filters as scripts call them.

#![allow(clippy::cloned_ref_to_slice_refs)]

use crate::testing::{Bench, close, matrix, numbers};
use runmat_value::{C64, Dialect, NdArray, Value};

#[test]
fn transforms_of_real_signals_are_symmetric_and_come_back_real() {
    let mut b = Bench::new(Dialect::Matlab);
    let x = Value::row(vec![1.0, 2.0, 3.0, 4.5]);
    let y = b.one("fft", &[x.clone()]);
    let want: Value =
        NdArray::row(vec![C64::new(10.5, 0.0), C64::new(-2.0, 2.5), C64::new(-2.5, 0.0), C64::new(-2.0, -2.5)]).into();
    assert!(close(&y, &want, 1e-14));
    let back = b.one("ifft", &[y]);
    assert!(!back.is_complex() && close(&back, &x, 1e-15));
    let a = b.one("rand", &[5.0.into(), 6.0.into()]);
    let f = b.one("fft2", &[a.clone()]);
    let back = b.one("ifft2", &[f]);
    assert!(!back.is_complex() && close(&back, &a, 1e-15));
}

#[test]
fn length_and_dimension_are_obeyed() {
    let mut b = Bench::new(Dialect::Matlab);
    let a = matrix(&[[1.0, 2.0], [3.0, 4.0]]);
    assert_eq!(b.one("fft", &[a.clone()]), matrix(&[[4.0, 6.0], [-2.0, -2.0]]));
    assert_eq!(b.one("fft", &[a.clone(), Value::empty(), 2.0.into()]), matrix(&[[3.0, -1.0], [7.0, -1.0]]));
    assert_eq!(b.one("fft", &[a, 1.0.into()]), matrix(&[[1.0, 2.0]]));
    assert_eq!(numbers(&b.one("fft", &[Value::Num(3.0), 2.0.into()])), [3.0, 3.0]);
}

#[test]
fn convolutions_keep_the_orientation() {
    let mut b = Bench::new(Dialect::Matlab);
    let (row, col) = (Value::row(vec![1.0, 2.0]), Value::col(vec![1.0, 1.0, 1.0]));
    assert_eq!(b.one("conv", &[row.clone(), col.clone()]), Value::col(vec![1.0, 3.0, 3.0, 2.0]));
    assert_eq!(b.one("conv", &[row.clone(), col, "same".into()]), Value::row(vec![3.0, 3.0]));
    let a = matrix(&[[1.0, 2.0], [3.0, 4.0]]);
    let separable = b.one("conv2", &[Value::col(vec![1.0, 1.0]), row.clone(), a.clone()]);
    let kernel = matrix(&[[1.0, 2.0], [1.0, 2.0]]);
    assert_eq!(separable, b.one("conv2", &[a, kernel]));
}

#[test]
fn filters_carry_their_state() {
    let mut b = Bench::new(Dialect::Matlab);
    let args = [Value::Num(1.0), Value::row(vec![1.0, -0.5]), Value::row(vec![1.0, 1.0, 1.0])];
    let out = b.call("filter", &args, 2).unwrap();
    assert_eq!(out[0], Value::row(vec![1.0, 1.5, 1.75]));
    assert_eq!(out[1], Value::Num(0.875));
    let mut args = args.to_vec();
    args.push(out[1].clone());
    assert_eq!(numbers(&b.one("filter", &args))[0], 1.875);
}
