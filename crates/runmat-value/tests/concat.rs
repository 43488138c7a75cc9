//! Concatenation and literals; most expectations were read off GNU Octave.

use Dialect::{Matlab, Octave};
use runmat_value::concat::{cat, cell_literal, horzcat, matrix, vertcat};
use runmat_value::index::get_field;
use runmat_value::map::{MapKey, MapObject};
use runmat_value::sparse::Sparse;
use runmat_value::{Class, Dialect, Dims, ErrorKind, NdArray, StructArray, Value};
use std::sync::Arc;

fn n(x: f64) -> Value {
    Value::Num(x)
}

fn zeros(dims: &[usize]) -> Value {
    NdArray::filled(Dims::from_slice(dims), 0.0).into()
}

fn size_h(parts: &[Value]) -> Vec<usize> {
    horzcat(parts, Octave).expect("fits").dims().to_vec()
}

fn size_v(parts: &[Value]) -> Vec<usize> {
    vertcat(parts, Octave).expect("fits").dims().to_vec()
}

#[test]
fn matrices() {
    let m = matrix(&[vec![n(1.), n(2.)], vec![n(3.), n(4.)]], Matlab).expect("fits");
    assert_eq!(m, Value::matrix(2, 2, vec![1., 3., 2., 4.]));
    let m = matrix(&[vec![m.clone(), Value::col(vec![5., 6.])], vec![Value::row(vec![7., 8., 9.])]], Matlab);
    assert_eq!(m.expect("fits"), Value::matrix(3, 3, vec![1., 3., 7., 2., 4., 8., 5., 6., 9.]));
    let pages = cat(2, &[Value::row(vec![1., 2.]), Value::row(vec![3., 4.])], Matlab).expect("fits");
    assert_eq!(pages.dims().to_vec(), [1, 2, 2]);
    let wide = cat(1, &[pages.clone(), pages], Matlab).expect("fits");
    assert_eq!(wide.dims().to_vec(), [1, 4, 2]);
    let Value::F64(a) = wide else { panic!("doubles") };
    assert_eq!(a.data(), [1., 2., 1., 2., 3., 4., 3., 4.]);
    assert_eq!(cat(3, &[n(1.), n(2.)], Matlab).expect("fits").dims().to_vec(), [1, 1, 1, 2]);
    assert_eq!(matrix(&[], Matlab).expect("fits"), Value::empty());
}

#[test]
fn empty_parts() {
    let two = || Value::col(vec![1., 2.]);
    assert_eq!(size_h(&[Value::empty(), n(1.)]), [1, 1]);
    assert_eq!(size_h(&[zeros(&[1, 0]), two()]), [2, 1]);
    assert_eq!(size_v(&[zeros(&[1, 0]), Value::row(vec![1., 2.])]), [1, 2]);
    assert_eq!(size_h(&[zeros(&[0, 3]), zeros(&[0, 2])]), [0, 5]);
    assert_eq!(size_v(&[zeros(&[0, 3]), zeros(&[1, 0])]), [0, 3]);
    assert_eq!(size_h(&[zeros(&[1, 0]), zeros(&[1, 0])]), [1, 0]);
    assert_eq!(size_h(&[zeros(&[1, 0]), zeros(&[2, 0])]), [2, 0]);
    assert_eq!(cat(2, &[Value::empty(), zeros(&[2, 2])], Octave).expect("fits").dims().to_vec(), [2, 2]);
    assert!(horzcat(&[zeros(&[2, 0]), n(1.)], Octave).is_err());
    assert!(vertcat(&[zeros(&[0, 3]), Value::row(vec![1., 2.])], Octave).is_err());
    assert!(cat(2, &[zeros(&[2, 0]), zeros(&[2, 2])], Octave).is_err());
}

#[test]
fn mismatches() {
    let error = matrix(&[vec![n(1.), n(2.)], vec![n(3.)]], Octave).expect_err("no fit");
    assert_eq!(error.message(Octave), "vertical dimensions mismatch (1x2 vs 1x1)");
    assert_eq!(error.message(Matlab), "Dimensions of arrays being concatenated are not consistent.");
    let error = horzcat(&[Value::col(vec![1., 2.]), Value::col(vec![1., 2., 3.])], Octave).expect_err("no fit");
    assert_eq!(error.message(Octave), "horizontal dimensions mismatch (2x1 vs 3x1)");
}

#[test]
fn classes() {
    let class = |parts: &[Value]| horzcat(parts, Matlab).expect("fits").class();
    assert_eq!(class(&[Value::I8(1), Value::I16(2)]), Class::Int8);
    assert_eq!(class(&[n(2.), Value::I16(300), Value::I8(2)]), Class::Int16);
    assert_eq!(class(&[Value::Single(1.), n(2.)]), Class::Single);
    assert_eq!(class(&[Value::Single(1.), Value::I8(2)]), Class::Int8);
    assert_eq!(class(&[Value::Bool(true), n(2.)]), Class::Double);
    assert_eq!(class(&[Value::Bool(true), Value::Bool(true)]), Class::Logical);
    assert_eq!(class(&[Value::Bool(true), Value::text("a")]), Class::Char);
    assert_eq!(horzcat(&[Value::I8(1), n(300.7)], Matlab).expect("fits"), NdArray::row(vec![1i8, 127]).into());
    assert_eq!(horzcat(&[Value::text("a"), n(66.)], Matlab).expect("fits"), Value::text("aB"));
    let z = Value::complex(runmat_value::C64::new(0., 2.));
    assert_eq!(class(&[n(1.), z.clone(), Value::Single(3.)]), Class::Single);
    assert!(horzcat(&[Value::I8(1), z], Matlab).is_err());
}

