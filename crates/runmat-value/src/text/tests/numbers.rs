use super::*;
use crate::text::{int2str, mat2str, num2str, number_shortest, str2double_text, string_of};
use std::f64::consts::PI;

fn n2s(v: &Value, dialect: Dialect) -> String {
    shown(&num2str(v, None, dialect).unwrap(), dialect)
}

fn both(v: Value, expected: &str) {
    assert_eq!(n2s(&v, Matlab), expected);
    assert_eq!(n2s(&v, Octave), expected);
}

#[test]
fn num2str_scalars() {
    both(PI.into(), "3.1416");
    both(1e15.into(), "1000000000000000");
    both(1e16.into(), "1e+16");
    both(9007199254740992.0.into(), "9007199254740992");
    both(123456789.123.into(), "123456789.123");
    both(1.23e-7.into(), "1.23e-07");
    both((-0.5).into(), "-0.5");
    both(f64::NAN.into(), "NaN");
    both(Value::Bool(true), "1");
    assert_eq!(n2s(&(-0.0).into(), Octave), "-0");
    assert_eq!(n2s(&Value::I64(i64::MAX), Matlab), "9223372036854775807");
    assert_eq!(n2s(&Value::I64(i64::MAX), Octave), "9.223372036854776e+18");
}

#[test]
fn num2str_matrices() {
    both(row(&[10.0, 3000.0, 4.0]), "10  3000     4");
    both(Value::matrix(2, 2, vec![-1.0, 0.0, 0.0, 1.0]), "-1  0/ 0  1");
    both(row(&[1.5, 2.25]), "1.5        2.25");
    both(row(&[2.1, f64::NAN, PI]), "2.1         NaN      3.1416");
    both(row(&[1.0, f64::NAN, 3.0]), "1  NaN    3");
    both(z(2.1416, 1.0), "2.1416+1i");
    assert_eq!(n2s(&NdArray::row(vec![C64::new(1.0, 2.0), C64::new(3.0, -4.0)]).into(), Octave), "1+2i   3-4i");
}

#[test]
fn num2str_with_precision_or_format() {
    let with = |v: Value, arg: Value| shown(&num2str(&v, Some(&arg), Matlab).unwrap(), Matlab);
    assert_eq!(with(PI.into(), 10.0.into()), "3.141592654");
    assert_eq!(with(row(&[1.0, 2.0, 3.0]), 3.0.into()), "1         2         3");
    assert_eq!(with(PI.into(), t("%10.5f")), "3.14159");
    assert_eq!(with(42.67.into(), t("% 10.2f")), "42.67");
    assert_eq!(with(row(&[1.5, 2.25, 3.125]), t("%8.3f")), "1.500   2.250   3.125");
    let octave = num2str(&z(1.0, 2.0), Some(&t("%f")), Octave).unwrap();
    assert_eq!(shown(&octave, Octave), "1.000000+2.000000i");
    assert!(num2str(&PI.into(), Some(&(-1.0).into()), Octave).is_err());
    assert!(num2str(&Value::cell_row(vec![]), None, Octave).is_err());
}

#[test]
fn int2str_rounds_half_away() {
    let f = |v: Value| shown(&int2str(&v, Matlab).unwrap(), Matlab);
    assert_eq!(f(2.5.into()), "3");
    assert_eq!(f((-2.5).into()), "-3");
    assert_eq!(f(row(&[1.4, 2.6])), "1  3");
    assert_eq!(f(1e20.into()), "100000000000000000000");
}

