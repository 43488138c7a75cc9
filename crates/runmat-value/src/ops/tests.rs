//! Class rules, broadcasting, saturation, comparisons, conditions: tables and models.

use super::*;
use crate::array::{C64, Char, Element, NdArray, Note};
use crate::convert;
use crate::range::Range;
use crate::sparse::Sparse;
use crate::structs::StructArray;
use integer::IntElement;
use proptest::prelude::*;
use runmat_syntax::Dialect::{Matlab, Octave};
use runmat_syntax::ast::BinaryOp::*;
use runmat_syntax::ast::UnaryOp;

fn num(x: f64) -> Value {
    Value::Num(x)
}

fn row<T: Element>(v: &[T]) -> Value {
    NdArray::row(v.to_vec()).into()
}

fn z(re: f64, im: f64) -> Value {
    C64::new(re, im).scalar()
}

fn oct(op: BinaryOp, a: Value, b: Value) -> Value {
    let shared = binary(op, &a, &b, Octave).unwrap();
    let owned = binary_owned(op, a, b, Octave).unwrap();
    assert!(is_equal(&shared, &owned, true) && shared.class() == owned.class());
    shared
}

fn mat(op: BinaryOp, a: Value, b: Value) -> Value {
    binary(op, &a, &b, Matlab).unwrap()
}

fn text(op: BinaryOp, a: Value, b: Value, d: Dialect) -> String {
    binary(op, &a, &b, d).unwrap_err().message(d)
}

fn eye(n: usize) -> Value {
    let mut a = NdArray::filled(Dims::new(n, n), 0.0);
    (0..n).for_each(|k| a.data_mut()[k * n + k] = 1.0);
    a.with_note(Note::Diagonal).into()
}

fn sparse_row(v: &[f64]) -> Value {
    Value::Sparse(Sparse::from_dense(&NdArray::row(v.to_vec())).into())
}

#[test]
fn result_classes() {
    let cases = [
        (num(1.0), Value::Single(2.0), Class::Single),
        (num(1.0), Value::I8(2), Class::Int8),
        (Value::Single(1.0), Value::U16(2), Class::Uint16),
        (Value::Bool(true), Value::I64(2), Class::Int64),
        (Value::Char(Char(97)), Value::I8(2), Class::Int8),
        (Value::Bool(true), Value::Bool(true), Class::Double),
        ("ab".into(), "cd".into(), Class::Double),
        (Value::Bool(true), Value::Single(1.0), Class::Single),
        (row(&[1i8, 2]), row(&[0.5, 0.5]), Class::Int8),
        (Range::new(1.0, 1.0, 3.0).into(), num(0.5), Class::Double),
    ];
    for (a, b, class) in cases {
        for op in [Add, Sub, Times, RDivide, LDivide, Power] {
            assert_eq!(oct(op, a.clone(), b.clone()).class(), class, "{a:?} {op:?} {b:?}");
            assert_eq!(oct(op, b.clone(), a.clone()).class(), class, "{b:?} {op:?} {a:?}");
        }
        assert_eq!(oct(Lt, a, b).class(), Class::Logical);
    }
}

