//! Tables of cases; most expectations were read off GNU Octave.

use super::*;
use crate::structs::StructArray;
use Dialect::{Matlab, Octave};

fn row(x: &[f64]) -> Value {
    if let [one] = x { Value::Num(*one) } else { Value::row(x.to_vec()) }
}

fn col(x: &[f64]) -> Value {
    Value::col(x.to_vec())
}

fn n(x: f64) -> Value {
    Value::Num(x)
}

fn colon() -> Value {
    Value::text(":")
}

fn zeros(dims: &[usize]) -> Value {
    let dims = Dims::from_slice(dims);
    NdArray::<f64>::filled(dims, 0.0).into()
}

fn magic() -> Value {
    Value::matrix(3, 3, vec![8., 3., 4., 1., 5., 9., 6., 7., 2.])
}

fn mask(rows: usize, cols: usize, bits: &[u8]) -> Value {
    NdArray::matrix(rows, cols, bits.iter().map(|b| *b != 0).collect::<Vec<bool>>()).into()
}

fn shape(base: &Value, subs: &[Value]) -> Vec<usize> {
    get(base, subs).expect("readable").dims().to_vec()
}

fn assigned(mut base: Value, subs: &[Value], rhs: Value) -> Value {
    set(&mut base, subs, rhs, Matlab).expect("assignable");
    base
}

fn deleted(mut base: Value, subs: &[Value], dialect: Dialect) -> Value {
    delete(&mut base, subs, dialect).expect("deletable");
    base
}

fn octave_error(mut base: Value, subs: &[Value], rhs: Value) -> String {
    let before = base.clone();
    let error = set(&mut base, subs, rhs, Octave).expect_err("an error");
    assert_eq!(base, before, "an error leaves the base as it was");
    error.message(Octave)
}

#[test]
fn shapes_of_results_with_one_subscript() {
    let r = row(&[1., 2., 3.]);
    let c = col(&[1., 2., 3.]);
    let table: &[(&Value, Value, &[usize])] = &[
        (&r, zeros(&[0, 0]), &[0, 0]),
        (&r, zeros(&[1, 0]), &[1, 0]),
        (&r, zeros(&[0, 1]), &[1, 0]),
        (&c, zeros(&[0, 0]), &[0, 0]),
        (&c, zeros(&[1, 0]), &[0, 1]),
        (&r, col(&[1., 2.]), &[1, 2]),
        (&c, row(&[1., 2.]), &[2, 1]),
        (&r, Value::matrix(2, 2, vec![1.; 4]), &[2, 2]),
        (&r, mask(3, 1, &[1, 0, 1]), &[1, 2]),
        (&r, mask(1, 1, &[0]), &[0, 0]),
        (&r, mask(1, 3, &[0, 0, 0]), &[1, 0]),
        (&r, mask(1, 4, &[1, 0, 0, 0]), &[1, 1]),
        (&r, colon(), &[3, 1]),
    ];
    for (base, sub, expected) in table {
        assert_eq!(shape(base, std::slice::from_ref(sub)), *expected, "{sub:?}");
    }
    let m = magic();
    assert_eq!(shape(&m, &[zeros(&[0, 3])]), [0, 3]);
    assert_eq!(shape(&m, &[mask(1, 3, &[1, 0, 1])]), [1, 2]);
    assert_eq!(shape(&m, &[mask(3, 3, &[1, 0, 1, 0, 0, 0, 0, 0, 1])]), [3, 1]);
    assert_eq!(shape(&m, &[mask(2, 2, &[1, 0, 0, 1])]), [2, 1]);
    assert_eq!(shape(&m, &[mask(3, 3, &[0; 9])]), [0, 1]);
    assert_eq!(shape(&n(5.), &[mask(2, 2, &[0; 4])]), [0, 1]);
    assert_eq!(shape(&zeros(&[1, 1, 3]), &[row(&[1., 2.])]), [1, 1, 2]);
    assert_eq!(shape(&Value::empty(), &[colon()]), [0, 1]);
}

