//! MATLAB: numbers, text and empties.

use super::*;
use std::f64::consts::PI;

#[test]
fn frames() {
    assert_eq!(shown(&Value::Num(5.0)), "\nx =\n\n     5\n\n");
    assert_eq!(shown(&"hello".into()), "\nx =\n\n    'hello'\n\n");
    assert_eq!(shown(&Value::string("hello")), "\nx = \n\n    \"hello\"\n\n");
    assert_eq!(shown(&Value::I8(5)), "\nx =\n\n  int8\n\n   5\n\n");
    assert_eq!(shown(&Value::empty()), "\nx =\n\n     []\n\n");
}

#[test]
fn compact_frames() {
    let f = styled(&["compact"]);
    let show = |v: &Value| display("x", v, &f, Dialect::Matlab);
    assert_eq!(show(&Value::Num(5.0)), "x =\n     5\n");
    assert_eq!(show(&from_rows(&[&[1i8, 2, 3]], |&x| x)), "x =\n  1×3 int8 row vector\n   1   2   3\n");
    assert_eq!(show(&row(&[1000.5, 2.0])), "x =\n   1.0e+03 *\n    1.0005    0.0020\n");
    let w: Vec<f64> = (1..=10).map(|k| k as f64 / 10.0).collect();
    assert_eq!(
        show(&row(&w)),
        "x =\n  Columns 1 through 8\n    0.1000    0.2000    0.3000    0.4000    0.5000    0.6000    0.7000    0.8000\n  \
         Columns 9 through 10\n    0.9000    1.0000\n"
    );
}

#[test]
fn real_scalars() {
    let cases: &[(f64, &str)] = &[
        (0.0, "     0"),
        (-0.0, "     0"),
        (5.0, "     5"),
        (-5.0, "    -5"),
        (42.0, "    42"),
        (100.0, "   100"),
        (-100.0, "  -100"),
        (1000.0, "        1000"),
        (-1000.0, "       -1000"),
        (123456.0, "      123456"),
        (1e8, "   100000000"),
        (-1e8, "  -100000000"),
        (1e9, "   1.0000e+09"),
        (PI, "    3.1416"),
        (-0.5, "   -0.5000"),
        (12.5, "   12.5000"),
        (314.159265, "  314.1593"),
        (1000.5, "   1.0005e+03"),
        (-3141.59, "  -3.1416e+03"),
        (0.00125, "    0.0013"),
        (2e-3, "    0.0020"),
        (0.001, "   1.0000e-03"),
        (2.4292e-5, "   2.4292e-05"),
        (f64::EPSILON, "   2.2204e-16"),
        (1e100, "  1.0000e+100"),
        (-PI * 1e307, " -3.1416e+307"),
        (f64::NAN, "   NaN"),
        (f64::INFINITY, "   Inf"),
        (f64::NEG_INFINITY, "  -Inf"),
    ];
    for (x, line) in cases {
        assert_eq!(shown(&Value::Num(*x)), framed(line), "{x}");
    }
}

#[test]
fn real_matrices() {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    let cases: &[(Value, &str)] = &[
        (row(&[1.0, -10.0, 10.0]), "     1   -10    10"),
        (row(&[100.0, -100.0]), "   100  -100"),
        (row(&[1.0, 10.0, 1000.0]), "           1          10        1000"),
        (row(&[-1.0, -1000.0, -1e8]), "          -1       -1000  -100000000"),
        (row(&[1.0, 1000.0, 1e9]), "   1.0e+09 *\n\n    0.0000    0.0000    1.0000"),
        (row(&[nan, 1.0, 3.0, -inf, 2.0]), "   NaN     1     3  -Inf     2"),
        (row(&[1000.0, nan]), "        1000         NaN"),
        (row(&[0.0, 1.5, -2.0]), "         0    1.5000   -2.0000"),
        (row(&[nan, 1.0, 3.4, inf]), "       NaN    1.0000    3.4000       Inf"),
        (row(&[100.5, -200.25]), "  100.5000 -200.2500"),
        (row(&[3.2376, 9.2534e-7]), "    3.2376    0.0000"),
        (row(&[0.0, 0.0086]), "         0    0.0086"),
        (row(&[1.5, 1000.5]), "   1.0e+03 *\n\n    0.0015    1.0005"),
        (d(&[&[0.0, 2.0], &[1000.5, -1.0]]), "   1.0e+03 *\n\n         0    0.0020\n    1.0005   -0.0010"),
        (row(&[7.254e-4, 1e-9, 0.0]), "   1.0e-03 *\n\n    0.7254    0.0000         0"),
        (
            d(&[&[f64::EPSILON, 0.0], &[0.0, f64::EPSILON]]),
            "   1.0e-15 *\n\n    0.2220         0\n         0    0.2220",
        ),
        (row(&[1e9, 1.5]), "   1.0e+09 *\n\n    1.0000    0.0000"),
        (row(&[1234.5, nan]), "   1.0e+03 *\n\n    1.2345       NaN"),
    ];
    for (v, text) in cases {
        assert_eq!(shown(v), framed(text));
    }
    let r = Value::from(crate::range::Range::new(0.0, 0.25, 1.0));
    assert_eq!(shown(&r), framed("         0    0.2500    0.5000    0.7500    1.0000"));
}