#[test]
fn integer_arithmetic() {
    assert_eq!(oct(Add, Value::I8(100), Value::I8(100)), Value::I8(127));
    assert_eq!(oct(Sub, Value::U8(3), num(5.0)), Value::U8(0));
    assert_eq!(oct(Sub, num(5.5), Value::U8(3)), Value::U8(3));
    assert_eq!(oct(RDivide, Value::I8(-5), Value::I8(2)), Value::I8(-3));
    assert_eq!(oct(RDivide, Value::I64(7), Value::I64(-2)), Value::I64(-4));
    assert_eq!(oct(RDivide, Value::I8(-5), num(0.0)), Value::I8(-128));
    assert_eq!(oct(RDivide, Value::I8(0), Value::I8(0)), Value::I8(0));
    assert_eq!(oct(Times, Value::I8(0), num(f64::INFINITY)), Value::I8(0));
    assert_eq!(oct(Power, Value::I8(2), row(&[1.0, 2.0, 7.0, 8.0])), row(&[2i8, 4, 127, 127]));
    assert_eq!(oct(Power, Value::I32(2), num(-1.0)), Value::I32(1));
    assert_eq!(oct(Power, Value::I32(-7), Value::I32(-1)), Value::I32(0));
    assert_eq!(oct(Power, Value::I32(-1), Value::I32(-3)), Value::I32(-1));
    assert_eq!(oct(Power, Value::I64(3), num(39.0)), Value::I64(4052555153018976267));
    assert_eq!(oct(Power, Value::I64(-2), num(63.0)), Value::I64(i64::MIN));
    assert_eq!(unary(UnaryOp::Minus, &Value::I8(-128), Matlab).unwrap(), Value::I8(127));
    assert_eq!(oct(RDivide, row(&[6u8, 7]), row(&[4u8, 2])), row(&[2u8, 4]));
}

#[test]
fn wide_integers_with_doubles() {
    let odd = 9007199254740993i64;
    assert_eq!(oct(Times, Value::I64(odd), num(1.0)), Value::I64(odd));
    assert_eq!(oct(Times, Value::I64(odd), num(2.5)), Value::I64(22517998136852483));
    assert_eq!(oct(Add, Value::I64(odd), num(0.5)), Value::I64(odd + 1));
    // Octave rounds the double first; the exact sum rounds the other way.
    assert_eq!(oct(Sub, Value::I64(i64::MAX), num(1.5)), Value::I64(i64::MAX - 2));
    assert_eq!(mat(Sub, Value::I64(i64::MAX), num(1.5)), Value::I64(i64::MAX - 1));
    assert_eq!(oct(Add, Value::I64(5), num(f64::NAN)), Value::I64(5));
    assert_eq!(mat(Add, Value::I64(5), num(f64::NAN)), Value::I64(0));
    assert_eq!(oct(Sub, num(1e19), Value::I64(i64::MAX)), Value::I64(776627963145224193));
    assert_eq!(mat(Sub, num(1e19), Value::I64(i64::MAX)), Value::I64(776627963145224193));
    assert_eq!(oct(Sub, Value::U64(u64::MAX), num(1e19)), Value::U64(8446744073709551615));
    assert_eq!(oct(Times, Value::U64(u64::MAX), num(0.1)), Value::U64(1844674407370955264));
    assert_eq!(mat(RDivide, num(1e18), Value::I64(3)), Value::I64(333333333333333333));
    assert_eq!(oct(RDivide, num(1e18), Value::I64(3)), Value::I64(333333333333333312));
    assert_eq!(mat(Times, Value::I64(-5), num(f64::INFINITY)), Value::I64(i64::MIN));
    assert_eq!(mat(RDivide, Value::I64(1), num(1e-300)), Value::I64(i64::MAX));
    assert_eq!(mat(RDivide, Value::I64(1), num(2f64.powi(-40))), Value::I64(1 << 40));
    assert_eq!(mat(RDivide, num(1e300), Value::I64(-7)), Value::I64(i64::MIN));
}

#[test]
fn wide_comparisons_are_exact() {
    let odd = Value::I64(9007199254740993);
    assert_eq!(mat(Eq, odd.clone(), num(9007199254740992.0)), Value::Bool(false));
    assert_eq!(mat(Gt, odd.clone(), num(9007199254740992.0)), Value::Bool(true));
    assert_eq!(mat(Eq, Value::U64(u64::MAX), num(18446744073709551616.0)), Value::Bool(false));
    assert_eq!(mat(Lt, Value::I64(-1), Value::U64(u64::MAX)), Value::Bool(true));
    assert_eq!(mat(Ne, odd, num(f64::NAN)), Value::Bool(true));
    assert_eq!(mat(Eq, Value::Single(0.1), num(0.1)), Value::Bool(true));
    assert_eq!(mat(Eq, Value::I8(5), num(5.5)), Value::Bool(false));
}