#[test]
fn shapes_of_results_with_several_subscripts() {
    let a = zeros(&[2, 3, 4]);
    assert_eq!(shape(&a, &[colon(), colon()]), [2, 12]);
    assert_eq!(shape(&a, &[colon(), n(5.)]), [2, 1]);
    assert_eq!(shape(&a, &[n(1.), colon()]), [1, 12]);
    assert_eq!(shape(&a, &[colon(), colon(), n(1.), n(1.)]), [2, 3]);
    assert_eq!(shape(&a, &[colon(), n(1.), colon()]), [2, 1, 4]);
    assert_eq!(shape(&a, &[Value::matrix(2, 2, vec![1., 2., 1., 2.]), n(1.)]), [4, 1]);
    assert_eq!(shape(&a, &[colon(), zeros(&[0, 0])]), [2, 0]);
}

#[test]
fn ranges_stay_ranges_where_that_is_exact() {
    let r: Value = Range::new(1.0, 2.0, 99.0).into();
    let sub: Value = Range::new(2.0, 3.0, 8.0).into();
    let part = get(&r, std::slice::from_ref(&sub)).expect("readable");
    assert!(matches!(&part, Value::Range(p) if p.to_vec() == [3., 9., 15.]));
    let fine: Value = Range::new(0.0, 0.1, 1.0).into();
    let part = get(&fine, &[Range::new(4.0, 1.0, 6.0).into()]).expect("readable");
    let Value::Range(whole) = &fine else { panic!("a range") };
    assert_eq!(part, row(&whole.to_vec()[3..6]));
}

#[test]
fn reading_errors() {
    let a = row(&[1., 2., 3.]);
    let of = |base: &Value, subs: &[Value]| get(base, subs).expect_err("an error").with_variable("a");
    assert_eq!(of(&a, &[n(4.)]).message(Octave), "a(4): out of bound 3 (dimensions are 1x3)");
    assert_eq!(
        of(&a, &[n(4.)]).message(Matlab),
        "Index exceeds the number of array elements. Index must not exceed 3."
    );
    assert_eq!(of(&magic(), &[n(1.), n(4.)]).message(Octave), "a(_,4): out of bound 3 (dimensions are 3x3)");
    assert_eq!(
        of(&zeros(&[2, 3, 4]), &[n(1.), n(1.), n(1.), n(2.)]).message(Octave),
        "a(_,_,_,2): out of bound 1 (dimensions are 2x3x4)"
    );
    for (x, text) in [(0., "0"), (-1., "-1"), (1.5, "1.5"), (f64::NAN, "nan"), (f64::INFINITY, "inf")] {
        let expected = format!("a({text}): subscripts must be either integers 1 to (2^63)-1 or logicals");
        assert_eq!(of(&a, &[n(x)]).message(Octave), expected);
    }
    assert_eq!(
        of(&magic(), &[n(0.), n(1.)]).message(Matlab),
        "Index in position 1 is invalid. Array indices must be positive integers or logical values."
    );
    assert_eq!(of(&a, &[mask(1, 4, &[0, 0, 0, 1])]).message(Octave), "a(4): out of bound 3 (dimensions are 1x3)");
    assert!(get(&a, &[Value::cell_row(vec![n(1.)])]).is_err());
    let many = zeros(&[1, 100_000]);
    let ones = assigned(many, &[colon()], n(1.));
    assert!(matches!(of(&a, &[ones.clone(), ones]).kind(), ErrorKind::TooLarge { .. }));
}

