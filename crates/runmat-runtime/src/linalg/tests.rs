//! Builtins of linear algebra as scripts call them.

#![allow(clippy::cloned_ref_to_slice_refs)]

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
    let (x, y) = (random(&mut b, 500, 500), random(&mut b, 500, 500));
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
    assert!(close(&b.one("rand", &[]), &Value::Num(0.639_426_798_457_883_7), 1e-16));
}

fn named(b: &mut Bench, name: &str, args: &[Value], nargout: usize) -> Vec<Value> {
    b.call(name, args, nargout).unwrap_or_else(|e| panic!("{name}: {e}")).into_vec()
}

fn times(b: &mut Bench, factors: &[&Value]) -> Value {
    let mut product = factors[0].clone();
    for f in &factors[1..] {
        product = b.one("mtimes", &[product, (*f).clone()]);
    }
    product
}

#[test]
fn factorisations_multiply_back() {
    let mut b = Bench::new(Dialect::Octave);
    for (m, n) in [(3, 3), (5, 2), (2, 5)] {
        let a = random(&mut b, m, n);
        let f = named(&mut b, "lu", &[a.clone()], 2);
        assert!(close(&times(&mut b, &[&f[0], &f[1]]), &a, 1e-12));
        let f = named(&mut b, "lu", &[a.clone()], 3);
        assert!(close(&times(&mut b, &[&f[0], &f[1]]), &times(&mut b, &[&f[2], &a]), 1e-12));
        let f = named(&mut b, "qr", &[a.clone()], 3);
        assert!(close(&times(&mut b, &[&f[0], &f[1]]), &times(&mut b, &[&a, &f[2]]), 1e-12));
        let f = named(&mut b, "svd", &[a.clone()], 3);
        let v = runmat_value::ops::transpose(&f[2], true).unwrap();
        assert!(close(&times(&mut b, &[&f[0], &f[1], &v]), &a, 1e-12));
        let x = b.one("pinv", &[a.clone()]);
        assert!(close(&times(&mut b, &[&a, &x, &a]), &a, 1e-12));
    }
}

#[test]
fn spectra_multiply_back() {
    let mut b = Bench::new(Dialect::Octave);
    for make in [random, complex] {
        let (a, c) = (make(&mut b, 6, 6), make(&mut b, 6, 6));
        let f = named(&mut b, "eig", &[a.clone()], 3);
        assert!(close(&times(&mut b, &[&a, &f[0]]), &times(&mut b, &[&f[0], &f[1]]), 1e-11));
        let w = runmat_value::ops::transpose(&f[2], true).unwrap();
        assert!(close(&times(&mut b, &[&w, &a]), &times(&mut b, &[&f[1], &w]), 1e-9));
        let f = named(&mut b, "eig", &[a.clone(), c.clone()], 2);
        assert!(close(&times(&mut b, &[&a, &f[0]]), &times(&mut b, &[&c, &f[0], &f[1]]), 1e-8));
        let f = named(&mut b, "schur", &[a.clone(), "complex".into()], 2);
        let u = runmat_value::ops::transpose(&f[0], true).unwrap();
        assert!(close(&times(&mut b, &[&f[0], &f[1], &u]), &a, 1e-11));
        let f = named(&mut b, "balance", &[a.clone()], 2);
        assert!(close(&times(&mut b, &[&f[0], &f[1]]), &times(&mut b, &[&a, &f[0]]), 1e-11));
    }
}

