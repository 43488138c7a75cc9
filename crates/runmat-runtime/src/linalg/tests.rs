//! Builtins of linear algebra as scripts call them.

use crate::testing::{Bench, close, matrix, numbers};
use runmat_value::{C64, Dialect, NdArray, Value};

fn random(bench: &mut Bench, m: usize, n: usize) -> Value {
    bench.one("randn", &[m.into(), n.into()])
}

fn complex(bench: &mut Bench, m: usize, n: usize) -> Value {
    let (re, im) = (numbers(&random(bench, m, n)), numbers(&random(bench, m, n)));
    let data = re.iter().zip(&im).map(|(&x, &y)| C64::new(x, y)).collect();
    NdArray::matrix(m, n, data).into()
}

fn eye(n: usize) -> Value {
    Value::matrix(n, n, (0..n * n).map(|k| if k % (n + 1) == 0 { 1.0 } else { 0.0 }).collect())
}

#[test]
fn products_of_all_shapes_agree_with_the_definition() {
    let mut b = Bench::new(Dialect::Matlab);
    for (m, k, n) in [(1, 5, 1), (1, 3, 4), (4, 3, 1), (3, 1, 2), (20, 30, 17), (2, 0, 2)] {
        let (x, y) = (complex(&mut b, m, k), complex(&mut b, k, n));
        let (dx, dy) = (super::operand::complex_data(&x).unwrap(), super::operand::complex_data(&y).unwrap());
        let at = |r: usize, c: usize| (0..k).map(|i| dx[r + m * i] * dy[i + k * c]).sum::<C64>();
        let want = (0..m * n).map(|e| at(e % m, e / m)).collect();
        let want: Value = NdArray::matrix(m, n, want).into();
        assert!(close(&b.one("mtimes", &[x, y]), &want, 1e-12), "{m}x{k}x{n}");
    }
}

#[test]
fn large_products_yield_and_come_out_the_same() {
    let mut b = Bench::new(Dialect::Matlab);
    let (x, y) = (random(&mut b, 300, 300), random(&mut b, 300, 300));
    let (cut, slices) = b.slices("mtimes", &[x.clone(), y.clone()], 1, 1000).unwrap();
    assert!(slices > 2);
    assert!(close(&cut[0], &b.one("mtimes", &[x, y]), 1e-10));
}

#[test]
fn systems_of_every_kind_are_solved() {
    let mut b = Bench::new(Dialect::Matlab);
    for n in [2, 7, 60] {
        for make in [random, complex] {
            let (a, rhs) = (make(&mut b, n, n), make(&mut b, n, 3));
            let x = b.one("mldivide", &[a.clone(), rhs.clone()]);
            assert!(close(&b.one("mtimes", &[a.clone(), x]), &rhs, 1e-8), "n = {n}");
            let inverse = b.one("inv", &[a.clone()]);
            assert!(close(&b.one("mtimes", &[a, inverse]), &eye(n), 1e-8), "n = {n}");
        }
    }
}

#[test]
fn least_squares_solutions_differ_by_dialect() {
    let (a, rhs) = (Value::row(vec![1.0, 2.0, 3.0]), Value::Num(6.0));
    let basic = Bench::new(Dialect::Matlab).one("mldivide", &[a.clone(), rhs.clone()]);
    assert!(close(&basic, &Value::col(vec![0.0, 0.0, 2.0]), 1e-14));
    let least = Bench::new(Dialect::Octave).one("mldivide", &[a, rhs]);
    assert!(close(&least, &Value::col(vec![6.0 / 14.0, 12.0 / 14.0, 18.0 / 14.0]), 1e-14));
}