#[test]
fn complex_numbers() {
    let nan = f64::NAN;
    let cases: &[(&[C64], &str)] = &[
        (&[z(3.0, 4.0)], "   3.0000 + 4.0000i"),
        (&[z(0.0, 5.0)], "   0.0000 + 5.0000i"),
        (&[z(3.0, 99.0)], "   3.0000 +99.0000i"),
        (&[z(100.0, 3.0)], "   1.0000e+02 + 3.0000e+00i"),
        (&[z(nan, 3.0)], "      NaN + 3.0000i"),
        (&[z(9.0, nan)], "   9.0000 +    NaNi"),
        (&[z(1.0, 0.0)], "   1.0000 + 0.0000i"),
        (&[z(3.0, 4.0), z(4.0, 3.0)], "   3.0000 + 4.0000i   4.0000 + 3.0000i"),
        (&[z(0.0, -1.0), z(0.0, 10.0)], "   0.0000 - 1.0000i   0.0000 +10.0000i"),
        (&[z(-0.9134, 0.8787), z(11.8269, 0.0)], "  -0.9134 + 0.8787i  11.8269 + 0.0000i"),
        (
            &[z(343.0, 0.0), z(147.0, 196.0), z(147.0, -196.0)],
            "   1.0e+02 *\n\n   3.4300 + 0.0000i   1.4700 + 1.9600i   1.4700 - 1.9600i",
        ),
    ];
    for (v, text) in cases {
        assert_eq!(shown(&zrow(v)), framed(text));
    }
}

#[test]
fn singles() {
    let s = |rows: &[&[f64]]| from_rows(rows, |&x| x as f32);
    assert_eq!(shown(&Value::Single(PI as f32)), framed("  single\n\n    3.1416"));
    assert_eq!(shown(&s(&[&[1.0, 2.0, 3.0]])), framed("  1×3 single row vector\n\n     1     2     3"));
    assert_eq!(
        shown(&s(&[&[1.5], &[1000.5]])),
        framed("  2×1 single column vector\n\n   1.0e+03 *\n\n    0.0015\n    1.0005")
    );
    assert_eq!(shown(&s(&[&[1.0, 1.0], &[1.0, 1.0]])), framed("  2×2 single matrix\n\n     1     1\n     1     1"));
}

#[test]
fn integers_and_logicals() {
    assert_eq!(shown(&Value::U8(5)), framed("  uint8\n\n   5"));
    assert_eq!(shown(&Value::I8(-128)), framed("  int8\n\n   -128"));
    let u = |rows: &[&[u8]]| from_rows(rows, |&x| x);
    assert_eq!(shown(&u(&[&[1, 2, 3]])), framed("  1×3 uint8 row vector\n\n   1   2   3"));
    assert_eq!(shown(&u(&[&[1, 20], &[255, 4]])), framed("  2×2 uint8 matrix\n\n     1    20\n   255     4"));
    assert_eq!(
        shown(&from_rows(&[&[122i8, -1, 127, -10]], |&x| x)),
        framed("  1×4 int8 row vector\n\n    122     -1    127    -10")
    );
    assert_eq!(shown(&from_rows(&[&[-5i16], &[12]], |&x| x)), framed("  2×1 int16 column vector\n\n    -5\n    12"));
    assert_eq!(shown(&Value::Bool(true)), framed("  logical\n\n   1"));
    let b = |rows: &[&[bool]]| from_rows(rows, |&x| x);
    assert_eq!(shown(&b(&[&[true, false, true]])), framed("  1×3 logical array\n\n   1   0   1"));
    assert_eq!(shown(&b(&[&[true, true], &[true, true]])), framed("  2×2 logical array\n\n   1   1\n   1   1"));
}

