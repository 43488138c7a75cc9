use super::*;
use std::f64::consts::PI;

#[test]
fn recycles_the_template() {
    for f in [matlab, octave] {
        assert_eq!(f("%d %d\\n", &[1.0.into(), 2.0.into(), 3.0.into()]), "1 2\n3 ");
        assert_eq!(f("%d, ", &[Value::matrix(2, 2, vec![1.0, 3.0, 2.0, 4.0])]), "1, 3, 2, 4, ");
        assert_eq!(f("%s=%d;", &[t("a"), 1.0.into(), t("bc"), 2.0.into()]), "a=1;bc=2;");
        assert_eq!(f("%d", &[t("abc")]), "979899");
        assert_eq!(f("%s", &[65.0.into()]), "A");
        assert_eq!(f("abc", &[1.0.into()]), "abc");
        assert_eq!(f("100%%", &[]), "100%");
    }
}

#[test]
fn empty_data() {
    assert_eq!(matlab("x = %d\\n", &[]), "x = \n");
    assert_eq!(octave("x = %d\\n", &[]), "x = ");
    assert_eq!(octave("x = %d\\n", &[Value::empty()]), "x = \n");
    assert_eq!(matlab("%s|%d", &[Value::empty(), Value::empty()]), "|");
    assert_eq!(octave("x%dy%dz", &[Value::empty()]), "xy");
    assert_eq!(octave("%5s|", &[t("")]), "     |");
    assert_eq!(octave("%s|%s|", &[1.0.into(), Value::empty()]), "\u{1}||");
}

#[test]
fn what_does_not_fit_an_integer_conversion() {
    assert_eq!(matlab("%d", &[1.5.into()]), "1.500000e+00");
    assert_eq!(matlab("%5.1d", &[2.5.into()]), "2.5e+00");
    assert_eq!(matlab("%x", &[(-1.0).into()]), "-1.000000e+00");
    assert_eq!(matlab("%s", &[PI.into()]), "3.141593e+00");
    assert_eq!(matlab("%d", &[3e10.into()]), "30000000000");
    assert_eq!(matlab("%d", &[1e20.into()]), "100000000000000000000");
    assert_eq!(octave("%d", &[1.5.into()]), "1.5");
    assert_eq!(octave("%d", &[1e20.into()]), "1e+20");
    assert_eq!(octave("%d", &[2f64.powi(63).into()]), "9223372036854775807");
    assert_eq!(octave("%x", &[(-1.0).into()]), "-1");
    assert_eq!(octave("%X", &[1e20.into()]), "1e+20");
    assert_eq!(octave("%c", &[65.5.into()]), "65.5");
    assert_eq!(octave("%c", &[300.0.into()]), "\u{12c}");
}

#[test]
fn flags_width_precision() {
    let f = matlab("%6.2f|%-8s|%+d", &[PI.into(), t("ab"), 5.0.into()]);
    assert_eq!(f, "  3.14|ab      |+5");
    assert_eq!(matlab("%05d", &[42.0.into()]), "00042");
    assert_eq!(matlab("%*.*f", &[8.0.into(), 2.0.into(), PI.into()]), "    3.14");
    assert_eq!(matlab("%-5.3d|", &[(-5.0).into()]), "-005 |");
    assert_eq!(matlab("%#x %#o", &[255.0.into(), 8.0.into()]), "0xff 010");
    assert_eq!(matlab("%10.4s|%-10.4s|", &[t("abcdef"), t("abcdef")]), "      abcd|abcd      |");
    assert_eq!(matlab("%a %A %.2a", &[1.0.into(), PI.into(), PI.into()]), "0x1p+0 0X1.921FB54442D18P+1 0x1.92p+1");
    assert!(octave("%2000000d", &[1.0.into()]).starts_with("error: sprintf: invalid field width"));
    assert!(matlab("%.2000000f", &[1.0.into()]).starts_with("error: "));
}

#[test]
fn infinities_and_nan() {
    for f in [matlab, octave] {
        assert_eq!(
            f(
                "%05d|%-6d|%+f|%x",
                &[(1.0f64 / 0.0).into(), f64::NAN.into(), (1.0f64 / 0.0).into(), (-1.0f64 / 0.0).into()]
            ),
            "  Inf|NaN   |+Inf|-Inf"
        );
    }
}