#[test]
fn complex_numbers() {
    let inf = f64::INFINITY;
    assert_eq!(oct(Times, z(0.0, 1.0), z(0.0, 1.0)), num(-1.0));
    assert_eq!(oct(Add, z(1.0, 2.0), z(1.0, -2.0)), num(2.0));
    assert!(is_equal(&oct(Times, num(2.0), z(1.0, inf)), &z(2.0, inf), false));
    assert!(is_equal(&oct(RDivide, z(1.0, 2.0), num(0.0)), &z(inf, inf), false));
    assert!(is_equal(&oct(RDivide, z(1e308, 1e308), z(1e308, 1e308)), &num(1.0), false));
    assert!(is_equal(&oct(RDivide, z(1e-320, 1e-320), z(1e-320, 1e-320)), &num(1.0), false));
    assert_eq!(oct(RDivide, z(1.0, 2.0), z(3.0, -4.0)), z(-0.2, 0.4));
    assert_eq!(oct(Power, z(0.0, 1.0), num(2.0)), num(-1.0));
    assert_eq!(oct(Power, z(1.0, 2.0), num(3.0)), z(-11.0, -2.0));
    assert_eq!(oct(Power, num(-8.0), num(1.0 / 3.0)), z(1.0, 1.732050807568877));
    assert_eq!(oct(Power, num(-1.0), num(0.5)), z(6.123233995736766e-17, 1.0));
    assert_eq!(oct(Power, z(1.0, 2.0), z(1.0, 2.0)), z(-0.22251715680177267, 0.10070913113607541));
    assert_eq!(oct(Power, num(2.0), z(0.0, 1.0)), z(0.7692389013639721, 0.6389612763136348));
    assert_eq!(oct(Lt, z(-1.0, 0.0), num(1.0)), Value::Bool(false));
    assert_eq!(oct(Ge, z(1.0, 2.0), z(2.0, 1.0)), Value::Bool(true));
    assert_eq!(mat(Ge, z(1.0, 2.0), z(2.0, 1.0)), Value::Bool(false));
}

#[test]
fn powers_of_reals() {
    assert_eq!(oct(Power, num(0.0), num(0.0)), num(1.0));
    assert_eq!(oct(Power, num(0.0), num(-1.0)), num(f64::INFINITY));
    assert_eq!(oct(Power, row(&[1.1, -3.0]), num(2.0)), row(&[1.1 * 1.1, 9.0]));
    assert_eq!(oct(Power, row(&[1.0, -2.0]), row(&[0.5, -2.0])), row(&[1.0, 0.25]));
    assert!(oct(Power, num(-1.0), num(1e10)).is_complex());
    assert_eq!(mat(Power, num(-1.0), num(1e10)), num(1.0));
    let roots = mat(Power, num(-8.0), row(&[1.0 / 3.0, 2.0]));
    assert_eq!(convert::complex_f64(&roots).unwrap()[1], C64::new(64.0, 0.0));
}

#[test]
fn broadcasting_and_empties() {
    let col: Value = NdArray::col(vec![1.0, 2.0]).into();
    let sums = Value::matrix(2, 3, vec![11.0, 12.0, 21.0, 22.0, 31.0, 32.0]);
    assert_eq!(oct(Add, col, row(&[10.0, 20.0, 30.0])), sums);
    assert_eq!(oct(Add, Value::empty(), num(1.0)).dims(), Dims::new(0, 0));
    assert_eq!(oct(Eq, Value::matrix(3, 0, vec![]), Value::matrix(1, 0, vec![])).dims(), Dims::new(3, 0));
    let message = "operator +: nonconformant arguments (op1 is 1x3, op2 is 1x2)";
    assert_eq!(text(Add, row(&[1.0, 2.0, 3.0]), row(&[1.0, 2.0]), Octave), message);
    let message = "quotient: nonconformant arguments (op1 is 1x2, op2 is 1x3)";
    assert_eq!(text(LDivide, row(&[1.0, 2.0, 3.0]), row(&[1.0, 2.0]), Octave), message);
    let message = "mx_el_eq: nonconformant arguments (op1 is 1x3, op2 is 1x2)";
    assert_eq!(text(Eq, "abc".into(), "ab".into(), Octave), message);
    let message = "Arrays have incompatible sizes for this operation.";
    assert_eq!(text(And, row(&[1.0, 2.0, 3.0]), row(&[1.0, 2.0]), Matlab), message);
}