#[test]
fn growth() {
    let one = || n(1.);
    assert_eq!(assigned(Value::empty(), &[n(3.)], one()), row(&[0., 0., 1.]));
    assert_eq!(assigned(Value::Undef, &[n(3.)], one()), row(&[0., 0., 1.]));
    assert_eq!(assigned(zeros(&[0, 1]), &[n(3.)], one()).dims().to_vec(), [1, 3]);
    assert_eq!(assigned(zeros(&[0, 3]), &[n(3.)], one()).dims().to_vec(), [1, 3]);
    assert_eq!(assigned(n(5.), &[n(3.)], one()), row(&[5., 0., 1.]));
    assert_eq!(assigned(col(&[1., 2.]), &[n(4.)], one()), col(&[1., 2., 0., 1.]));
    assert_eq!(
        assigned(Value::empty(), &[n(3.), colon()], row(&[1., 2., 3.])),
        Value::matrix(3, 3, vec![0., 0., 1., 0., 0., 2., 0., 0., 3.])
    );
    assert_eq!(assigned(Value::empty(), &[colon(), n(2.)], col(&[1., 2.])), Value::matrix(2, 2, vec![0., 0., 1., 2.]));
    assert_eq!(assigned(Value::empty(), &[colon(), n(3.)], n(5.)), row(&[0., 0., 5.]));
    assert_eq!(assigned(Value::empty(), &[colon(), colon()], magic()), magic());
    assert_eq!(assigned(Value::empty(), &[colon(), colon(), n(2.)], magic()).dims().to_vec(), [3, 3, 2]);
    assert_eq!(assigned(n(5.), &[n(2.), colon()], n(7.)), col(&[5., 7.]));
    assert_eq!(assigned(zeros(&[1, 0]), &[n(2.), colon()], one()).dims().to_vec(), [2, 0]);
    let text = "Invalid resizing operation or ambiguous assignment to an out-of-bounds array element";
    assert_eq!(octave_error(magic(), &[n(10.)], one()), text);
    assert_eq!(octave_error(zeros(&[3, 0]), &[n(3.)], one()), text);
    assert_eq!(octave_error(zeros(&[2, 3, 4]), &[n(3.), n(1.)], one()), text);
    assert!(matches!(
        set(&mut Value::empty(), &[n(1e15), n(1e15)], one(), Matlab).expect_err("too large").kind(),
        ErrorKind::TooLarge { .. }
    ));
}

#[test]
fn sizes_in_assignments() {
    assert_eq!(assigned(magic(), &[colon(), n(1.)], row(&[1., 2., 3.])), {
        Value::matrix(3, 3, vec![1., 2., 3., 1., 5., 9., 6., 7., 2.])
    });
    assert_eq!(assigned(row(&[1., 2., 3.]), &[colon()], col(&[4., 5., 6.])), row(&[4., 5., 6.]));
    assert_eq!(assigned(row(&[1., 2.]), &[zeros(&[0, 0])], n(5.)), row(&[1., 2.]));
    assert_eq!(assigned(row(&[1., 2., 3.]), &[row(&[1., 1., 1.])], row(&[7., 8., 9.])), row(&[9., 2., 3.]));
    assert_eq!(assigned(row(&[1., 2., 3.]), &[mask(1, 5, &[0, 0, 0, 0, 1])], n(7.)), row(&[1., 2., 3., 0., 7.]));
    assert_eq!(assigned(zeros(&[2, 2]), &[n(1.), n(1.), colon()], n(5.)).dims().to_vec(), [2, 2]);
    let three = || row(&[1., 2., 3.]);
    assert_eq!(
        octave_error(three(), &[row(&[1., 2.])], three()),
        "=: nonconformant arguments (op1 is 2x1, op2 is 1x3)"
    );
    assert_eq!(
        octave_error(Value::empty(), &[colon()], three()),
        "=: nonconformant arguments (op1 is 0x1, op2 is 1x3)"
    );
    assert_eq!(
        octave_error(magic(), &[colon(), n(1.)], row(&[1., 2.])),
        "=: nonconformant arguments (op1 is 3x1, op2 is 1x2)"
    );
    assert_eq!(octave_error(magic(), &[n(1.)], Value::empty()), "=: nonconformant arguments (op1 is 1x1, op2 is 0x0)");
}