#[test]
fn classes() {
    assert_eq!(matlab("%d %f", &[Value::I8(5), Value::I32(7)]), "5 7.000000");
    assert_eq!(matlab("%d", &[Value::Bool(true)]), "1");
    assert_eq!(matlab("%d", &[Value::I64(i64::MAX)]), "9223372036854775807");
    assert_eq!(matlab("%d", &[Value::U64(u64::MAX)]), "18446744073709551615");
    assert_eq!(octave("%d", &[Value::U64(u64::MAX)]), "1.84467e+19");
    assert_eq!(octave("%u", &[Value::I64(-5)]), "-5");
    assert_eq!(matlab("%g", &[z(1.0, 2.0)]), "1");
    assert_eq!(octave("%f", &[z(1.0, 2.0)]), "1.000000");
    assert_eq!(octave("%d", &[z(1.0, 2.0)]), "error: sprintf: wrong type argument 'complex scalar'");
    assert_eq!(octave("%d", &[Value::cell_row(vec![])]), "error: sprintf: wrong type argument 'cell'");
    assert_eq!(matlab("%d", &[Value::cell_row(vec![])]), "error: Function is not defined for 'cell' inputs.");
    assert_eq!(matlab("%s%s", &[t("abc"), Value::string("def")]), "abcdef");
    assert_eq!(matlab("%c-", &[Value::string("de")]), "d-e-");
}

#[test]
fn text_met_by_both_kinds_of_conversions() {
    assert_eq!(octave("%d %s", &[t("ab"), t("cd")]), "97 b99 d");
    assert_eq!(octave("%s=%d;", &[t("x"), 1.0.into(), t("yy"), t("zz")]), "x=1;yy=122;z=");
    assert_eq!(octave("|%s|", &[row(&[102.0, 111.0, 111.0])]), "|foo|");
    assert_eq!(matlab("%s|", &[row(&[102.0, 111.0])]), "f|o|");
}

#[test]
fn escapes_in_templates() {
    assert_eq!(matlab("a\\tb\\x41\\101\\\\", &[]), "a\tbAA\\");
    assert_eq!(matlab("%s", &[t("a\\n")]), "a\\n");
    assert_eq!(matlab("C:\\dir", &[]), "C:");
    assert_eq!(octave("a\\qb", &[]), "aqb");
    let double = crate::text::format("sprintf", &dq("a\\n"), &[], Octave).unwrap();
    assert_eq!(decode_in(&double, Octave), "a\\n");
}

#[test]
fn invalid_conversions() {
    assert_eq!(matlab("ab%y", &[1.0.into()]), "ab");
    assert_eq!(octave("ab%y", &[1.0.into()]), "error: sprintf: invalid format specified");
    assert_eq!(octave("%", &[]), "error: sprintf: invalid format specified");
    assert_eq!(octave("%lf", &[1.0.into()]), "error: sprintf: invalid format specified");
    assert_eq!(matlab("%ld %hd %lf", &[1.0.into(), 2.0.into(), 3.0.into()]), "1 2 3.000000");
}

#[test]
fn matlab_only_forms() {
    assert_eq!(matlab("%2$s %1$s %2$s", &[t("a"), t("b")]), "b a b");
    assert_eq!(matlab("%bx %tx", &[PI.into(), PI.into()]), "400921fb54442d18 40490fdb");
}

#[test]
fn escapes_there_and_back() {
    let text: Vec<Char> = "a\tb\\\"\n".bytes().map(|b| Char(b as u16)).collect();
    let written = crate::text::undo_escapes(&text).unwrap();
    assert_eq!(decode_in(&written, Octave), "a\\tb\\\\\\\"\\n");
    assert_eq!(crate::text::escapes(&written).unwrap(), text);
    assert_eq!(
        crate::text::unknown_escape(&"a\\q".bytes().map(|b| Char(b as u16)).collect::<Vec<_>>()),
        Some("\\q".into())
    );
}