#[test]
fn missing_operators() {
    let cell = Value::cell_row(vec![num(1.0)]);
    let s: Value = StructArray::scalar().into();
    let octave = |op, a: &Value, b: &Value| text(op, a.clone(), b.clone(), Octave);
    let not =
        |op: &str, a: &str, b: &str| format!("binary operator '{op}' not implemented for '{a}' by '{b}' operations");
    assert_eq!(octave(Add, &cell, &num(1.0)), not("+", "cell", "scalar"));
    assert_eq!(octave(Ne, &s, &"abc".into()), not("!=", "scalar struct", "matrix"));
    assert_eq!(octave(Add, &row(&[1i8, 2]), &Value::I16(1)), not("+", "int8 matrix", "int16 scalar"));
    assert_eq!(octave(Times, &z(1.0, 2.0), &Value::I8(1)), not(".*", "complex scalar", "int8 scalar"));
    let message = "Operator '+' is not supported for operands of type 'cell'.";
    assert_eq!(text(Add, num(1.0), cell.clone(), Matlab), message);
    let message = "Integers can only be combined with integers of the same class, or scalar doubles.";
    assert_eq!(text(Add, Value::I8(1), Value::I16(1), Matlab), message);
    let e = unary(UnaryOp::Not, &cell, Octave).unwrap_err();
    assert_eq!(e.message(Octave), "unary operator '!' not implemented for 'cell' operands");
}

#[test]
fn logic() {
    assert_eq!(oct(And, row(&[1.0, 0.0]), Value::Bool(true)), row(&[true, false]));
    assert_eq!(text(Or, num(1.0), row(&[1.0, f64::NAN]), Octave), "invalid conversion from NaN to logical");
    assert_eq!(text(Or, num(1.0), num(f64::NAN), Matlab), "NaN's cannot be converted to logicals.");
    assert_eq!(unary(UnaryOp::Not, &"ab".into(), Matlab).unwrap(), row(&[false, false]));
    assert_eq!(unary(UnaryOp::Minus, &Value::Bool(true), Matlab).unwrap(), num(-1.0));
}

#[test]
fn strings() {
    let s = Value::string;
    assert_eq!(mat(Add, s("a"), num(1.0)), s("a1"));
    assert_eq!(mat(Add, num(0.5), s("a")), s("0.5a"));
    assert_eq!(mat(Add, s("a"), "bc".into()), s("abc"));
    assert_eq!(mat(Add, s("a"), Value::Bool(true)), s("atrue"));
    assert_eq!(mat(Eq, s("abc"), "abc".into()), Value::Bool(true));
    assert_eq!(mat(Lt, s("abc"), s("abd")), Value::Bool(true));
    let message = "Comparison between double and string is not supported.";
    assert_eq!(text(Eq, num(1.0), s("1"), Matlab), message);
    assert_eq!(text(Sub, s("a"), s("b"), Matlab), "Operator '-' is not supported for operands of type 'string'.");
    let numbers = [(std::f64::consts::PI, "3.1416"), (123456.789, "123456.789"), (1e10, "10000000000"), (0.1, "0.1")];
    for (x, t) in numbers {
        assert_eq!(strings::number_text(x).unwrap(), t);
    }
}