#[test]
fn functions_of_matrices_are_inverses_of_one_another() {
    let mut b = Bench::new(Dialect::Matlab);
    for n in [1, 2, 5, 12] {
        let a = random(&mut b, n, n);
        let small = b.one("mtimes", &[a.clone(), Value::Num(0.3)]);
        let e = b.one("expm", &[small.clone()]);
        assert!(close(&b.one("logm", &[e.clone()]), &small, 1e-10), "n = {n}");
        let root = b.one("sqrtm", &[e.clone()]);
        assert!(!root.is_complex());
        assert!(close(&times(&mut b, &[&root, &root]), &e, 1e-10));
        if n > 1 {
            assert!(close(&b.one("mpower", &[e.clone(), 0.5.into()]), &root, 1e-9));
            let inverse = b.one("mpower", &[e.clone(), (-2.0).into()]);
            assert!(close(&times(&mut b, &[&inverse, &e, &e]), &eye(n), 1e-8));
        }
    }
    let two = b.one("mpower", &[2.0.into(), matrix(&[[1.0, 2.0], [3.0, 4.0]])]);
    assert!(close(&two, &matrix(&[[10.4827, 14.1519], [21.2278, 31.7106]]), 1e-4));
}

#[test]
fn sylvester_equations_are_solved() {
    let mut b = Bench::new(Dialect::Matlab);
    let (a, c, d) = (random(&mut b, 4, 4), random(&mut b, 3, 3), random(&mut b, 4, 3));
    let x = b.one("sylvester", &[a.clone(), c.clone(), d.clone()]);
    assert!(!x.is_complex());
    let (left, right) = (numbers(&times(&mut b, &[&a, &x])), numbers(&times(&mut b, &[&x, &c])));
    let sum: Vec<f64> = left.iter().zip(&right).map(|(p, q)| p + q).collect();
    assert!(close(&Value::matrix(4, 3, sum), &d, 1e-11));
}

#[test]
fn cholesky_reports_the_failing_minor() {
    let mut b = Bench::new(Dialect::Matlab);
    let a = matrix(&[[1.0, 2.0], [2.0, 1.0]]);
    assert_eq!(b.error("chol", &[a.clone()]), "Matrix must be positive definite.");
    let f = named(&mut b, "chol", &[a], 2);
    assert_eq!((f[0].clone(), f[1].clone()), (Value::Num(1.0), Value::Num(2.0)));
}

#[test]
fn sparse_systems_agree_with_dense_ones() {
    let mut b = Bench::new(Dialect::Matlab);
    let n = 30;
    let a = Value::matrix(
        n,
        n,
        (0..n * n)
            .map(|k| match k / n {
                c if k % n == c => 4.0 + c as f64,
                c if k % n == (c + 7) % n => 1.5,
                c if (k % n + 3) % n == c => -0.5,
                _ => 0.0,
            })
            .collect(),
    );
    let Value::F64(dense) = &a else { panic!() };
    let sparse = Value::Sparse(runmat_value::sparse::Sparse::from_dense(dense).into());
    let rhs = random(&mut b, n, 2);
    let want = b.one("mldivide", &[a.clone(), rhs.clone()]);
    assert!(close(&b.one("mldivide", &[sparse.clone(), rhs.clone()]), &want, 1e-12));
    assert!(close(&b.one("mtimes", &[sparse.clone(), want.clone()]), &rhs, 1e-12));
    let row = runmat_value::ops::transpose(&rhs, false).unwrap();
    let want = b.one("mrdivide", &[row.clone(), a.clone()]);
    assert!(close(&b.one("mrdivide", &[row.clone(), sparse.clone()]), &want, 1e-12));
    let square = b.one("mtimes", &[sparse.clone(), sparse.clone()]);
    assert!(square.is_sparse());
    assert!(close(&square, &times(&mut b, &[&a, &a]), 1e-12));
}

#[test]
fn triangles_are_cut_out_of_any_class() {
    let mut b = Bench::new(Dialect::Matlab);
    let a = matrix(&[[1.0, 2.0], [3.0, 4.0]]);
    assert_eq!(b.one("triu", &[a.clone()]), matrix(&[[1.0, 2.0], [0.0, 4.0]]));
    assert_eq!(b.one("tril", &[a, (-1.0).into()]), matrix(&[[0.0, 0.0], [3.0, 0.0]]));
    assert_eq!(b.one("triu", &[Value::Num(5.0), 1.0.into()]), Value::Num(0.0));
}