#[test]
fn classes_in_assignments() {
    let int8 = |x: &[i8]| Value::from(NdArray::row(x.to_vec()));
    assert_eq!(assigned(int8(&[1, 2, 3]), &[n(2.)], n(2.7)), int8(&[1, 3, 3]));
    assert_eq!(assigned(int8(&[1, 2, 3]), &[n(2.)], Value::I16(300)), int8(&[1, 127, 3]));
    assert_eq!(assigned(row(&[1., 2.]), &[n(2.)], Value::I8(7)), row(&[1., 7.]));
    assert_eq!(assigned(row(&[1., 2.]), &[n(2.)], Value::Single(7.)), row(&[1., 7.]));
    assert_eq!(assigned(Value::text("abc"), &[n(2.)], n(65.)), Value::text("aAc"));
    assert_eq!(assigned(mask(1, 2, &[1, 0]), &[n(2.)], n(5.)), mask(1, 2, &[1, 1]));
    assert_eq!(assigned(Value::empty(), &[n(2.)], Value::I8(5)).class(), crate::Class::Int8);
    assert_eq!(assigned(Value::Bool(true), &[n(1.)], Value::Bool(false)), Value::Bool(false));
    assert_eq!(assigned(Value::text("ab"), &[n(4.)], Value::text("x")), Value::text("ab\0x"));
    let complex = assigned(row(&[1., 2.]), &[n(2.)], Value::complex(crate::C64::new(0., 1.)));
    assert!(complex.is_complex());
    assert_eq!(assigned(complex, &[n(2.)], n(4.)), row(&[1., 4.]));
    assert!(set(&mut mask(1, 2, &[1, 0]), &[n(1.)], n(f64::NAN), Matlab).is_err());
    assert_eq!(
        octave_error(Value::empty(), &[n(2.)], Value::cell_row(vec![n(1.)])),
        "operator =: no conversion for assignment of 'cell' to indexed 'matrix'"
    );
}

#[test]
fn deletion() {
    let both = |base: Value, subs: &[Value], expected: Value| {
        for dialect in [Matlab, Octave] {
            assert_eq!(deleted(base.clone(), subs, dialect), expected, "{subs:?}");
        }
    };
    both(row(&[1., 2., 3.]), &[n(2.)], row(&[1., 3.]));
    both(col(&[1., 2., 3.]), &[row(&[1., 1., 2.])], n(3.));
    both(magic(), &[n(2.)], row(&[8., 4., 1., 5., 9., 6., 7., 2.]));
    both(magic(), &[colon(), n(2.)], Value::matrix(3, 2, vec![8., 3., 4., 6., 7., 2.]));
    both(magic(), &[n(2.), colon()], Value::matrix(2, 3, vec![8., 4., 1., 9., 6., 2.]));
    both(magic(), &[colon(), colon()], zeros(&[0, 3]));
    both(magic(), &[colon()], Value::empty());
    both(magic(), &[zeros(&[0, 0])], magic());
    both(n(5.), &[n(1.)], zeros(&[1, 0]));
    both(n(5.), &[n(1.), colon()], zeros(&[0, 1]));
    both(zeros(&[2, 3, 4]), &[colon(), colon(), n(2.)], zeros(&[2, 3, 3]));
    assert_eq!(deleted(magic(), &[row(&[1., 2., 3.])], Octave), col(&[1., 5., 9., 6., 7., 2.]));
    assert_eq!(deleted(magic(), &[row(&[1., 2., 3.])], Matlab), row(&[1., 5., 9., 6., 7., 2.]));
    assert_eq!(deleted(zeros(&[2, 3, 4]), &[colon(), n(2.)], Octave).dims().to_vec(), [2, 2, 4]);
    assert_eq!(deleted(zeros(&[2, 3, 4]), &[colon(), n(2.)], Matlab).dims().to_vec(), [2, 11]);
    let fails =
        |mut base: Value, subs: &[Value]| delete(&mut base, subs, Octave).expect_err("an error").message(Octave);
    assert_eq!(fails(row(&[1., 2., 3.]), &[n(7.)]), "A(I) = []: index out of bounds: value 7 out of bound 3");
    assert_eq!(fails(magic(), &[colon(), n(5.)]), "A(..,I,..) = []: index out of bounds: value 5 out of bound 3");
    assert_eq!(fails(magic(), &[n(2.), n(2.)]), "a null assignment can only have one non-colon index");
    let cells = Value::cell_row(vec![n(1.), n(2.), n(3.)]);
    both(cells, &[n(2.)], Value::cell_row(vec![n(1.), n(3.)]));
}