#[test]
fn sparse_results() {
    let s = || sparse_row(&[1.0, 0.0, 2.0]);
    let sparse = |v: &Value, expected: &[f64]| {
        assert!(v.is_sparse(), "{v:?}");
        assert_eq!(convert::to_f64_vec(v).unwrap(), expected);
    };
    sparse(&oct(MTimes, s(), num(2.0)), &[2.0, 0.0, 4.0]);
    sparse(&oct(RDivide, s(), num(0.0)), &[f64::INFINITY, 0.0, f64::INFINITY]);
    sparse(&oct(Times, s(), row(&[1.0, 2.0, 3.0])), &[1.0, 0.0, 6.0]);
    sparse(&oct(Sub, s(), s()), &[0.0, 0.0, 0.0]);
    sparse(&oct(Add, s(), sparse_row(&[0.0, 5.0, 1.0])), &[1.0, 5.0, 3.0]);
    sparse(&oct(Eq, s(), num(0.0)), &[0.0, 1.0, 0.0]);
    sparse(&oct(And, s(), num(f64::NAN)), &[1.0, 0.0, 1.0]);
    sparse(&oct(Power, s(), num(2.0)), &[1.0, 0.0, 4.0]);
    sparse(&unary(UnaryOp::Not, &s(), Octave).unwrap(), &[0.0, 1.0, 0.0]);
    assert_eq!(oct(Add, s(), num(1.0)), row(&[2.0, 1.0, 3.0]));
    assert_eq!(oct(Add, s(), row(&[1.0, 2.0, 3.0])), row(&[2.0, 2.0, 5.0]));
    assert_eq!(oct(RDivide, num(2.0), s()), row(&[2.0, f64::INFINITY, 1.0]));
    assert!(binary(Add, &s(), &Value::I8(1), Octave).is_err());
    let t = transpose(&s(), true).unwrap();
    assert!(t.is_sparse() && t.dims() == Dims::col(3));
    sparse(&transpose(&t, false).unwrap(), &[1.0, 0.0, 2.0]);
}

#[test]
fn diagonal_matrices() {
    let kept = |v: &Value| octave_type_name(v) == "diagonal matrix";
    let spread = oct(MTimes, eye(2), num(f64::NAN));
    assert!(kept(&spread));
    assert_eq!(convert::to_f64_vec(&spread).unwrap()[1], 0.0);
    assert!(kept(&oct(MRDivide, eye(2), num(2.0))));
    assert!(kept(&oct(Add, eye(2), eye(2))));
    assert!(kept(&transpose(&eye(2), true).unwrap()));
    assert!(kept(&unary(UnaryOp::Minus, &eye(2), Octave).unwrap()));
    assert!(!kept(&oct(Times, eye(2), num(2.0))));
    assert!(!kept(&oct(Add, eye(2), num(1.0))));
    assert_eq!(octave_type_name(&oct(MTimes, eye(2), z(0.0, 2.0))), "complex diagonal matrix");
}

#[test]
fn ranges() {
    let r = |a: Value, b: Value| range(&a, None, &b, Octave);
    assert!(matches!(r(num(1.0), num(3.0)).unwrap(), Value::Range(_)));
    assert_eq!(r(num(3.0), num(1.0)).unwrap().dims(), Dims::row(0));
    assert_eq!(r(num(1.0), num(1.0)).unwrap(), num(1.0));
    assert_eq!(r(Value::I8(1), num(3.0)).unwrap(), row(&[1i8, 2, 3]));
    assert_eq!(r(Value::Single(1.0), num(2.0)).unwrap(), row(&[1f32, 2.0]));
    assert_eq!(r("a".into(), "c".into()).unwrap(), "abc".into());
    assert_eq!(r(num(1.0), Value::empty()).unwrap().dims(), Dims::row(0));
    assert!(r(num(1.0), num(f64::INFINITY)).is_err());
    assert!(loop_range(&num(1.0), None, &num(f64::INFINITY), Matlab).is_ok());
    assert!(r(Value::Bool(true), num(3.0)).is_err());
    let down = range(&Value::U8(5), Some(&num(-2.0)), &num(0.0), Matlab).unwrap();
    assert_eq!(down, row(&[5u8, 3, 1]));
    let e = range(&Value::U8(250), None, &num(300.0), Matlab).unwrap_err();
    assert_eq!(e.identifier(Matlab), "MATLAB:colon:OutOfRange");
    let e = r(Value::I8(1), Value::I16(3)).unwrap_err();
    assert_eq!(e.message(Octave), "incompatible types found in range expression");
}