#[test]
fn mat2str_writes_what_can_be_read() {
    let m = |v: Value| shown(&mat2str(&v, None, false, Matlab).unwrap(), Matlab);
    assert_eq!(m(Value::matrix(2, 2, vec![1.0, 3.0, 2.0, 4.0])), "[1 2;3 4]");
    assert_eq!(m(PI.into()), "3.14159265358979");
    assert_eq!(m((-0.0).into()), "0");
    assert_eq!(m(NdArray::row(vec![C64::new(0.0, 1.0), C64::new(2.0, 0.0)]).into()), "[0+1i 2]");
    assert_eq!(m(NdArray::row(vec![true, false]).into()), "[true false]");
    assert_eq!(m(NdArray::<f64>::new(crate::Dims::new(1, 0), vec![]).into()), "zeros(1,0)");
    assert_eq!(m(t("it's")), "'it''s'");
    assert_eq!(m(Value::string("a")), "\"a\"");
    assert_eq!(m(Value::Single(PI as f32)), "3.1415927");
    let class = mat2str(&NdArray::row(vec![1i8, 2]).into(), None, true, Matlab).unwrap();
    assert_eq!(shown(&class, Matlab), "int8([1 2])");
    let precise = mat2str(&z(PI, PI), Some((4, Some(2))), false, Octave).unwrap();
    assert_eq!(shown(&precise, Octave), "3.142+3.1i");
}

fn strings(v: &Value) -> Vec<Option<String>> {
    match string_of(v).unwrap() {
        Value::Strings(a) => a.data().iter().map(|s| s.0.as_deref().map(str::to_string)).collect(),
        _ => panic!("not a string"),
    }
}

#[test]
fn string_conversion() {
    let one = |x: f64| strings(&x.into())[0].clone();
    for (x, s) in [
        (0.1, "0.1"),
        (1.0 / 3.0, "0.33333"),
        (PI, "3.1416"),
        (12345.678, "12345.678"),
        (123456.78, "123456.78"),
        (99999.5, "99999.5"),
        (1e-5, "1e-05"),
        (1.23456e-7, "1.2346e-07"),
        (0.000123456, "0.00012346"),
        (1e15, "1000000000000000"),
        (1e16, "1e+16"),
        (18014398509481984.0, "1.801439850948198e+16"),
        (f64::INFINITY, "Inf"),
    ] {
        assert_eq!(one(x).as_deref(), Some(s));
    }
    assert_eq!(one(f64::NAN), None);
    assert_eq!(strings(&row(&[1.0 / 3.0, 200.0 / 3.0])), [Some("0.333333".into()), Some("66.6667".into())]);
    assert_eq!(strings(&Value::Bool(true)), [Some("true".into())]);
    assert_eq!(strings(&Value::I64(i64::MAX)), [Some(i64::MAX.to_string())]);
    assert_eq!(strings(&Value::cell_row(vec![t("a"), 2.0.into()])), [Some("a".into()), Some("2".into())]);
}

#[test]
fn str2double_forms() {
    let real = |s: &str| str2double_text(s);
    for (s, x, y) in [
        ("1e3", 1000.0, 0.0),
        ("1,234.5", 1234.5, 0.0),
        ("-inf", f64::NEG_INFINITY, 0.0),
        ("i", 0.0, 1.0),
        ("1+2i", 1.0, 2.0),
        ("2 - 3i", 2.0, -3.0),
        (" 12 ", 12.0, 0.0),
        ("1e5i", 0.0, 1e5),
        ("3d2", 300.0, 0.0),
        ("i*2+1", 1.0, 2.0),
        ("1 + 2 * i", 1.0, 2.0),
        ("Inf-Infi", f64::INFINITY, f64::NEG_INFINITY),
    ] {
        assert_eq!(real(s), C64::new(x, y), "{s}");
    }
    for s in ["", "abc", "1 2", "--5", "1e", "1..2", "1+2", "1i+2i", "0x10", ".", "nan", "é"] {
        assert!(real(s).re.is_nan(), "{s}");
    }
}

#[test]
fn shortest_digits() {
    for (x, s) in [(0.1, "0.1"), (100.0, "100"), (1e16, "1e+16"), (1.5e-7, "1.5e-07"), (-2.5, "-2.5")] {
        assert_eq!(number_shortest(x), s);
    }
}