#[test]
fn text() {
    assert_eq!(shown(&chars(&["abc", "def"])), framed("  2×3 char array\n\n    'abc'\n    'def'"));
    assert_eq!(shown(&"'".into()), framed("    '''"));
    assert_eq!(shown(&"é".into()), framed("    'é'"));
    let framed = |body: &str| format!("\nx = \n\n{body}\n\n");
    assert_eq!(shown(&Value::string("")), framed("    \"\""));
    assert_eq!(shown(&Text(None).scalar()), framed("    <missing>"));
    assert_eq!(shown(&strings(&[&["A", "BCD"]])), framed("  1×2 string array\n\n    \"A\"    \"BCD\""));
    assert_eq!(shown(&strings(&[&["one"], &["three"]])), framed("  2×1 string array\n\n    \"one\"\n    \"three\""));
    assert_eq!(shown(&Value::string("first line\nsecond line")), framed("    \"first line\n     second line\""));
}

#[test]
fn empties() {
    let cases: &[(Value, &str)] = &[
        (zeros(&[0, 3]), "  0×3 empty double matrix"),
        (zeros(&[3, 0]), "  3×0 empty double matrix"),
        (zeros(&[1, 0]), "  1×0 empty double row vector"),
        (crate::range::Range::new(1.0, 1.0, 0.0).into(), "  1×0 empty double row vector"),
        (zeros(&[0, 1]), "  0×1 empty double column vector"),
        (zeros(&[3, 0, 2]), "  3×0×2 empty double array"),
        (filled(&[0, 0], 0f32), "  0×0 empty single matrix"),
        (filled(&[0, 0], 0i8), "  0×0 empty int8 matrix"),
        (filled(&[0, 1], 0i8), "  0×1 empty int8 column vector"),
        (filled(&[0, 0], false), "  0×0 empty logical array"),
        (filled(&[0, 0], Char(0)), "  0×0 empty char array"),
        (filled(&[1, 0], Char(0)), "  1×0 empty char array"),
        (filled(&[0, 0], Value::empty()), "  0×0 empty cell array"),
        (filled(&[0, 3], Value::empty()), "  0×3 empty cell array"),
    ];
    for (v, text) in cases {
        assert_eq!(shown(v), framed(text));
    }
    assert_eq!(shown(&filled(&[0, 0], Text(None))), "\nx = \n\n  0×0 empty string array\n\n");
    assert_eq!(shown(&filled(&[0, 3], Text(None))), "\nx = \n\n  0×3 empty string array\n\n");
}

#[test]
fn column_blocks() {
    let ints: Vec<f64> = (1..=15).map(f64::from).collect();
    assert_eq!(
        shown(&row(&ints)),
        framed(
            "  Columns 1 through 13\n\n     1     2     3     4     5     6     7     8     9    10    11    12    13\n\n  \
             Columns 14 through 15\n\n    14    15"
        )
    );
    let line: Vec<f64> = (0..9).map(|k| 1.0 + 1000.5 * k as f64 / 8.0).collect();
    assert_eq!(
        shown(&row(&line)),
        framed(
            "   1.0e+03 *\n\n  Columns 1 through 8\n\n    0.0010    0.1261    0.2511    0.3762    0.5012    0.6263    \
             0.7514    0.8764\n\n  Column 9\n\n    1.0015"
        )
    );
}

#[test]
fn more_dimensions() {
    let dims = Dims::from_slice(&[2, 2, 2]);
    let a = NdArray::new(dims.clone(), (1..=8).map(f64::from).collect::<Vec<f64>>());
    let v: Value = NdArray::new(dims.clone(), vec![1.0, 3.0, 2.0, 4.0, 5.0, 7.0, 6.0, 8.0]).into();
    let pages = "\nx(:,:,1) =\n\n     1     2\n     3     4\n\n\nx(:,:,2) =\n\n     5     6\n     7     8\n\n";
    assert_eq!(shown(&v), pages);
    assert_eq!(disp(&v, &Format::default(), Dialect::Matlab), pages.replace("x(", "("));
    let u: Value = a.map(|&x| x as u8).into();
    assert_eq!(
        shown(&u),
        "\n  2×2×2 uint8 array\n\nx(:,:,1) =\n\n   1   3\n   2   4\n\n\nx(:,:,2) =\n\n   5   7\n   6   8\n\n"
    );
}