#[test]
fn lazy_arithmetic() {
    let r = || Value::from(Range::new(1.0, 2.0, 9.0));
    for (op, x) in [(Add, 3.0), (Sub, 2.0), (Times, 4.0), (MTimes, -1.0)] {
        let lazy = mat(op, r(), num(x));
        assert!(matches!(lazy, Value::Range(_)), "{op:?}");
        assert_eq!(convert::to_dense(&lazy), mat(op, convert::to_dense(&r()), num(x)));
        assert!(!matches!(oct(op, r(), num(x)), Value::Range(_)));
    }
    let from_zero = Value::from(Range::new(0.0, 1.0, 2.0));
    let negative = unary(UnaryOp::Minus, &from_zero, Matlab).unwrap();
    assert!(convert::to_f64_vec(&negative).unwrap()[0].is_sign_negative());
    assert!(!matches!(mat(Times, r(), num(0.1)), Value::Range(_)));
}

#[test]
fn conditions() {
    let yes = [num(1.0), "abc".into(), z(0.0, 1.0), row(&[1i8, 2]), sparse_row(&[1.0, 1.0])];
    let no = [num(0.0), Value::empty(), row(&[true, false]), sparse_row(&[1.0, 0.0]), "".into()];
    yes.iter().for_each(|v| assert!(truth(v, Octave).unwrap(), "{v:?}"));
    no.iter().for_each(|v| assert!(!truth(v, Octave).unwrap(), "{v:?}"));
    assert!(truth(&row(&[0.0, f64::NAN]), Octave).is_err());
    assert!(truth(&Value::cell_row(vec![]), Octave).is_err());
    assert!(truth(&Value::string("x"), Matlab).is_err());
    assert!(!truth_operand(&Value::empty(), "||", Octave).unwrap());
    assert!(truth_operand(&row(&[1.0, 2.0]), "&&", Octave).unwrap());
    let e = truth_operand(&row(&[1.0, 2.0]), "&&", Matlab).unwrap_err();
    assert_eq!(e.identifier(Matlab), "MATLAB:nonLogicalConditional");
}

#[test]
fn equality() {
    let cell = |v: Value| Value::cell_row(vec![v]);
    let s = |names: [&str; 2]| -> Value { StructArray::from_fields(names.map(|n| (n, Value::text(n)))).into() };
    let equal = [
        (num(1.0), Value::Bool(true)),
        ("a".into(), num(97.0)),
        (s(["a", "b"]), s(["b", "a"])),
        (sparse_row(&[1.0]), num(1.0)),
        (Range::new(1.0, 1.0, 3.0).into(), row(&[1i8, 2, 3])),
        (Value::empty(), Value::text("")),
        (Value::string("ab"), "ab".into()),
        (cell(num(1.0)), cell(Value::Single(1.0))),
    ];
    for (a, b) in equal {
        assert!(is_equal(&a, &b, false) && is_equal(&b, &a, true), "{a:?} {b:?}");
    }
    let unequal = [
        (Value::empty(), Value::cell_row(vec![])),
        (Value::matrix(0, 3, vec![]), Value::empty()),
        (Value::I64(9007199254740993), num(9007199254740992.0)),
        ("abc".into(), cell("abc".into())),
        (num(f64::NAN), num(f64::NAN)),
    ];
    for (a, b) in unequal {
        assert!(!is_equal(&a, &b, false), "{a:?} {b:?}");
    }
    assert!(is_equal(&cell(row(&[f64::NAN, 1.0])), &cell(row(&[f64::NAN, 1.0])), true));
}