#[test]
fn cells() {
    let c = Value::cell_row(vec![n(1.), n(2.)]);
    let mut grown = c.clone();
    set_brace(&mut grown, &[n(4.)], n(9.), Matlab).expect("assignable");
    assert_eq!(grown, Value::cell_row(vec![n(1.), n(2.), Value::empty(), n(9.)]));
    assert_eq!(get_brace(&c, &[colon()], Matlab).expect("readable"), [n(1.), n(2.)]);
    assert!(set_brace(&mut c.clone(), &[colon()], n(5.), Matlab).is_err());
    assert_eq!(
        assigned(c.clone(), &[row(&[1., 2.])], Value::cell_row(vec![n(7.)])),
        Value::cell_row(vec![n(7.), n(7.)])
    );
    let mut five = c.clone();
    assert!(set(&mut five, &[n(1.)], n(5.), Matlab).is_err());
    set(&mut five, &[n(1.)], n(5.), Octave).expect("Octave wraps it");
    assert_eq!(five, Value::cell_row(vec![n(5.), n(2.)]));
    assert_eq!(get_brace(&n(5.), &[n(1.)], Octave).expect_err("no").message(Octave), "scalar cannot be indexed with {");
    let mut from_nothing = Value::empty();
    set_brace(&mut from_nothing, &[n(2.)], n(1.), Matlab).expect("assignable");
    assert_eq!(from_nothing, Value::cell_row(vec![Value::empty(), n(1.)]));
}

fn field(name: &str) -> Step {
    Step::Field(Name::from(name))
}

fn paren(i: f64) -> Step {
    Step::Paren(vec![n(i)])
}

fn brace(i: f64) -> Step {
    Step::Brace(vec![n(i)])
}

#[test]
fn structs_as_elements() {
    let s = Value::from(StructArray::from_fields([("a", n(1.)), ("b", n(2.))]));
    let t = Value::from(StructArray::from_fields([("b", n(3.)), ("a", n(4.))]));
    let two = assigned(s.clone(), &[n(2.)], t);
    assert_eq!(get_field(&two, "a", Matlab).expect("readable"), [n(1.), n(4.)]);
    let other = Value::from(StructArray::from_fields([("c", n(3.))]));
    assert_eq!(octave_error(s.clone(), &[n(2.)], other), "incompatible fields in struct assignment");
    let mut grown = s;
    set_path(&mut grown, &[paren(3.), field("x")], n(7.), Matlab).expect("assignable");
    assert_eq!(get_field(&grown, "x", Matlab).expect("readable"), [Value::empty(), Value::empty(), n(7.)]);
    assert!(matches!(
        set_field(&mut grown, "a", n(1.), Matlab).expect_err("an array").kind(),
        ErrorKind::ScalarStructRequired
    ));
    assert_eq!(get_field(&grown, "y", Octave).expect_err("none").message(Octave), "structure has no member 'y'");
}

#[test]
fn paths_create_what_is_missing() {
    let mut s = Value::Undef;
    let path = [field("a"), paren(3.), field("b"), brace(2.)];
    set_path(&mut s, &path, n(5.), Matlab).expect("assignable");
    let found = get_path_ref(&s, &path).expect("there");
    assert!(matches!(found, std::borrow::Cow::Borrowed(Value::Num(5.0))));
    let mut c = Value::Cell(Arc::new(NdArray::empty()));
    set_path(&mut c, &[brace(2.), field("x"), paren(4.)], n(1.), Octave).expect("assignable");
    let x = get_path_ref(&c, &[brace(2.), field("x")]).expect("there").into_owned();
    assert_eq!(x, row(&[0., 0., 0., 1.]));
    delete_path(&mut c, &[brace(2.), field("x"), paren(1.)], Octave).expect("deletable");
    assert_eq!(end_of(&get_path_ref(&c, &[brace(2.), field("x")]).expect("there"), 0, 1), 3);
}

#[test]
fn failing_paths_change_nothing() {
    let mut s = Value::from(StructArray::from_fields([("a", n(5.))]));
    let before = s.clone();
    for path in [vec![field("a"), field("b")], vec![field("a"), brace(2.)], vec![field("n"), paren(0.)]] {
        assert!(set_path(&mut s, &path, n(1.), Matlab).is_err());
        assert_eq!(s, before);
    }
}