#[test]
fn singular_systems_warn_in_either_wording() {
    let singular = matrix(&[[1.0, 2.0], [2.0, 4.0]]);
    let near = matrix(&[[1.0, 2.0], [2.0, 4.0 + 1e-15]]);
    let rhs = Value::col(vec![1.0, 2.0]);
    let mut b = Bench::new(Dialect::Matlab);
    b.one("mldivide", &[singular.clone(), rhs.clone()]);
    assert_eq!(b.warning(), "Matrix is singular to working precision.");
    b.one("mldivide", &[near.clone(), rhs.clone()]);
    assert_eq!(
        b.warning(),
        "Matrix is close to singular or badly scaled. Results may be inaccurate. RCOND =  2.467162e-17."
    );
    let mut b = Bench::new(Dialect::Octave);
    assert!(close(&b.one("mldivide", &[singular, rhs.clone()]), &Value::col(vec![0.2, 0.4]), 1e-14));
    assert_eq!(b.warning(), "matrix singular to machine precision");
    b.one("mldivide", &[near, rhs]);
    assert_eq!(b.warning(), "matrix singular to machine precision, rcond = 2.46716e-17");
}

#[test]
fn determinants_and_norms() {
    let mut b = Bench::new(Dialect::Matlab);
    let a = matrix(&[[1.0, 2.0], [3.0, 4.0]]);
    assert!(close(&b.one("det", &[a.clone()]), &Value::Num(-2.0), 1e-15));
    assert!(close(&b.one("norm", &[a.clone()]), &Value::Num(5.464985704219043), 1e-14));
    assert_eq!(b.one("norm", &[a.clone(), 1.0.into()]), Value::Num(6.0));
    assert_eq!(b.one("norm", &[a.clone(), "inf".into()]), Value::Num(7.0));
    assert!(close(&b.one("cond", &[a.clone()]), &Value::Num(14.933034373659268), 1e-12));
    assert!(close(&b.one("rcond", &[a.clone()]), &Value::Num(0.047619047619047616), 1e-16));
    assert_eq!(b.one("rank", &[a.clone()]), Value::Num(2.0));
    assert_eq!(b.one("trace", &[a]), Value::Num(5.0));
}

#[test]
fn misuse_is_worded_as_in_the_dialect() {
    let (a, row) = (matrix(&[[1.0, 2.0], [3.0, 4.0]]), Value::row(vec![1.0, 2.0, 3.0]));
    let mut b = Bench::new(Dialect::Octave);
    assert_eq!(
        b.error("mtimes", &[a.clone(), row.clone()]),
        "operator *: nonconformant arguments (op1 is 2x2, op2 is 1x3)"
    );
    assert_eq!(b.error("inv", &[row.clone()]), "inverse: A must be a square matrix");
    let cell = Value::cell_row(vec![Value::Num(1.0)]);
    assert_eq!(b.error("inv", &[cell]), "inv: wrong type argument 'cell'");
    let mut b = Bench::new(Dialect::Matlab);
    assert_eq!(b.error("inv", &[row]), "Matrix must be square.");
}

#[test]
fn the_first_numbers_after_seeding_are_those_of_the_reference_engines() {
    let mut b = Bench::new(Dialect::Matlab);
    assert_eq!(b.one("rand", &[]), Value::Num(0.8147236863931789));
    b.call("rng", &[42.0.into()], 0).unwrap();
    assert_eq!(b.one("rand", &[]), Value::Num(0.3745401188473625));
    b.call("rng", &["default".into()], 0).unwrap();
    assert_eq!(numbers(&b.one("randperm", &[6.0.into()])), [6.0, 3.0, 5.0, 1.0, 2.0, 4.0]);
    let state = b.one("rng", &[]);
    let first = b.one("randn", &[]);
    b.call("rng", &[state], 0).unwrap();
    assert_eq!(b.one("randn", &[]), first);
    let mut b = Bench::new(Dialect::Octave);
    b.call("rand", &["twister".into(), 42.0.into()], 0).unwrap();
    assert!(close(&b.one("rand", &[]), &Value::Num(0.63942679845788375), 1e-16));
}