#[test]
fn conversions() {
    let to = |v: &Value, c| convert::to_class(v, c, Octave).unwrap();
    let doubles = row(&[2.5, -2.5, f64::NAN, 1e10, 0.49999999999999994]);
    assert_eq!(to(&doubles, Class::Int8), row(&[3i8, -3, 0, 127, 0]));
    assert_eq!(to(&Value::I64(-5), Class::Uint8), Value::U8(0));
    assert_eq!(to(&Value::U64(u64::MAX), Class::Int64), Value::I64(i64::MAX));
    assert_eq!(to(&num(65.5), Class::Char), Value::Char(Char(66)));
    assert_eq!(convert::to_class(&num(65.5), Class::Char, Matlab).unwrap(), Value::Char(Char(65)));
    assert_eq!(to(&row(&[2.0, 0.0]), Class::Logical), row(&[true, false]));
    assert!(to(&sparse_row(&[1.0, 0.0]), Class::Logical).is_sparse());
    let e = convert::to_class(&Value::cell_row(vec![]), Class::Double, Matlab).unwrap_err();
    assert_eq!(e.message(Matlab), "Conversion to double from cell is not possible.");
    let e = convert::to_class(&Value::cell_row(vec![]), Class::Int8, Octave).unwrap_err();
    assert_eq!(e.message(Octave), "invalid conversion from cell to int8");
    assert_eq!(convert::to_class(&Value::string("2.5"), Class::Double, Matlab).unwrap(), num(2.5));
}

#[test]
fn buffers_are_reused() {
    let place = |v: &Value| f64::view(v).unwrap().data().as_ptr();
    let mut a = row(&[1.0; 100]);
    let p = place(&a);
    for (op, from_left) in [(Add, true), (RDivide, false), (Power, true), (Sub, false)] {
        a = if from_left { binary_owned(op, a, num(1.0), Matlab) } else { binary_owned(op, num(1.0), a, Matlab) }
            .unwrap();
    }
    assert_eq!((place(&a), &a), (p, &row(&[0.5; 100])));
    let b = binary_owned(Add, a.clone(), num(1.0), Matlab).unwrap();
    assert_eq!((&a, &b), (&row(&[0.5; 100]), &row(&[1.5; 100])));
    let ints = row(&[1i16; 50]);
    let p = i16::view(&ints).unwrap().data().as_ptr();
    let ints = binary_owned(Times, ints, num(3.0), Matlab).unwrap();
    assert_eq!(i16::view(&ints).unwrap().data().as_ptr(), p);
}

/// Element by element, from subscripts.
fn naive(a: &NdArray<f64>, b: &NdArray<f64>) -> Option<NdArray<f64>> {
    let n = a.dims().ndims().max(b.dims().ndims());
    let mut sizes = Vec::new();
    for d in 0..n {
        let (x, y) = (a.dims().dim(d), b.dims().dim(d));
        if x != y && x != 1 && y != 1 {
            return None;
        }
        sizes.push(if x == 1 { y } else { x });
    }
    let dims = Dims::from_slice(&sizes);
    let at = |m: &NdArray<f64>, mut k: usize| {
        let (mut place, mut stride) = (0, 1);
        for (d, &size) in sizes.iter().enumerate() {
            let i = k % size;
            k /= size;
            place += if m.dims().dim(d) == 1 { 0 } else { i * stride };
            stride *= m.dims().dim(d);
        }
        m.data()[place]
    };
    let data = (0..dims.numel()).map(|k| 100.0 * at(a, k) - at(b, k)).collect();
    Some(NdArray::new(dims, data))
}

fn array() -> impl Strategy<Value = NdArray<f64>> {
    prop::collection::vec(0usize..4, 2..5).prop_map(|sizes| {
        let dims = Dims::from_slice(&sizes);
        let n = dims.numel();
        NdArray::new(dims, (0..n).map(|k| k as f64).collect())
    })
}