#[test]
fn nested_data_is_updated_in_place() {
    let mut s = Value::from(StructArray::from_fields([("a", Value::cell_row(vec![row(&[1., 2., 3.]), n(0.)]))]));
    let address = |s: &Value| {
        let found = get_path_ref(s, &[field("a"), brace(1.)]).expect("there");
        let std::borrow::Cow::Borrowed(Value::F64(a)) = found else { panic!("an array") };
        a.data().as_ptr()
    };
    let before = address(&s);
    set_path(&mut s, &[field("a"), brace(1.), paren(2.)], n(9.), Matlab).expect("assignable");
    assert_eq!(before, address(&s));
    let copy = s.clone();
    set_path(&mut s, &[field("a"), brace(1.), paren(2.)], n(8.), Matlab).expect("assignable");
    assert_eq!(before, address(&copy));
    assert_ne!(before, address(&s));
}

#[test]
fn maps() {
    let map = crate::map::MapObject::new("char", "any");
    let mut m = Value::Map(Arc::new(map));
    set(&mut m, &[Value::text("k")], n(4.), Matlab).expect("assignable");
    assert_eq!(get(&m, &[Value::text("k")]).expect("there"), n(4.));
    assert_eq!(get_field(&m, "Count", Matlab).expect("readable"), [Value::U64(1)]);
    assert_eq!(end_of(&m, 0, 1), 1);
    let missing = get(&m, &[Value::text("z")]).expect_err("missing");
    assert_eq!(missing.identifier(Matlab), "MATLAB:Containers:Map:NoKey");
    assert!(get(&m, &[n(1.)]).is_err());
    let mut s = Value::from(StructArray::from_fields([("m", m.clone())]));
    set_path(&mut s, &[field("m"), Step::Paren(vec![Value::text("x")])], n(1.), Matlab).expect("assignable");
    assert_eq!(end_of(&m, 0, 1), 2);
}

#[test]
fn strings_take_numbers_and_text() {
    let s = Value::string("a");
    let s = assigned(s, &[n(3.)], n(2.5));
    assert_eq!(get_brace(&s, &[n(3.)], Matlab).expect("readable"), [Value::text("2.5")]);
    let Value::Strings(a) = &s else { panic!("strings") };
    assert_eq!(a.data()[1].0, None);
}

#[test]
fn sparse_follows_dense() {
    let dense = Value::matrix(2, 3, vec![1., 0., 0., 2., 3., 0.]);
    let Value::F64(a) = &dense else { panic!("dense") };
    let sparse = Value::Sparse(Arc::new(crate::sparse::Sparse::from_dense(a)));
    let full = |v: &Value| cast::part::<f64>(v).expect("numbers").into_array();
    let cases: Vec<Vec<Value>> = vec![
        vec![colon()],
        vec![colon(), n(2.)],
        vec![n(2.), colon()],
        vec![row(&[2., 1., 2.]), row(&[3., 1.])],
        vec![row(&[4., 1., 5.])],
        vec![mask(2, 3, &[1, 0, 0, 1, 1, 1])],
        vec![Range::new(1., 1., 2.).into(), Range::new(2., 1., 3.).into()],
    ];
    for subs in &cases {
        let (d, s) = (get(&dense, subs).expect("dense"), get(&sparse, subs).expect("sparse"));
        assert!(s.is_sparse());
        assert_eq!(full(&d), full(&s), "{subs:?}");
        let (d, s) = (assigned(dense.clone(), subs, n(7.)), assigned(sparse.clone(), subs, n(7.)));
        assert!(s.is_sparse());
        assert_eq!(full(&d), full(&s), "{subs:?}");
        if let (Ok(()), Ok(())) = (delete(&mut dense.clone(), subs, Matlab), delete(&mut sparse.clone(), subs, Matlab))
        {
            let (d, s) = (deleted(dense.clone(), subs, Matlab), deleted(sparse.clone(), subs, Matlab));
            assert_eq!(full(&d), full(&s), "{subs:?}");
        }
    }
    assert_eq!(full(&assigned(sparse, &[n(3.), n(4.)], n(1.))), full(&assigned(dense, &[n(3.), n(4.)], n(1.))));
}