#[test]
fn text_rows() {
    let rows = [vec![Value::text("abc")], vec![Value::text("de")]];
    assert!(matrix(&rows, Matlab).is_err());
    let padded = matrix(&rows, Octave).expect("padded");
    assert_eq!(padded.dims().to_vec(), [2, 3]);
    let skipped = matrix(&[vec![Value::text("abc")], vec![Value::text("")]], Octave).expect("fits");
    assert_eq!(skipped, Value::text("abc"));
}

#[test]
fn cells() {
    let c = |items: &[f64]| Value::cell_row(items.iter().map(|&x| n(x)).collect());
    let none = Value::Cell(Arc::new(NdArray::empty()));
    assert_eq!(horzcat(&[c(&[1.]), n(2.)], Matlab).expect("fits"), c(&[1., 2.]));
    assert_eq!(horzcat(&[n(1.), c(&[2.])], Matlab).expect("fits"), c(&[1., 2.]));
    assert_eq!(horzcat(&[none.clone(), n(1.)], Matlab).expect("fits"), c(&[1.]));
    assert_eq!(horzcat(&[c(&[1.]), Value::empty()], Matlab).expect("fits"), c(&[1.]));
    assert_eq!(horzcat(&[none.clone(), Value::empty()], Matlab).expect("fits"), none);
    assert!(vertcat(&[c(&[1.]), c(&[2., 3.])], Matlab).is_err());
    let nested = cell_literal(&[vec![c(&[1., 2.]), n(3.)]], Matlab).expect("fits");
    assert_eq!(nested, Value::cell_row(vec![c(&[1., 2.]), n(3.)]));
    assert_eq!(cell_literal(&[vec![], vec![n(1.)]], Matlab).expect("fits"), c(&[1.]));
    assert_eq!(cell_literal(&[vec![]], Matlab).expect("fits"), none);
    let error = cell_literal(&[vec![n(1.), n(2.)], vec![n(3.)]], Octave).expect_err("no fit");
    assert_eq!(error.message(Octave), "number of columns must match");
}

#[test]
fn structs_and_others() {
    let s = |a: &str, x: f64, b: &str, y: f64| Value::from(StructArray::from_fields([(a, n(x)), (b, n(y))]));
    let two = horzcat(&[s("a", 1., "b", 2.), s("b", 3., "a", 4.)], Matlab).expect("fits");
    assert_eq!(get_field(&two, "a", Matlab).expect("readable"), [n(1.), n(4.)]);
    let four = vertcat(&[two.clone(), two.clone()], Matlab).expect("fits");
    assert_eq!(get_field(&four, "a", Matlab).expect("readable"), [n(1.), n(1.), n(4.), n(4.)]);
    let error = horzcat(&[two.clone(), s("a", 1., "c", 2.)], Matlab).expect_err("other fields");
    assert!(matches!(error.kind(), ErrorKind::FieldsDiffer { assignment: false }));
    assert_eq!(horzcat(&[Value::empty(), two.clone()], Matlab).expect("fits"), two);
    let f = runmat_value::function::FunctionHandle::named("sin");
    assert!(horzcat(&[f.clone(), f.clone()], Matlab).is_err());
    assert_eq!(horzcat(std::slice::from_ref(&f), Matlab).expect("one"), f);
    let map = |k: &str| {
        let m = MapObject::new("char", "any");
        m.insert(MapKey::Text(k.into()), n(1.));
        Value::Map(Arc::new(m))
    };
    assert_eq!(vertcat(&[map("a"), map("b")], Matlab).expect("merged").numel(), 2);
    assert!(horzcat(&[map("a"), map("b")], Matlab).is_err());
    let strings = horzcat(&[Value::string("a"), Value::text("bc"), n(2.5)], Matlab).expect("fits");
    assert_eq!(strings.class(), Class::String);
    assert_eq!(strings.numel(), 3);
}

#[test]
fn sparse_parts() {
    let s = Value::Sparse(Arc::new(Sparse::from_triplets(2, 2, vec![(0, 0, 1.), (1, 1, 2.)], |a, b| a + b)));
    let joined = horzcat(&[s.clone(), Value::col(vec![0., 3.])], Matlab).expect("fits");
    let Value::Sparse(j) = &joined else { panic!("sparse") };
    assert_eq!((j.rows(), j.cols(), j.nnz(), j.get(1, 2)), (2, 3, 3, 3.));
    let Value::Sparse(j) = vertcat(&[s.clone(), s], Matlab).expect("fits") else { panic!("sparse") };
    assert_eq!((j.rows(), j.get(3, 1)), (4, 2.));
}