proptest! {
    #[test]
    fn broadcasting_agrees_with_the_naive_model(a in array(), b in array()) {
        let r = kernels::zip(a.view(), b.view(), |x, y| 100.0 * x - y).ok().map(|r| match r {
            kernels::Out::Scalar(x) => NdArray::filled(Dims::scalar(), x),
            kernels::Out::Array(r) => r,
        });
        prop_assert_eq!(r, naive(&a, &b));
    }

    #[test]
    fn small_integers_saturate(x: i8, y: i8) {
        let clamp = |v: i128| v.clamp(-128, 127) as i8;
        let (p, q) = (x as i128, y as i128);
        prop_assert_eq!(x.plus(y), clamp(p + q));
        prop_assert_eq!(x.minus(y), clamp(p - q));
        prop_assert_eq!(x.times(y), clamp(p * q));
        prop_assert_eq!(x.over(y), clamp(wide::quotient(p, q)));
    }

    #[test]
    fn wide_integers_saturate(x: i64, y: i64) {
        prop_assert_eq!(x.plus(y), i64::from_i128(x as i128 + y as i128));
        prop_assert_eq!(x.times(y), i64::from_i128(x as i128 * y as i128));
        if y != 0 {
            let exact = (2 * (x as i128).abs() + (y as i128).abs()).div_euclid(2 * (y as i128).abs());
            prop_assert_eq!(x.over(y), i64::from_i128(exact * (x as i128).signum() * (y as i128).signum()));
        }
    }

    #[test]
    fn wide_with_whole_doubles_is_integer_arithmetic(x: i64, y in -(1i64 << 53)..(1i64 << 53)) {
        let d = y as f64;
        for dialect in [Matlab, Octave] {
            prop_assert_eq!(x.plus_double(d, dialect), x.plus(y));
            prop_assert_eq!(x.minus_double(d, dialect), x.minus(y));
            prop_assert_eq!(i64::double_minus(d, x, dialect), y.minus(x));
            prop_assert_eq!(x.times_double(d, dialect), x.times(y));
            prop_assert_eq!(x.over_double(d, dialect), x.over(y));
        }
        prop_assert_eq!(i64::double_over(d, x, Matlab), y.over(x));
    }

    #[test]
    fn wide_products_round_once(x in -(1i64 << 40)..(1i64 << 40), n in -2000i64..2000) {
        // n/8 is exact, and so is the model.
        let eighths = x as i128 * n as i128;
        let model = wide::quotient(eighths, 8);
        prop_assert_eq!(x.times_double(n as f64 / 8.0, Matlab), i64::from_i128(model));
        if n != 0 {
            prop_assert_eq!(x.over_double(n as f64 / 8.0, Matlab), i64::from_i128(wide::quotient(8 * x as i128, n as i128)));
        }
    }

    #[test]
    fn transposing_twice_is_nothing(rows in 0usize..40, cols in 0usize..40) {
        let a: Value = NdArray::matrix(rows, cols, (0..rows * cols).map(|k| k as f64).collect()).into();
        let t = transpose(&a, true).unwrap();
        prop_assert_eq!(&transpose(&t, false).unwrap(), &a);
        if rows > 1 && cols > 1 {
            prop_assert_eq!(f64::view(&t).unwrap().data()[1], rows as f64);
        }
    }

    #[test]
    fn sparse_agrees_with_full(a in prop::collection::vec(-2i8..3, 6), b in prop::collection::vec(-2i8..3, 6)) {
        let full = |v: &[i8]| NdArray::matrix(2, 3, v.iter().map(|&x| x as f64).collect());
        let (p, q) = (full(&a), full(&b));
        let s = |m: &NdArray<f64>| Value::Sparse(Sparse::from_dense(m).into());
        for op in [Add, Sub, Times, RDivide, Eq, Ne, Lt, Le, Gt, Ge, And, Or] {
            let expected = binary(op, &p.clone().into(), &q.clone().into(), Octave).unwrap();
            let got = binary(op, &s(&p), &s(&q), Octave).unwrap();
            prop_assert!(got.is_sparse());
            prop_assert!(is_equal(&got, &expected, true), "{:?}", op);
        }
    }
}