#[test]
fn disp_of_numbers_and_text() {
    let show = |v: &Value| disp(v, &Format::default(), Dialect::Matlab);
    assert_eq!(show(&Value::Num(5.0)), "     5\n\n");
    assert_eq!(show(&Value::Num(PI)), "    3.1416\n\n");
    assert_eq!(show(&d(&[&[1.0, 2.0], &[3.0, 4.0]])), "     1     2\n     3     4\n\n");
    assert_eq!(show(&row(&[0.7219e-3, 0.0])), "   1.0e-03 *\n\n    0.7219         0\n\n");
    assert_eq!(show(&"abc".into()), "abc\n");
    assert_eq!(show(&Value::string("abc")), "abc\n");
    assert_eq!(show(&strings(&[&["a", "b"]])), "    \"a\"    \"b\"\n\n");
    assert_eq!(show(&"".into()), "\n");
    assert_eq!(show(&Value::Bool(true)), "   1\n\n");
    assert_eq!(show(&from_rows(&[&[1i8, 2]], |&x| x)), "   1   2\n\n");
    assert_eq!(show(&zrow(&[z(3.0, 4.0)])), "   3.0000 + 4.0000i\n\n");
}

#[test]
fn styles() {
    let num = Value::Num;
    let single = |x: f64| Value::Single(x as f32);
    let inf = f64::INFINITY;
    let cases: &[(&str, Value, &str)] = &[
        ("long", num(PI), "   3.141592653589793"),
        ("long", num(12.5), "  12.500000000000000"),
        ("long", num(100.5), "     1.005000000000000e+02"),
        ("long", num(f64::EPSILON), "     2.220446049250313e-16"),
        ("long", num(3e8), "   300000000"),
        ("long", row(&[4.0 / 3.0, 1.2345e-6]), "   1.333333333333333   0.000001234500000"),
        ("long", row(&[1.2345e-6; 2]), "   1.0e-05 *\n\n   0.123450000000000   0.123450000000000"),
        ("long", row(&[100.5, 1.0]), "   1.0e+02 *\n\n   1.005000000000000   0.010000000000000"),
        ("long", row(&[inf, 3.0, PI]), "                 Inf   3.000000000000000   3.141592653589793"),
        ("long", single(PI), "   3.1415927"),
        ("long", from_rows(&[&[1e-4, 1.2e-4]], |&x: &f64| x as f32), "   1.0e-03 *\n\n   0.1000000   0.1200000"),
        ("long", single(100.2), "   1.0020000e+02"),
        ("shortE", num(PI), "   3.1416e+00"),
        ("shortE", row(&[0.0, f64::EPSILON]), "            0   2.2204e-16"),
        ("shortE", num(100.0), "   100"),
        ("longE", num(PI), "     3.141592653589793e+00"),
        ("shortG", num(PI), "       3.1416"),
        ("shortG", row(&[0.3729, 6.5574e-4]), "       0.3729   0.00065574"),
        ("shortG", num(1e9), "        1e+09"),
        ("longG", num(PI), "          3.14159265358979"),
        ("longG", num(0.1), "                       0.1"),
        ("longG", num(1e9), "                1000000000"),
        ("shortEng", num(5.1235), "     5.1235e+000"),
        ("shortEng", num(51.2346), "    51.2346e+000"),
        ("longEng", num(5.123456789), "    5.12345678900000e+000"),
        ("bank", num(PI), "          3.14"),
        ("bank", row(&[0.333, 0.2222]), "          0.33          0.22"),
        ("hex", num(PI), "   400921fb54442d18"),
        ("hex", Value::U64(u64::MAX), "   ffffffffffffffff"),
        ("+", row(&[0.3, 0.0, -1.0]), "+ -"),
    ];
    for (style, v, text) in cases {
        assert_eq!(body(v, &[style]), *text, "{style}");
    }
}

#[test]
fn format_command() {
    let mut f = styled(&["long", "g"]);
    assert_eq!(f, styled(&["LongG"]));
    f.apply(&["compact"], Dialect::Matlab).unwrap();
    assert_eq!(f.words(), ("longg", "compact"));
    f.apply(&[], Dialect::Matlab).unwrap();
    assert_eq!(f, Format::default());
    assert!(f.apply(&["nonsense"], Dialect::Matlab).is_err());
    let e = f.apply(&["nonsense"], Dialect::Octave).unwrap_err();
    assert_eq!(e.message(Dialect::Octave), "format: unrecognized format state 'nonsense'");
}
